package org.tongzhou.payment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.payment.Discrepancy;
import org.tongzhou.payment.DiscrepancyKind;
import org.tongzhou.payment.Evidence;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.Settlement;

/** Something that does not agree, with the payment it is about where there is one. */
public record Dispute(Discrepancy what, @Nullable Instruction payment, List<Evidence.Kept> papers, long days) {
    /** Ways out, of which the proposer chooses one. */
    public List<Settlement> ways() {
        if (what.instruction() == null) {
            return List.of(Settlement.AS_BOOKED);
        }
        return what.kind() == DiscrepancyKind.NAME
                ? List.of(Settlement.AS_BOOKED, Settlement.NOT_PAID)
                : List.of(Settlement.AS_BOOKED, Settlement.PAID, Settlement.NOT_PAID);
    }

    /** The word for a way out of this kind of dispute. */
    public String way(Settlement settlement) {
        return "payment.settlement." + (what.kind() == DiscrepancyKind.NAME ? "NAME." : "") + settlement.name();
    }
}
