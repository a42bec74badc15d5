package org.tongzhou.contribution.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillPart;
import org.tongzhou.contribution.BillPayment;
import org.tongzhou.contribution.FeeAccount;
import org.tongzhou.contribution.Instalment;
import org.tongzhou.contribution.Receipts;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Tried;

/**
 * One bill: shares, where to pay, what has come in. {@code receipts} are those that hold, one for each payer who has paid;
 * {@code leftOut} is how many were too old when the fee was in;
 * {@code tried} is an agreement of instalments that was refused.
 */
public record BillPage(
        Bill bill,
        Slice<BillPayment> payments,
        PagedLists lists,
        boolean tookBack,
        FeeAccount account,
        List<Receipts.Slip> receipts,
        Slice<Receipts.Slip> slips,
        List<Instalment> instalments,
        boolean finance,
        boolean mayWithdraw,
        int leftOut,
        Tried tried) {
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

    /** An instalment with what is left of it: zero once it is paid. */
    public record Part(Instalment agreed, Money left) {
        public boolean isPaid() {
            return !left.isPositive();
        }
    }

    /** The instalments in their order; what has come in pays the first of them first. */
    public List<Part> instalmentsLeft() {
        List<Part> left = new ArrayList<>();
        Money paid = bill.toTransfer().minus(bill.outstanding());
        for (Instalment each : instalments) {
            Money used = paid.compareTo(each.amount()) < 0 ? paid : each.amount();
            left.add(new Part(each, each.amount().minus(used)));
            paid = paid.minus(used);
        }
        return left;
    }

    /** The first instalment that is not paid in full; empty where all is paid or nothing was agreed. */
    public Optional<Part> nextInstalment() {
        return instalmentsLeft().stream().filter(part -> !part.isPaid()).findFirst();
    }

    /** When the cover of a bill in instalments starts. */
    public String coverStarts(Frame frame) {
        return frame.say(
                bill.startsAt().equals(bill.total())
                        ? "contribution.instalments.all"
                        : "contribution.instalments.first");
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
