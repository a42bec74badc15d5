package org.tongzhou.contribution.web;

import java.util.List;
import org.tongzhou.contribution.Refund;

/** Refunds and who may do what to them. */
public record RefundsPage(List<Refund> refunds, boolean checker, boolean maker, boolean finance) {
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
