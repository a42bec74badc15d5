package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.person.Claimant;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;

/** What a member, or the officer of their unit, does with an event: submit it, give papers that were asked for, take it back. */
@Component
public class Claims {
    private final CaseStore cases;
    private final ClaimStore claims;
    private final ProposalRows proposals;
    private final ReceiptStore receipts;
    private final Signs signs;
    private final Proposing proposing;
    private final Access access;
    private final Judging judging;
    private final Filing filing;
    private final Acting acting;
    private final Tellings tellings;
    private final Paying paying;
    private final People people;
    private final Trips trips;

    Claims(
            CaseStore cases,
            ClaimStore claims,
            ProposalRows proposals,
            ReceiptStore receipts,
            Signs signs,
            Proposing proposing,
            Access access,
            Judging judging,
            Filing filing,
            Acting acting,
            Tellings tellings,
            Paying paying,
            People people,
            Trips trips) {
        this.cases = cases;
        this.claims = claims;
        this.proposals = proposals;
        this.receipts = receipts;
        this.signs = signs;
        this.proposing = proposing;
        this.access = access;
        this.judging = judging;
        this.filing = filing;
        this.acting = acting;
        this.tellings = tellings;
        this.paying = paying;
        this.people = people;
        this.trips = trips;
    }

    /**
     * The version of the draft that the person saw, the lump sums they ticked, their word that the papers are true, and a mark of
     * the browser, so that one telephone which sends for many members is noticed.
     */
    public record Submission(
            int version,
            Set<PlanCode> also,
            boolean consent,
            @Nullable String device) {
        public Submission {
            also = Set.copyOf(also);
        }

        /** From a program or a test, where there is no browser. */
        public Submission(int version, Set<PlanCode> also, boolean consent) {
            this(version, also, consent, null);
        }
    }

    /** What came of an event: claims that were filed, and benefits that may be owed besides. */
    public record Submitted(CaseId eventCase, List<ClaimId> claims, List<Long> proposals) {}

    /**
     * Submits a draft: one claim for each cover that the event opens, a proposal for each lump sum whose evidence is not
     * there yet. A second submission is refused ({@code claim_already_submitted}); so are facts that do not stand, and an
     * event on a day without cover. A receipt that another case uses is taken in and held for a person.
     */
    @Transactional
    public Submitted submit(Actor actor, CaseId id, Submission submission, Instant now) {
        EventCase draft = cases.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        access.requireOwnDraft(actor, draft);
        Drafts.requireDraft(draft);
        Drafts.requireVersion(draft, submission.version());
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
        LocalDate day = Judging.eventDay(draft).orElseThrow();
        cases.submit(trip, fund, draft.id(), new CaseStore.Submitted(number, day, first.unit(), first.unitPath()), now);
    }

    /** What is asked of the event whatever covers there are. */
    private static void requirePapers(EventCase draft, Submission submission) {
        if (!submission.consent()) {
            throw Refusal.invalid("claim_consent");
        }
        requireBill(draft, Needed.of(draft, List::of));
    }

    private static void requireBill(EventCase draft, Needed needed) {
        Set<PaperKind> held = draft.paperKinds();
        if (needed.bill() && !held.contains(PaperKind.RECEIPT) && !held.contains(PaperKind.SETTLEMENT_SHEET)) {
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

    /**
     * Gives a paper to an open case. Claims of the case that owed no other go on; their clock starts again the next working
     * day. What was owed is settled by any paper the member gives for it: a reviewer judges whether it will do.
     */
    @Transactional
    public void supplement(Actor actor, CaseId id, Drafts.NewPaper paper, Instant now) {
        EventCase eventCase = cases.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        access.requireMayFollow(actor, eventCase);
        if (eventCase.state() != EventCase.State.OPEN) {
            throw Refusal.conflict("claim_case_over");
        }
        supply(actor, eventCase, paper, now);
    }

    /** The caller has locked the case and judged whether the actor may. */
    void supply(Actor actor, EventCase eventCase, Drafts.NewPaper paper, Instant now) {
        CaseId id = eventCase.id();
        cases.holdGate(actor.fund(), eventCase.owner().person());
        cases.addPaper(actor.fund(), id, new CasePaper(paper.paper(), paper.kind(), Access.person(actor), now));
        EventCase after = cases.find(actor.fund(), id).orElseThrow();
        for (Claim claim : claims.lockOfCase(actor.fund(), id)) {
            acting.supplied(actor, after, claim, paper.kind(), now);
        }
    }

    /** The member cannot give what is still owed and says why in 10 to 500 characters: the claim goes on with what is there. */
    @Transactional
    public void goOnWithout(Actor actor, ClaimId id, int version, String words, Instant now) {
        Followed followed = follow(actor, id);
        Acting.requireVersion(followed.claim(), version);
        String said = Reviews.requireWords(words);
        cases.holdGate(actor.fund(), followed.claim().owner().person());
        acting.resume(actor, followed.eventCase(), followed.claim(), new Acting.Reasoned(null, said), now);
    }

    /**
     * Reminds whoever has a claim that its day is past: noted in its history and shown in their queue and to the lead. Once a day;
     * refused before the day ({@code claim_not_late}).
     */
    @Transactional
    public void urge(Actor actor, ClaimId id, Instant now) {
        Claim claim = follow(actor, id).claim();
        LocalDate today = Drafts.day(now);
        LocalDate due = claim.clock().dueOn();
        if (!claim.state().isBeforeReviewers() || due == null || !today.isAfter(due)) {
            throw Refusal.conflict("claim_not_late");
        }
        boolean again = acting.last(actor.fund(), claim, Verb.URGED)
                .filter(today::equals)
                .isPresent();
        if (!again) {
            acting.note(actor, claim, Verb.URGED, now);
        }
    }

    /** A claim and its case, both locked, the case first. */
    private record Followed(EventCase eventCase, Claim claim) {}

    private Followed follow(Actor actor, ClaimId id) {
        Scope whole = Scope.province(actor.fund());
        CaseId of = claims.findWithin(whole, id).map(Claim::eventCase).orElseThrow(Refusal::notFound);
        EventCase eventCase = cases.lock(actor.fund(), of).orElseThrow();
        access.requireMayFollow(actor, eventCase);
        return new Followed(eventCase, claims.lockWithin(whole, id).orElseThrow(Refusal::notFound));
    }

    /**
     * Orders what is left of a returned payment again, to the member's confirmed account; asked by the member, or finance for them.
     * Nothing happens where the member owes all of it back: it is kept.
     */
    @Transactional
    public void payAgain(Actor actor, ClaimId id, int version, Instant now) {
        Claim claim = claims.lockWithin(Scope.province(actor.fund()), id).orElseThrow(Refusal::notFound);
        if (!actor.isPerson(claim.owner().person())) {
            actor.requireWithin(claim.owner().path());
            actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        }
        if (claim.state() != ClaimState.RETURNED || paying.isLeft(actor.fund(), claim, now)) {
            acting.byMember(actor, claim, version, Moves::payAgain, now);
            paying.again(actor.fund(), claim, now);
        }
    }

    /** Takes a claim back before it is decided; when nothing of the case is left, its receipt is free again. */
    @Transactional
    public void withdraw(Actor actor, ClaimId id, int version, Instant now) {
        Followed followed = follow(actor, id);
        EventCase eventCase = followed.eventCase();
        acting.byMember(actor, followed.claim(), version, Moves::withdraw, now);
        boolean over = claims.ofCase(actor.fund(), eventCase.id()).stream()
                .allMatch(other -> other.state() == ClaimState.WITHDRAWN);
        if (over) {
            receipts.free(actor.fund(), eventCase.id());
            cases.close(actor.fund(), eventCase.id(), EventCase.State.WITHDRAWN);
            proposals.ofCase(actor.fund(), eventCase.id()).stream()
                    .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                    .forEach(open -> proposals.settle(actor.fund(), open.id(), Proposal.State.LAPSED, now));
        }
    }
}
