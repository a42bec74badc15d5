package org.tongzhou.contribution.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillPayment;
import org.tongzhou.contribution.FeeAccount;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Shares;

/** One bill: shares, where to pay, what has come in. {@code receipt} is the number of the receipt in force, or null. */
public record BillPage(
        Bill bill,
        List<BillPayment> payments,
        FeeAccount account,
        @Nullable String receipt) {
    /** One payer's part of the bill; {@code sign} joins it to the line above. */
    public record Part(String key, String sign, Money amount) {}

    /** Payers that pay something, in the order of the rule. */
    public List<Part> parts() {
        Shares shares = bill.shares();
        List<Part> parts = new ArrayList<>();
        add(parts, "worker", shares.worker());
        add(parts, "employer", shares.employer());
        add(parts, "union", shares.union());
        add(parts, "donor", shares.donor());
        return parts;
    }

    private static void add(List<Part> parts, String payer, Money amount) {
        if (amount.isPositive()) {
            parts.add(new Part("contribution.share." + payer, parts.isEmpty() ? "" : "+", amount));
        }
    }

    public boolean tookBack() {
        return payments.stream().anyMatch(payment -> payment.returnedOn() != null);
    }

    /** Tone of a state's tag. */
    public static String tone(Bill.State state) {
        return switch (state) {
            case PAID -> "good";
            case PART -> "warn";
            case DUE -> "info";
        };
    }
}
