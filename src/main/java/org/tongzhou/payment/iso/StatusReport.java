package org.tongzhou.payment.iso;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * What a pain.002 (001.10 to 001.14) says about one of our messages: a status for the whole, and one for each payment that the bank
 * has something to say about. Status codes are the ISO external codes ({@code ACTC}, {@code PDNG}, {@code ACSC},
 * {@code RJCT}…).
 */
public record StatusReport(
        String msgId,
        String originalMsgId,
        @Nullable String groupStatus,
        @Nullable String groupReason,
        @Nullable Integer payments,
        @Nullable Money total,
        List<PaymentStatus> statuses) {
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

    /** The bank says that it has never received the message: the only ground for sending it again. */
    public boolean saysNeverSeen() {
        return "RJCT".equals(groupStatus) && "NOOR".equals(groupReason);
    }

    /** The bank refuses this message as one that it holds already; says nothing about the first. */
    public boolean saysDuplicate() {
        return "RJCT".equals(groupStatus) && ("DU01".equals(groupReason) || "DUPL".equals(groupReason));
    }

    public boolean rejectsAll() {
        return "RJCT".equals(groupStatus) && !saysNeverSeen() && !saysDuplicate();
    }

    /** Reads the whole message or refuses it with {@code payment_answer_…}; nothing in between. */
    public static StatusReport read(InputStream in) {
        StatusReading reading = new StatusReading();
        IsoReader.read(in, NAMES, reading);
        return reading.report();
    }
}
