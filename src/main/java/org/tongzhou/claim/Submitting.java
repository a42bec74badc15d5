package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.Claimant;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;

/** Makes claims and proposals of a draft: what has to be there, what its covers give, and what follows from it. */
@Component
class Submitting {
    private final CaseStore cases;
    private final ProposalRows proposals;
    private final Signs signs;
    private final Proposing proposing;
    private final Judging judging;
    private final Filing filing;
    private final Tellings tellings;
    private final People people;
    private final Trips trips;

    Submitting(
            CaseStore cases,
            ProposalRows proposals,
            Signs signs,
            Proposing proposing,
            Judging judging,
            Filing filing,
            Tellings tellings,
            People people,
            Trips trips) {
        this.cases = cases;
        this.proposals = proposals;
        this.signs = signs;
        this.proposing = proposing;
        this.judging = judging;
        this.filing = filing;
        this.tellings = tellings;
        this.people = people;
        this.trips = trips;
    }

    /** The caller has locked the draft and judged whose it is. */
    Submitted submit(Actor actor, EventCase draft, Submission submission, Instant now) {
        requirePapers(draft, submission);
        Known known = ask(actor.fund(), draft);
        Optional<Payee> payee = requireComplete(actor.fund(), draft, known, Drafts.day(now));
        Chosen chosen = chosen(draft.facts(), verdicts(actor.fund(), draft, known, now), submission.also());
        Trip trip = trips.trip();
        open(trip, actor.fund(), draft, chosen.first(), now);
        signs.note(trip, actor, draft, payee, submission.device());
        Signs.Asked asked = signs.ask(trip, actor.fund(), draft, now);
        List<Claim> filed = file(trip, actor, draft, new Due(chosen.file(), known.id()), now);
        signs.mark(actor.fund(), draft, asked, now);
        return settle(actor, draft, filed, chosen.propose(), now);
    }

    /** All that is asked before a draft is decided, and the number that its first claim will have. */
    private record Known(Claimant claimant, Judging.Known judged, ClaimId id) {}

    private Known ask(FundId fund, EventCase draft) {
        LocalDate day = Judging.eventDay(draft).orElseThrow(() -> Refusal.invalid("claim_facts_incomplete"));
        Trip trip = trips.trip();
        Judging.Known judged = judging.askHolding(trip, fund, draft, day);
        Rows<Claimant> claimant = people.claimant(trip, fund, draft.owner().person());
        Rows<ClaimId> id = ClaimWriting.nextId(trip);
        trip.go();
        return new Known(
                claimant.optional().orElseThrow(Refusal::notFound),
                judged,
                id.list().get(0));
    }

    private List<Verdict> verdicts(FundId fund, EventCase draft, Known known, Instant now) {
        List<Verdict> verdicts = judging.judgeTogether(
                fund, draft, known.judged(), known.claimant().sex(), Drafts.day(now));
        if (verdicts.isEmpty()) {
            throw Refusal.invalid("claim_no_cover_on_day", known.judged().day());
        }
        return verdicts;
    }

    /** What is to be filed, the first of it under this number. */
    private record Due(List<Verdict> verdicts, ClaimId first) {}

    /** The first claim goes with the trip that opens its case, what else the case has after it. */
    private List<Claim> file(Trip trip, Actor actor, EventCase draft, Due due, Instant now) {
        List<Claim> filed = new ArrayList<>();
        due.verdicts().stream()
                .limit(1)
                .forEach(verdict ->
                        filed.add(filing.file(trip, actor, new Filing.Due(draft, verdict, due.first()), now)));
        trip.go();
        due.verdicts().stream().skip(1).forEach(verdict -> filed.add(filing.file(actor, draft, verdict, now)));
        return filed;
    }

    private void open(Trip trip, FundId fund, EventCase draft, HeldCover first, Instant now) {
        String number = Filing.number(Filing.CASE, Drafts.day(now), draft.id().value());
        cases.submit(trip, fund, draft.id(), new CaseStore.Submitted(number, first.unit(), first.unitPath()), now);
    }

    /** What is asked of the event whatever covers there are. */
    private static void requirePapers(EventCase draft, Submission submission) {
        if (!submission.consent()) {
            throw Refusal.invalid("claim_consent");
        }
        requireBill(draft, Needed.of(draft, List::of));
    }

    private static void requireBill(EventCase draft, Needed needed) {
        if (needed.bill() && !draft.hasBill()) {
            throw Refusal.invalid("claim_receipt_missing");
        }
    }

    /** Where the benefit goes; a member who died may have no account, an heir is named later. */
    private Optional<Payee> requireComplete(FundId fund, EventCase draft, Known known, LocalDate today) {
        Claimant claimant = known.claimant();
        Needed needed = Needed.of(draft, () -> judging.covers(fund, known.judged(), claimant.sex()));
        requireBill(draft, needed);
        if (!FactFault.of(draft.facts(), needed, claimant.name(), today).isEmpty()) {
            throw Refusal.invalid("claim_facts_incomplete");
        }
        boolean died = draft.facts().isDeath();
        return died ? claimant.payee() : Optional.of(claimant.account());
    }

    /** What becomes of each verdict. */
    private record Chosen(HeldCover first, List<Verdict> file, List<Verdict> propose) {}

    private static Chosen chosen(FactSheet facts, List<Verdict> verdicts, Set<PlanCode> also) {
        List<Verdict> file = new ArrayList<>();
        List<Verdict> propose = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict.isRefused()) {
                continue;
            }
            boolean ticked = also.contains(verdict.plan()) && verdict.hasItsPapers();
            (verdict.waitsForClass(facts) && !ticked ? propose : file).add(verdict);
        }
        if (file.isEmpty() && propose.isEmpty()) {
            // Nothing is due by the rules, but only a person may say no: the first cover's claim goes to the reviewers.
            file.add(verdicts.get(0));
        }
        return new Chosen(verdicts.get(0).cover(), file, propose);
    }

    private Submitted settle(Actor actor, EventCase draft, List<Claim> filed, List<Verdict> propose, Instant now) {
        filed.forEach(claim -> tellings.filed(actor, claim, now));
        propose.forEach(verdict -> proposing.propose(actor.fund(), draft, verdict, now));
        // A case that was a draft until now has no other proposals.
        List<Long> proposed = propose.isEmpty()
                ? List.of()
                : proposals.ofCase(actor.fund(), draft.id()).stream()
                        .map(Proposal::id)
                        .toList();
        return new Submitted(draft.id(), filed.stream().map(Claim::id).toList(), proposed);
    }
}
