package org.tongzhou.claim;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Refusal;

/** Benefits that an event may open besides the one that was asked for: shown, accepted with their evidence, or put aside. */
@Component
public class Proposals {
    private final ProposalRows store;
    private final CaseStore cases;
    private final ClaimStore claims;
    private final Access access;
    private final Judging judging;
    private final Filing filing;
    private final Acting acting;
    private final Tellings tellings;
    private final AuditTrail audit;

    Proposals(
            ProposalRows store,
            CaseStore cases,
            ClaimStore claims,
            Access access,
            Judging judging,
            Filing filing,
            Acting acting,
            Tellings tellings,
            AuditTrail audit) {
        this.store = store;
        this.cases = cases;
        this.claims = claims;
        this.access = access;
        this.judging = judging;
        this.filing = filing;
        this.acting = acting;
        this.tellings = tellings;
        this.audit = audit;
    }

    /**
     * Files the proposed benefit with its evidence. Refused when it was settled before ({@code claim_proposal_settled})
     * and while a paper is still missing ({@code claim_evidence_missing}).
     */
    @Transactional
    public ClaimId accept(Actor actor, long id, Drafts.NewPaper evidence, Instant now) {
        Held held = held(actor, id);
        EventCase eventCase = held.eventCase();
        CasePaper paper = new CasePaper(evidence.paper(), evidence.kind(), Access.person(actor), now);
        cases.addPaper(actor.fund(), eventCase, paper);
        EventCase after = cases.find(actor.fund(), eventCase.id()).orElseThrow();
        Claim claim = file(actor, after, held.proposal(), now);
        claims.lockOfCase(actor.fund(), after.id()).stream()
                .filter(other -> !other.id().equals(claim.id()))
                .forEach(other -> acting.supplied(actor, after, other, evidence.kind(), now));
        return claim.id();
    }

    /** The same of a benefit whose evidence was there when it was proposed. */
    @Transactional
    public ClaimId accept(Actor actor, long id, Instant now) {
        Held held = held(actor, id);
        return file(actor, held.eventCase(), held.proposal(), now).id();
    }

    /** A proposal and its event, both locked, the event first as by everybody. */
    private record Held(EventCase eventCase, Proposal proposal) {}

    private Held held(Actor actor, long id) {
        CaseId of = store.caseOf(actor.fund(), id).orElseThrow(Refusal::notFound);
        EventCase eventCase = cases.lock(actor.fund(), of).orElseThrow();
        access.requireMayFollow(actor, eventCase);
        Proposal proposal = locked(actor, id);
        cases.holdGate(actor.fund(), proposal.person());
        return new Held(eventCase, proposal);
    }

    private Claim file(Actor actor, EventCase eventCase, Proposal proposal, Instant now) {
        Verdict verdict = verdict(actor, eventCase, proposal, now);
        if (verdict.isRefused() || !verdict.hasItsPapers()) {
            throw Refusal.invalid("claim_evidence_missing");
        }
        Claim claim = filing.file(actor, eventCase, verdict, now);
        store.accept(actor.fund(), proposal.id(), claim.id(), now);
        tellings.filed(actor, claim, now);
        return claim;
    }

    private Verdict verdict(Actor actor, EventCase eventCase, Proposal proposal, Instant now) {
        return judging.judge(actor.fund(), eventCase, Drafts.day(now)).stream()
                .filter(found -> found.plan().value().equals(proposal.plan()))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("claim_proposal_settled"));
    }

    /** A reviewer finds that the event does not fit the benefit; the member no longer sees it. */
    @Transactional
    public void putAside(Actor actor, long id, Instant now) {
        Proposal proposal = locked(actor, id);
        EventCase eventCase = cases.find(actor.fund(), proposal.eventCase()).orElseThrow();
        actor.requireWithin(eventCase.owner().path());
        if (Reviews.levels(actor).isEmpty() || actor.isPerson(proposal.person())) {
            throw Refusal.notAllowed();
        }
        store.settle(actor.fund(), id, Proposal.State.DECLINED, now);
        audit.record(AuditEntry.of(actor, now, "claim.proposal_put_aside", "proposal:" + id));
    }

    private Proposal locked(Actor actor, long id) {
        Proposal proposal = store.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (proposal.state() != Proposal.State.OPEN) {
            throw Refusal.conflict("claim_proposal_settled");
        }
        return proposal;
    }
}
