package org.tongzhou.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tongzhou.kernel.Money;

/**
 * A journal to be posted. {@code cause} is {@code kind:id} such as {@code bill:17}; a template is posted once for a cause.
 * The lines sum to zero. {@code valueDate} is the business day the money counts from.
 */
public record Posting(Template template, String cause, LocalDate valueDate, Instant at, List<Line> lines) {
    public Posting {
        lines = List.copyOf(lines);
        long sum = 0;
        for (Line line : lines) {
            sum = Math.addExact(sum, line.amount().fen());
        }
        if (lines.size() < 2 || sum != 0) {
            throw new IllegalArgumentException(template + " for " + cause + ": sum " + sum);
        }
    }

    /** Debits and credits the two accounts of the template for each part. */
    public static Posting of(Template template, String cause, LocalDate valueDate, Instant at, List<Part> parts) {
        List<Line> lines = new ArrayList<>();
        for (Part part : parts) {
            lines.add(part.on(template.debit()));
            lines.add(part.on(template.credit()).turned());
        }
        return new Posting(template, cause, valueDate, at, lines);
    }

    /**
     * A positive amount of one territory (the unit's path will do), one plan (empty: of none), one other side and one
     * subsidy budget (both empty unless said).
     */
    public record Part(Money amount, String path, String plan, String party, String budget) {
        public Part {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("part " + amount);
            }
        }

        public Part(Money amount, String path, String plan) {
            this(amount, path, plan, "", "");
        }

        /** The same with the other side, such as {@code unit:17} or {@code person:4}. */
        public Part with(String other) {
            return new Part(amount, path, plan, other, budget);
        }

        /** The same of a restricted subsidy budget. */
        public Part outOf(String subsidyBudget) {
            return new Part(amount, path, plan, party, subsidyBudget);
        }

        Line on(Account account) {
            return new Line(account, amount, path, plan, party, budget);
        }
    }
}
