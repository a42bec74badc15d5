package org.tongzhou.contribution.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillPart;
import org.tongzhou.contribution.BillPayment;
import org.tongzhou.contribution.Ending;
import org.tongzhou.contribution.FeeAccount;
import org.tongzhou.contribution.Instalment;
import org.tongzhou.contribution.Receipts;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** One bill: shares, where to pay, what has come in. {@code receipts} are those that hold, one for each payer who has paid. */
public record BillPage(
        Bill bill,
        List<BillPayment> payments,
        FeeAccount account,
        List<Receipts.Slip> receipts,
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

    /** Word for whose payment a receipt is over. */
    public static String payer(Frame frame, Receipts.Slip slip) {
        return frame.say(
                slip.payer() == null
                        ? "contribution.total"
                        : "contribution.share." + slip.payer().key());
    }

    /** Parts that pay something. */
    public List<BillPart> parts() {
        return bill.parts().stream().filter(part -> part.amount().isPositive()).toList();
    }

    /** Several payers have references of their own; a single one uses the bill's. */
    public boolean hasOwnReferences() {
        return parts().stream().filter(part -> part.reference() != null).count() > 1;
    }

    /** The first instalment that is not paid in full, with what is left of it; empty where all is paid or nothing was agreed. */
    public Optional<Instalment> nextInstalment() {
        Money due = bill.outstanding().minus(bill.toTransfer());
        for (Instalment part : instalments) {
            due = due.plus(part.amount());
            if (due.isPositive()) {
                return Optional.of(new Instalment(part.dueOn(), due));
            }
        }
        return Optional.empty();
    }

    /** When the cover of a bill in instalments starts. */
    public String coverStarts(Frame frame) {
        return frame.say(
                bill.startsAt().equals(bill.total())
                        ? "contribution.instalments.all"
                        : "contribution.instalments.first");
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
