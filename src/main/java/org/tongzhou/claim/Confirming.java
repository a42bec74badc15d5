package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Reviews.Looked;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/** What a reviewer finds on the papers: facts of the event, a class, a grade; the claims follow. */
@Component
class Confirming {
    private final ClaimStore claims;
    private final ClaimWriting writing;
    private final CaseStore cases;
    private final SignSearch signs;
    private final Proposing proposing;
    private final Evidence evidence;
    private final Acting acting;

    Confirming(
            ClaimStore claims,
            ClaimWriting writing,
            CaseStore cases,
            SignSearch signs,
            Proposing proposing,
            Evidence evidence,
            Acting acting) {
        this.claims = claims;
        this.writing = writing;
        this.cases = cases;
        this.signs = signs;
        this.proposing = proposing;
        this.evidence = evidence;
        this.acting = acting;
    }

    /**
     * Facts of the event, together; all claims of it that nobody has decided are computed anew. Refuses to put right what a claim
     * of it was granted on ({@code claim_facts_granted}).
     */
    void facts(Actor actor, Claim claim, List<Looked> looked, Instant now) {
        FundId fund = actor.fund();
        cases.holdGate(fund, claim.owner().person());
        EventCase before = cases.lock(fund, claim.eventCase()).orElseThrow();
        EventCase found = before.with(looked(before.facts(), looked));
        if (found.facts().putsRight(before.facts())) {
            requireNoneGranted(claims.lockOfCase(fund, before.id()));
        }
        evidence.requireSound(fund, found, FundClock.dayOf(now));
        cases.save(fund, found, now);
        EventCase after = cases.find(fund, before.id()).orElseThrow();
        signs.look(fund, after, now);
        proposing.propose(fund, after, now);
        follow(actor, after);
        Claim seen = claims.findWithin(actor.scope(), claim.id()).orElseThrow();
        acting.note(actor, seen, Verb.FACT_CONFIRMED, now);
    }

    /** The same of those alone that are other than they stand, for a form that shows all; refuses {@code claim_facts_same} where none is. */
    void changes(Actor actor, Claim claim, List<Looked> typed, Instant now) {
        FactSheet facts =
                cases.find(actor.fund(), claim.eventCase()).orElseThrow().facts();
        List<Looked> changed = typed.stream()
                .filter(one -> !one.value().isBlank() || facts.text(one.field()).isPresent())
                .filter(one -> !facts.with(one.field(), one.value()).equals(facts))
                .toList();
        if (changed.isEmpty()) {
            throw Refusal.invalid("claim_facts_same");
        }
        facts(actor, claim, changed, now);
    }

    private static FactSheet looked(FactSheet before, List<Looked> looked) {
        FactSheet facts = before;
        for (Looked one : looked) {
            facts = facts.with(one.field(), one.value()).confirmed(one.field());
        }
        return facts;
    }

    /** Limits count a granted claim by the days of its event, and its receipt is held for it: both would be lost. */
    private static void requireNoneGranted(List<Claim> siblings) {
        siblings.stream()
                .filter(one -> one.state().isGranted() || one.state() == ClaimState.ANNOUNCED)
                .findFirst()
                .ifPresent(one -> {
                    throw Refusal.conflict("claim_facts_granted", one.number());
                });
    }

    private void follow(Actor actor, EventCase eventCase) {
        for (Claim sibling : claims.lockOfCase(actor.fund(), eventCase.id())) {
            if (sibling.state().awaitsAnswer()) {
                acting.recompute(actor, eventCase, sibling);
            }
        }
    }

    /** A class or a grade, written as the claim stores it. */
    void finding(Actor actor, Claim claim, String finding, Verb verb, Instant now) {
        FundId fund = actor.fund();
        EventCase eventCase =
                cases.findHolding(fund, claim.eventCase(), claim.owner().person());
        evidence.require(fund, eventCase, claim, finding, FundClock.dayOf(now));
        evidence.requireDiagnosed(fund, eventCase, claim, finding);
        writing.confirm(fund, claim.id(), finding);
        acting.note(actor, acting.recompute(actor, eventCase, claim), verb, now);
    }
}
