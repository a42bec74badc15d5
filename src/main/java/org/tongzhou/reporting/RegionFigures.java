package org.tongzhou.reporting;

import org.tongzhou.kernel.Money;

/**
 * The year of one region: people insured against the target (0: none set), fees, benefits paid, claims decided with
 * the sum of their working days. {@code code} and {@code path} are those of the division.
 */
public record RegionFigures(
        String code,
        String name,
        String path,
        long insured,
        long target,
        Money fees,
        long benefits,
        Money paid,
        long decided,
        long workingDays) {

    /** Insured ÷ target in basis points; 0 without a target. */
    public long reachedBp() {
        return PartOf.basisPoints(insured, target);
    }

    /** Paid ÷ fees in basis points; 0 without fees. */
    public long lossBp() {
        return PartOf.basisPoints(paid.fen(), fees.fen());
    }

    /** Mean working days per claim in tenths; 0 without claims. */
    public long daysTenths() {
        return decided == 0 ? 0 : Math.round(workingDays * 10.0 / decided);
    }
}
