package org.tongzhou.organisation;

import java.util.Set;
import org.tongzhou.kernel.UnitId;

/** A work unit; {@code code} is its unified social credit code, {@code path} its place in the union tree, ending in {@code u<id>/}. */
public record Unit(
        UnitId id,
        String code,
        String name,
        UnitKind kind,
        String county,
        String path,
        int staffCount,
        FeeShares shares,
        Set<UnitFlag> flags) {}
