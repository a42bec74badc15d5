package org.tongzhou.contribution.web;

import org.tongzhou.contribution.Refund;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.PagedLists;

/** Refunds and who may do what to them. */
public record RefundsPage(Slice<Refund> refunds, PagedLists lists, boolean checker, boolean maker, boolean finance) {
    /** Where the form is that pays one again; from there one comes back to this page. */
    public String again(Refund refund) {
        return ListAddress.after("/refunds/" + refund.id().value() + "/again", lists.startOf("after"));
    }

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
