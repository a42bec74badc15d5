package org.tongzhou.payment.iso;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;

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
        Reading reading = new Reading();
        IsoReader.read(in, NAMES, reading);
        return reading.report();
    }

    private static final class Reading implements IsoReader.Handler {
        private static final String ROOT = "/CstmrPmtStsRpt";
        private static final String ORIGINAL = ROOT + "/OrgnlGrpInfAndSts";
        private static final String PAYMENT = ROOT + "/OrgnlPmtInfAndSts/TxInfAndSts";

        private final List<PaymentStatus> statuses = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private @Nullable String msgId;
        private @Nullable String originalMsgId;
        private @Nullable String groupStatus;
        private @Nullable String groupReason;
        private @Nullable Integer count;
        private @Nullable Money total;
        private @Nullable String endToEnd;
        private @Nullable String status;
        private @Nullable String reason;
        private @Nullable Money amount;
        private @Nullable LocalDate day;

        @Override
        public void leaf(IsoReader.Leaf leaf) {
            switch (leaf.path()) {
                case ROOT + "/GrpHdr/MsgId" -> msgId = leaf.text();
                case ORIGINAL + "/OrgnlMsgId" -> originalMsgId = leaf.text();
                case ORIGINAL + "/OrgnlNbOfTxs" -> count = leaf.count();
                case ORIGINAL + "/OrgnlCtrlSum" -> total = leaf.plainAmount();
                case ORIGINAL + "/GrpSts" -> groupStatus = leaf.text();
                case ORIGINAL + "/StsRsnInf/Rsn/Cd" -> groupReason = leaf.text();
                case PAYMENT + "/OrgnlEndToEndId" -> endToEnd = leaf.text();
                case PAYMENT + "/TxSts" -> status = leaf.text();
                case PAYMENT + "/StsRsnInf/Rsn/Cd" -> reason = leaf.text();
                case PAYMENT + "/AccptncDtTm" -> day = leaf.day();
                case PAYMENT + "/OrgnlTxRef/Amt/InstdAmt" -> amount = leaf.amount();
                default -> {}
            }
        }

        @Override
        public void close(String path, int line) {
            if (!path.equals(PAYMENT)) {
                return;
            }
            String id = IsoReader.need(endToEnd, "OrgnlEndToEndId", line);
            if (!seen.add(id)) {
                throw Refusal.invalid("payment_answer_twice", line, id);
            }
            if (statuses.size() >= IsoReader.MAX_ENTRIES) {
                throw Refusal.invalid("payment_answer_entries", line, IsoReader.MAX_ENTRIES);
            }
            statuses.add(new PaymentStatus(id, IsoReader.need(status, "TxSts", line), reason, amount, day));
            endToEnd = null;
            status = null;
            reason = null;
            amount = null;
            day = null;
        }

        StatusReport report() {
            return new StatusReport(
                    IsoReader.need(msgId, "MsgId", 1),
                    IsoReader.need(originalMsgId, "OrgnlMsgId", 1),
                    groupStatus,
                    groupReason,
                    count,
                    total,
                    statuses);
        }
    }
}
