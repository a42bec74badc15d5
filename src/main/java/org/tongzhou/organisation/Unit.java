package org.tongzhou.organisation;

import java.util.Set;
import org.tongzhou.kernel.UnitId;

/**
 * A work unit; {@code code} is its unified social credit code, {@code path} its place in the union tree, ending in {@code
 * u<id>/}. Its {@code shares} go before those that a plan states while they are {@code sharesAgreed}.
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
        Set<UnitFlag> flags) {}
