package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/** What a person should look at before a claim is approved: a sign holds approval, and only a person says what it means. */
@Component
public class Signs {
    private final SignStore store;
    private final ReceiptStore receipts;
    private final FixedSums fixedSums;
    private final Desk desk;
    private final Acting acting;
    private final Trips trips;

    Signs(SignStore store, ReceiptStore receipts, FixedSums fixedSums, Desk desk, Acting acting, Trips trips) {
        this.store = store;
        this.receipts = receipts;
        this.fixedSums = fixedSums;
        this.desk = desk;
        this.acting = acting;
        this.trips = trips;
    }

    /**
     * A reviewer has looked at a sign and says in 10 to 500 characters what they found; of a report that differs also once the claim
     * is granted, since its payment waits for it.
     */
    @Transactional
    public void lookedAt(Actor actor, ClaimId id, int version, Finding finding, Instant now) {
        Claim claim = desk.lookable(actor, id, version, now);
        String words = Reviews.requireWords(finding.words());
        if (!store.lookedAt(actor, claim, finding.sign(), words, now)) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        acting.note(actor, claim, Verb.SIGN_LOOKED_AT, now);
    }

    /** What was found about a sign. */
    public record Finding(long sign, String words) {}

    /** Refuses to approve a claim while somebody still has to look, and while another case has the receipt. */
    void requireLookedAt(FundId fund, EventCase eventCase, Claim claim, Instant now) {
        boolean receipt = eventCase.facts().hasReceipt();
        Trip trip = trips.trip();
        Rows<Map.Entry<CaseId, Integer>> open = store.open(trip, fund, List.of(eventCase.id()));
        Rows<ReceiptStore.Taker> taker = receipt ? receipts.taker(trip, fund, eventCase.facts()) : null;
        trip.go();
        open.optional().ifPresent(signs -> {
            throw Refusal.conflict("claim_signs_open", signs.getValue());
        });
        boolean free = taker == null
                || taker.optional().filter(found -> leaves(fund, found, claim)).isPresent();
        if (!free
                && !receipts.hold(fund, eventCase.id(), eventCase.facts(), now).equals(eventCase.id())) {
            throw Refusal.conflict("claim_receipt_held");
        }
    }

    /** The claim's own case, or for a fixed sum another of the same person: it takes nothing from the receipt. */
    private boolean leaves(FundId fund, ReceiptStore.Taker taker, Claim claim) {
        return taker.id().equals(claim.eventCase())
                || taker.person().equals(claim.owner().person()) && fixedSums.isOne(fund, claim);
    }
}
