package org.tongzhou.organisation;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.UnitId;

/**
 * A work unit; {@code code} is its unified social credit code, {@code path} its place in the union tree, ending in {@code
 * u<id>/}. Its {@code shares} go before those that a plan states while they are {@code sharesAgreed}; {@code closing} is
 * null while people may join through it.
 */
public record Unit(
        UnitId id,
        String code,
        String name,
        UnitKind kind,
        String county,
        String path,
        int staffCount,
        FeeShares shares,
        boolean sharesAgreed,
        Set<UnitFlag> flags,
        @Nullable Closing closing) {
    /** Since when nobody joins through it, and which unit reports its workers since; null where none does. */
    public record Closing(LocalDate on, @Nullable UnitId successor) {}

    public boolean isClosed() {
        return closing != null;
    }

    /** Refuses {@code unit_closed}: nobody joins through a unit that was dissolved or merged. */
    public Unit requireOpen() {
        if (closing != null) {
            throw Refusal.conflict("unit_closed", name, closing.on().toString());
        }
        return this;
    }
}
