package org.tongzhou.payment;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Canonical;

/**
 * One thing that does not agree. {@code claimed} is what the bank says, a status, an amount or a refusal's code; {@code bankRef} the line
 * of its book that says so, unless the claim tells it.
 */
public record Discrepancy(
        long id,
        Instant at,
        DiscrepancyKind kind,
        @Nullable InstructionId instruction,
        @Nullable BatchId batch,
        @Nullable Long answer,
        String claimed,
        @Nullable String bankRef,
        @Nullable Settlement proposal,
        @Nullable Long proposedBy,
        @Nullable String evidence) {
    private static final String CREDITED = "CREDITED:";
    private static final String DEBITED = "DEBITED:";

    /**
     * What the bank says by a credit that names a payment and does not say that it came back: people find out. By its reference, so that
     * another one is another question.
     */
    static String credited(String ref) {
        return CREDITED + ref;
    }

    /** The same of a debit that our copy of the bank's book has without the payment that it names. */
    static String debited(String ref) {
        return DEBITED + ref;
    }

    /** A line of the bank's book by its reference: the sum did leave, or did come in, whatever it is called there. */
    record Line(String ref, boolean isDebit) {}

    /** The line that it is about, where it is about one. */
    Optional<Line> line() {
        return claimed.startsWith(CREDITED)
                ? Optional.of(new Line(claimed.substring(CREDITED.length()), false))
                : debit();
    }

    private Optional<Line> debit() {
        return claimed.startsWith(DEBITED)
                ? Optional.of(new Line(claimed.substring(DEBITED.length()), true))
                : Optional.empty();
    }

    /** Stands for what is proposed: who confirms it says by this what they saw. */
    public String seal() {
        Canonical seen = new Canonical("payment.settlement/1")
                .number(id)
                .text(proposal == null ? null : proposal.name())
                .text(evidence)
                .number(proposedBy);
        return HexFormat.of().formatHex(seen.digest());
    }
}
