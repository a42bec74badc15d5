package org.tongzhou.payment;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Canonical;

/** One thing that does not agree. {@code claimed} is what the bank says, a status, an amount or a refusal's code. */
public record Discrepancy(
        long id,
        Instant at,
        DiscrepancyKind kind,
        @Nullable InstructionId instruction,
        @Nullable BatchId batch,
        @Nullable Long answer,
        String claimed,
        @Nullable Settlement proposal,
        @Nullable Long proposedBy,
        @Nullable String evidence) {
    private static final String CREDITED = "CREDITED:";

    /**
     * What the bank says by a credit that names a payment and does not say that it came back: people find out. By its reference, so that
     * another one is another question.
     */
    static String credited(String ref) {
        return CREDITED + ref;
    }

    /** The reference under which money did come in by the bank's book, whether it is called a return there or not. */
    Optional<String> credit() {
        return claimed.startsWith(CREDITED) ? Optional.of(claimed.substring(CREDITED.length())) : Optional.empty();
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
