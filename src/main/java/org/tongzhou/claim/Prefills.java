package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.SignStore.NewSign;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.EventKind;

/** Claims that a member opens from a reported stay: what the report holds is not asked again. */
@Component
public class Prefills {
    private static final int MOST_CASES = 100;

    private final CaseStore cases;
    private final SourceStore sources;
    private final SignStore signs;
    private final Drafts drafts;

    Prefills(CaseStore cases, SourceStore sources, SignStore signs, Drafts drafts) {
        this.cases = cases;
        this.sources = sources;
        this.signs = signs;
        this.drafts = drafts;
    }

    /** The draft or case that a report feeds already. */
    @Transactional(readOnly = true)
    public Optional<EventCase> of(FundId fund, String report) {
        return sources.living(fund, report).flatMap(id -> cases.find(fund, id));
    }

    /** True when the member has an open case, on papers or reported, with days of this stay. */
    @Transactional(readOnly = true)
    public boolean isClaimed(FundId fund, PersonId member, LocalDate admitted, LocalDate discharged) {
        return cases.ofPerson(fund, member, MOST_CASES).stream()
                .filter(other -> other.state() == EventCase.State.OPEN)
                .anyMatch(other -> sharesDays(other.facts(), admitted, discharged));
    }

    /** Leaving one house and entering another may be one day. */
    private static boolean sharesDays(FactSheet other, LocalDate admitted, LocalDate discharged) {
        Optional<LocalDate> from = other.day(FactField.ADMITTED);
        Optional<LocalDate> to = other.day(FactField.DISCHARGED);
        return from.equals(Optional.of(admitted))
                || from.isPresent() && to.isPresent() && from.get().isBefore(discharged) && admitted.isBefore(to.get());
    }

    /**
     * Opens a draft with the report's facts, or answers the case that the report feeds already. Refuses while the member
     * is writing another claim ({@code claim_draft_in_the_way}).
     */
    @Transactional
    public CaseId open(Actor actor, StayReport report, Instant now) {
        if (!actor.isPerson(report.member())) {
            throw Refusal.notFound();
        }
        cases.holdGate(actor.fund(), report.member());
        Optional<CaseId> living = sources.living(actor.fund(), report.key());
        if (living.isPresent()) {
            return living.get();
        }
        if (cases.draftOf(actor.fund(), report.member(), report.member())
                .filter(id -> isBegun(actor.fund(), id))
                .isPresent()) {
            throw Refusal.conflict("claim_draft_in_the_way");
        }
        CaseId id = drafts.open(actor, report.member(), EventKind.HOSPITAL, now);
        EventCase draft = cases.lock(actor.fund(), id).orElseThrow();
        cases.save(actor.fund(), draft.with(FactSheet.EMPTY.withReading(report.facts())), now);
        sources.insert(actor.fund(), id, report, null);
        if (report.contradicted()) {
            signs.insert(actor.fund(), id, NewSign.about(Sign.Kind.REPORT_DIFFERS, null), now);
        }
        return id;
    }

    private boolean isBegun(FundId fund, CaseId id) {
        EventCase draft = cases.find(fund, id).orElseThrow();
        return !draft.papers().isEmpty() || !draft.facts().entries().isEmpty();
    }
}
