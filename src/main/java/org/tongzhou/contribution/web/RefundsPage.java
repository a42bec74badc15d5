package org.tongzhou.contribution.web;

import org.tongzhou.contribution.Refund;
import org.tongzhou.kernel.Slice;

/** Refunds and who may do what to them. */
public record RefundsPage(Slice<Refund> refunds, String after, boolean checker, boolean maker, boolean finance) {
    public static String tone(Refund.State state) {
        return switch (state) {
            case PROPOSED -> "warn";
            case AGREED -> "info";
            case PAID -> "good";
            case RETURNED -> "bad";
            case DROPPED -> "";
        };
    }
}
