package org.tongzhou.claim;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tongzhou.kernel.Slice;

/** What is asked of a member's claims in a trip; answered once it is over. */
public final class MineAsked {
    static final int PAGE_CLAIMS = 100;
    static final int PAGE_OPEN = 50;

    private final Supplier<List<ClaimStore.Own>> own;
    private final Supplier<Optional<DraftLine>> draft;
    private final Supplier<List<Proposal>> open;

    MineAsked(Supplier<List<ClaimStore.Own>> own, Supplier<Optional<DraftLine>> draft, Supplier<List<Proposal>> open) {
        this.own = own;
        this.draft = draft;
        this.open = open;
    }

    public Cases.Mine mine() {
        Map<ClaimId, Instant> paidAt = new HashMap<>();
        own.get()
                .forEach(one -> Optional.ofNullable(one.paidAt())
                        .ifPresent(at -> paidAt.put(one.claim().id(), at)));
        return new Cases.Mine(
                Slice.of(
                                own.get(),
                                PAGE_CLAIMS,
                                one -> Long.toString(one.claim().id().value()))
                        .map(ClaimStore.Own::claim),
                paidAt,
                draft.get(),
                Slice.of(open.get(), PAGE_OPEN, proposal -> Long.toString(proposal.id())));
    }
}
