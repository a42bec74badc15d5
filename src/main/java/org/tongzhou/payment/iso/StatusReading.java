package org.tongzhou.payment.iso;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.iso.StatusReport.PaymentStatus;
import org.tongzhou.payment.iso.StatusReport.Word;

/** Gathers what a pain.002 says, leaf by leaf; a payment is taken when its element closes. */
final class StatusReading implements IsoReader.Handler {
    private static final String ROOT = "/CstmrPmtStsRpt";
    private static final String ORIGINAL = ROOT + "/OrgnlGrpInfAndSts";
    private static final String PART = ROOT + "/OrgnlPmtInfAndSts";
    private static final String PAYMENT = PART + "/TxInfAndSts";

    private final List<PaymentStatus> statuses = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable String msgId;
    private @Nullable String originalMsgId;
    private @Nullable String groupStatus;
    private @Nullable String groupReason;
    private @Nullable String partStatus;
    private @Nullable String partReason;
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
            case PART + "/PmtInfSts" -> partStatus = ofAllParts(leaf.text());
            case PART + "/StsRsnInf/Rsn/Cd" -> partReason = leaf.text();
            case PAYMENT + "/OrgnlEndToEndId" -> endToEnd = leaf.text();
            case PAYMENT + "/TxSts" -> status = leaf.text();
            case PAYMENT + "/StsRsnInf/Rsn/Cd" -> reason = leaf.text();
            case PAYMENT + "/AccptncDtTm" -> day = leaf.day();
            case PAYMENT + "/OrgnlTxRef/Amt/InstdAmt" -> amount = leaf.amount();
            default -> {}
        }
    }

    /** Ours are messages of one part: of several, what is not said of each is said of none. */
    private String ofAllParts(String status) {
        return partStatus == null || partStatus.equals(status) ? status : "PART";
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
                new Word(groupStatus, groupReason),
                new Word(partStatus, partReason),
                count,
                total,
                statuses);
    }
}
