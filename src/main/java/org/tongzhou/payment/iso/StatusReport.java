package org.tongzhou.payment.iso;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * What a pain.002 (001.10 to 001.14) says about one of our messages: a word on the whole, on the part that holds all payments, and on
 * each payment that the bank has something to say about. Status codes are the ISO external codes ({@code ACTC}, {@code PDNG}, {@code ACSC},
 * {@code RJCT}…).
 */
public record StatusReport(
        String msgId,
        String originalMsgId,
        Word whole,
        Word part,
        @Nullable Integer payments,
        @Nullable Money total,
        List<PaymentStatus> statuses) {
    /** Reasons of a bank that has the message already: it refuses the second, and says nothing about the first. */
    private static final Set<String> DUPLICATE = Set.of("DU01", "DU02", "DUPL", "AM05");

    private static final Set<String> NEVER_SEEN = Set.of("NOOR");
    private static final Set<String> NAMES = IsoReader.versions("pain.002", 10, 14);

    public StatusReport {
        statuses = List.copyOf(statuses);
    }

    /** The bank's word on one payment; {@code day} is its day of acceptance or booking. */
    public record PaymentStatus(
            String endToEnd,
            String status,
            @Nullable String reason,
            @Nullable Money amount,
            @Nullable LocalDate day) {
        public boolean isPaid() {
            return status.equals("ACSC") || status.equals("ACCC");
        }

        public boolean isRejected() {
            return status.equals("RJCT");
        }
    }

    /** A status of more than one payment, and the reason for it. */
    public record Word(@Nullable String status, @Nullable String reason) {
        boolean rejects() {
            return "RJCT".equals(status);
        }

        boolean rejectsFor(Set<String> reasons) {
            return rejects() && reason != null && reasons.contains(reason);
        }
    }

    /** The bank says that it has never received the message: the only ground for sending it again. */
    public boolean saysNeverSeen() {
        return whole.rejectsFor(NEVER_SEEN);
    }

    /** It refuses the message, or its part, as one that it holds already, or the part as one that it does not know: no word on payments. */
    public boolean saysNothing() {
        return whole.rejectsFor(DUPLICATE) || part.rejectsFor(DUPLICATE) || part.rejectsFor(NEVER_SEEN);
    }

    public boolean rejectsAll() {
        return (whole.rejects() || part.rejects()) && !saysNeverSeen() && !saysNothing();
    }

    /** Why all are rejected, where the bank gives a reason for all. */
    public @Nullable String reason() {
        return whole.rejects() && whole.reason() != null ? whole.reason() : part.reason();
    }

    /** Reads the whole message or refuses it with {@code payment_answer_…}; nothing in between. */
    public static StatusReport read(InputStream in) {
        StatusReading reading = new StatusReading();
        IsoReader.read(in, NAMES, reading);
        return reading.report();
    }
}
