package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;

/** Benefits that an event may open besides the one that was asked for: shown, accepted with their evidence, or put aside. */
@Component
public class Proposals {
    private final ProposalRows store;
    private final CaseStore cases;
    private final ClaimStore claims;
    private final Access access;
    private final Shown shown;
    private final Judging judging;
    private final Proposing proposing;
    private final Filing filing;
    private final Acting acting;
    private final Tellings tellings;
    private final AuditTrail audit;

    Proposals(
            ProposalRows store,
            CaseStore cases,
            ClaimStore claims,
            Access access,
            Shown shown,
            Judging judging,
            Proposing proposing,
            Filing filing,
            Acting acting,
            Tellings tellings,
            AuditTrail audit) {
        this.store = store;
        this.cases = cases;
        this.claims = claims;
        this.access = access;
        this.shown = shown;
        this.judging = judging;
        this.proposing = proposing;
        this.filing = filing;
        this.acting = acting;
        this.tellings = tellings;
        this.audit = audit;
    }

    /**
     * Refuses what was settled ({@code claim_proposal_settled}) and what the rules pay nothing for by now ({@code
     * claim_proposal_not_due}): asked before a paper is taken for it. Locks nothing; {@link #accept} asks again.
     */
    @Transactional(readOnly = true)
    public void requireOpen(Actor actor, long id, Instant now) {
        CaseId of = store.caseOf(actor.fund(), id).orElseThrow(Refusal::notFound);
        EventCase eventCase = cases.find(actor.fund(), of).orElseThrow();
        Proposal proposal = store.ofCase(actor.fund(), of).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow();
        access.requireMayFollow(actor, eventCase, proposal.unitPath());
        requireOpen(proposal);
        requireDue(verdict(actor, eventCase, proposal, now));
    }

    private static void requireOpen(Proposal proposal) {
        if (proposal.state() != Proposal.State.OPEN) {
            throw Refusal.conflict("claim_proposal_settled");
        }
    }

    private static void requireDue(Verdict verdict) {
        if (verdict.isRefused()) {
            throw Refusal.conflict("claim_proposal_not_due");
        }
    }

    /**
     * Keeps a paper of the proposed benefit, and files it once none is missing; empty until then. Refused when it was settled before
     * ({@code claim_proposal_settled}).
     */
    @Transactional
    public Optional<ClaimId> accept(Actor actor, long id, Drafts.NewPaper evidence, Instant now) {
        Held held = held(actor, id);
        EventCase eventCase = held.eventCase();
        CasePaper paper = new CasePaper(evidence.paper(), evidence.kind(), actor.requirePerson(), now);
        cases.addPaper(actor.fund(), eventCase, paper);
        EventCase after = cases.find(actor.fund(), eventCase.id()).orElseThrow();
        List<Claim> others = claims.lockOfCase(actor.fund(), after.id());
        Verdict verdict = verdict(actor, after, held.proposal(), now);
        Optional<ClaimId> filed = verdict.isRefused() || verdict.hasItsPapers()
                ? Optional.of(file(actor, after, held.proposal(), verdict, now))
                : Optional.empty();
        proposing.paperCame(actor.fund(), after, now);
        others.forEach(other -> acting.supplied(actor, after, other, evidence.kind(), now));
        return filed;
    }

    /** Files a benefit whose evidence is there. Refused while a paper is missing ({@code claim_evidence_missing}). */
    @Transactional
    public ClaimId accept(Actor actor, long id, Instant now) {
        Held held = held(actor, id);
        Verdict verdict = verdict(actor, held.eventCase(), held.proposal(), now);
        return file(actor, held.eventCase(), held.proposal(), verdict, now);
    }

    /** A proposal and its event, both locked, the event first as by everybody. */
    private record Held(EventCase eventCase, Proposal proposal) {}

    private Held held(Actor actor, long id) {
        CaseId of = store.caseOf(actor.fund(), id).orElseThrow(Refusal::notFound);
        EventCase eventCase = cases.lock(actor.fund(), of).orElseThrow();
        Proposal proposal = store.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        access.requireMayFollow(actor, eventCase, proposal.unitPath());
        requireOpen(proposal);
        cases.holdGate(actor.fund(), proposal.person());
        return new Held(eventCase, proposal);
    }

    private ClaimId file(Actor actor, EventCase eventCase, Proposal proposal, Verdict verdict, Instant now) {
        requireDue(verdict);
        if (!verdict.hasItsPapers()) {
            throw Refusal.invalid("claim_evidence_missing");
        }
        Claim claim = filing.file(actor, eventCase, verdict, now);
        store.accept(actor.fund(), proposal.id(), claim.id(), now);
        tellings.filed(actor, claim, now);
        return claim.id();
    }

    /** By the papers that whoever files is shown: an officer claims nothing on what was given for another unit. */
    private Verdict verdict(Actor actor, EventCase eventCase, Proposal proposal, Instant now) {
        return judging.judge(actor.fund(), shown.of(actor, eventCase), FundClock.dayOf(now)).stream()
                .filter(found -> found.plan().value().equals(proposal.plan()))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("claim_proposal_settled"));
    }

    /**
     * A reviewer of the territory that the cover came through finds that the event does not fit the benefit; the member no longer
     * sees it. Refused for whoever has an interest of their own.
     */
    @Transactional
    public void putAside(Actor actor, long id, Instant now) {
        Proposal proposal = store.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        access.requireDesk(actor, proposal.owner());
        requireOpen(proposal);
        store.settle(actor.fund(), id, Proposal.State.DECLINED, now);
        audit.record(AuditEntry.of(actor, now, "claim.proposal_put_aside", "proposal:" + id));
    }
}
