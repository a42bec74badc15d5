package org.tongzhou.claim;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.kernel.Slice;

/** What is asked of a member's claims in a trip; answered once it is over. */
public final class MineAsked {
    static final int PAGE_CLAIMS = 100;
    static final int PAGE_OPEN = 50;

    private final Rows<ClaimStore.Own> own;
    private final Rows<DraftLine> draft;
    private final Rows<Proposal> open;

    MineAsked(Rows<ClaimStore.Own> own, Rows<DraftLine> draft, Rows<Proposal> open) {
        this.own = own;
        this.draft = draft;
        this.open = open;
    }

    public Cases.Mine mine() {
        Map<ClaimId, Instant> paidAt = new HashMap<>();
        own.list()
                .forEach(one -> Optional.ofNullable(one.paidAt())
                        .ifPresent(at -> paidAt.put(one.claim().id(), at)));
        return new Cases.Mine(
                Slice.of(
                                own.list(),
                                PAGE_CLAIMS,
                                one -> Long.toString(one.claim().id().value()))
                        .map(ClaimStore.Own::claim),
                paidAt,
                draft.optional(),
                Slice.of(open.list(), PAGE_OPEN, proposal -> Long.toString(proposal.id())));
    }
}
