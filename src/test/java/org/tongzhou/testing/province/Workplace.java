package org.tongzhou.testing.province;

import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.UnitKind;

/**
 * One unit: members {@code first} to {@code first + staff − 1} join in the first year, {@code joiners} more from
 * {@code firstJoiner} in the second.
 */
record Workplace(
        int number,
        String code,
        String name,
        UnitKind kind,
        String county,
        FeeShares shares,
        long first,
        int staff,
        long firstJoiner,
        int joiners) {}
