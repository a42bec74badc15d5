package org.tongzhou.contribution.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillPart;
import org.tongzhou.contribution.BillPayment;
import org.tongzhou.contribution.Ending;
import org.tongzhou.contribution.FeeAccount;
import org.tongzhou.contribution.Instalment;
import org.tongzhou.contribution.Receipts;
import org.tongzhou.shell.Frame;

/** One bill: shares, where to pay, what has come in. {@code receipt} is the number of the receipt in force, or null. */
public record BillPage(
        Bill bill,
        List<BillPayment> payments,
        FeeAccount account,
        @Nullable String receipt,
        List<Receipts.Slip> slips,
        List<Instalment> instalments,
        boolean finance,
        boolean mayWithdraw) {
    /** Word for who pays a part. */
    public static String payer(Frame frame, BillPart part) {
        return part.programme()
                .map(subsidy -> frame.say("contribution.share.subsidy", subsidy.name()))
                .orElseGet(() -> frame.say("contribution.share."
                        + Objects.requireNonNull(part.payer()).key()));
    }

    /** Parts that pay something. */
    public List<BillPart> parts() {
        return bill.parts().stream().filter(part -> part.amount().isPositive()).toList();
    }

    /** Several payers have references of their own; a single one uses the bill's. */
    public boolean hasOwnReferences() {
        return parts().stream().filter(part -> part.reference() != null).count() > 1;
    }

    public boolean tookBack() {
        return payments.stream().anyMatch(payment -> payment.ending() == Ending.RETURNED);
    }

    /** Tone of a state's tag. */
    public static String tone(Bill.State state) {
        return switch (state) {
            case PAID -> "good";
            case PART -> "warn";
            case DUE -> "info";
            case CANCELLED -> "";
        };
    }
}
