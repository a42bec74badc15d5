package org.tongzhou.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.ReadFact;
import org.tongzhou.claim.ReceiptFacts;
import org.tongzhou.claim.Reviews;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;

/** Members file with their papers, reviewers decide level by level, each through the doors that the pages use. */
@Component
@Profile("demo")
class DemoClaims {
    /** What a member brings: what happened, the papers, what they type, and the lump sums they tick. */
    record Event(EventKind kind, List<Upload> papers, Map<FactField, String> typed, Set<PlanCode> also) {
        static Event stay(Upload... papers) {
            return new Event(EventKind.HOSPITAL, List.of(papers), Map.of(), Set.of());
        }
    }

    private final Papers papers;
    private final Drafts drafts;
    private final Claims claims;
    private final Reviews reviews;
    private final DemoCast cast;

    DemoClaims(Papers papers, Drafts drafts, Claims claims, Reviews reviews, DemoCast cast) {
        this.papers = papers;
        this.drafts = drafts;
        this.claims = claims;
        this.reviews = reviews;
        this.cast = cast;
    }

    Claims.Submitted file(Actor member, Event event, Instant now) {
        PersonId person = member.requirePerson();
        CaseId draft = drafts.open(member, person, event.kind(), now);
        for (Upload upload : event.papers()) {
            PaperId paper = papers.store(member, person, upload, now);
            Map<FactField, ReadFact> read =
                    papers.reading(member.fund(), paper).map(ReceiptFacts::of).orElse(Map.of());
            PaperKind kind = PaperKind.of(upload.kind()).orElseThrow();
            drafts.attach(member, draft, new Drafts.NewPaper(paper.value(), kind, read), now);
        }
        drafts.correct(member, draft, drafts.find(member, draft).version(), event.typed(), now);
        int version = drafts.find(member, draft).version();
        return claims.submit(member, draft, new Claims.Submission(version, event.also(), true), now);
    }

    /** What reviewers confirm on the way: fields that a person typed, and the class of a disease by plan. */
    record Confirmed(Map<FactField, String> fields, Map<String, String> classes) {
        static final Confirmed NOTHING = new Confirmed(Map.of(), Map.of());
    }

    /** Every level in turn approves, up to the order to pay; answers the levels that acted. */
    int approve(ClaimId id, String county, Confirmed confirmed, Instant now) {
        int levels = 0;
        Map<FactField, String> fields = new HashMap<>(confirmed.fields());
        Claim claim = reviews.find(cast.reviewerOf(county), id);
        String disease = confirmed.classes().get(claim.benefit().plan());
        while (claim.state() == ClaimState.REVIEW) {
            Actor reviewer = at(claim, county);
            confirm(reviewer, id, fields, now);
            fields.clear();
            if (disease != null && levels == 0) {
                reviews.confirmClass(reviewer, id, reviews.find(reviewer, id).version(), disease, now);
            }
            claim = reviews.approve(reviewer, id, reviews.find(reviewer, id).version(), now);
            levels++;
        }
        return levels;
    }

    private void confirm(Actor reviewer, ClaimId id, Map<FactField, String> fields, Instant now) {
        fields.forEach((field, value) -> reviews.confirmFact(
                reviewer, id, reviews.find(reviewer, id).version(), new Reviews.Looked(field, value), now));
    }

    private Actor at(Claim claim, String county) {
        return switch (claim.level()) {
            case UNIT, COUNTY -> cast.reviewerOf(county);
            case CITY -> cast.reviewerOf(county.substring(0, 4));
            case PROVINCE -> cast.reviewerOf("42");
        };
    }
}
