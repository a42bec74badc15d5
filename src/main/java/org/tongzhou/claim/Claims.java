package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.plan.PlanCode;

/** What a member, or the officer of their unit, does with an event: submit it, give papers that were asked for, take it back. */
@Component
public class Claims {
    private final CaseStore cases;
    private final ClaimStore claims;
    private final ProposalRows proposals;
    private final Proposing proposing;
    private final ReceiptStore receipts;
    private final Access access;
    private final Submittals submittals;
    private final Acting acting;
    private final Paying paying;

    Claims(
            CaseStore cases,
            ClaimStore claims,
            ProposalRows proposals,
            Proposing proposing,
            ReceiptStore receipts,
            Access access,
            Submittals submittals,
            Acting acting,
            Paying paying) {
        this.cases = cases;
        this.claims = claims;
        this.proposals = proposals;
        this.proposing = proposing;
        this.receipts = receipts;
        this.access = access;
        this.submittals = submittals;
        this.acting = acting;
        this.paying = paying;
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
     * Submits a draft: one claim for each cover that the event opens, or that pays nothing of its stay as only a person may say; a
     * proposal for each lump sum whose evidence is not there yet. A second submission is refused ({@code claim_already_submitted}); so are facts that do not stand, and an
     * event on a day without cover. A receipt that another case uses is taken in and held for a person. Drafts that are sent in
     * at the same moment are filed together, each as if it had been alone (docs/decisions/0039).
     */
    public Submitted submit(Actor actor, CaseId id, Submission submission, Instant now) {
        return submittals.submit(new Submittal(actor, id, submission, now));
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
        cases.addPaper(actor.fund(), eventCase, new CasePaper(paper.paper(), paper.kind(), actor.requirePerson(), now));
        EventCase after = cases.find(actor.fund(), id).orElseThrow();
        for (Claim claim : claims.lockOfCase(actor.fund(), id)) {
            acting.supplied(actor, after, claim, paper.kind(), now);
        }
        proposing.paperCame(actor.fund(), after, now);
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
        LocalDate today = FundClock.dayOf(now);
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
        Claim claim = claims.lockWithin(whole, id).orElseThrow(Refusal::notFound);
        access.requireMayFollow(actor, eventCase, claim.owner().path());
        return new Followed(eventCase, claim);
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
            EventCase eventCase = cases.find(actor.fund(), claim.eventCase()).orElseThrow();
            paying.again(actor.fund(), claim, eventCase, now);
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
