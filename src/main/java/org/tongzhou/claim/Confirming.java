package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Reviews.Looked;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;

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

    /** Facts of the event, together; all claims of it that nobody has decided are computed anew. */
    void facts(Actor actor, Claim claim, List<Looked> looked, Instant now) {
        FundId fund = actor.fund();
        cases.holdGate(fund, claim.owner().person());
        EventCase before = cases.lock(fund, claim.eventCase()).orElseThrow();
        EventCase found = before.with(looked(before.facts(), looked));
        evidence.requireSound(fund, found, Drafts.day(now));
        cases.save(fund, found, now);
        EventCase after = cases.find(fund, before.id()).orElseThrow();
        signs.look(fund, after, now);
        proposing.propose(fund, after, now);
        follow(actor, after);
        Claim seen = claims.findWithin(actor.scope(), claim.id()).orElseThrow();
        acting.note(actor, seen, Verb.FACT_CONFIRMED, now);
    }

    private static FactSheet looked(FactSheet before, List<Looked> looked) {
        FactSheet facts = before;
        for (Looked one : looked) {
            facts = facts.with(one.field(), one.value()).confirmed(one.field());
        }
        return facts;
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
        evidence.require(fund, eventCase, claim, finding, Drafts.day(now));
        evidence.requireDiagnosed(fund, eventCase, claim, finding);
        writing.confirm(fund, claim.id(), finding);
        acting.note(actor, acting.recompute(actor, eventCase, claim), verb, now);
    }
}
