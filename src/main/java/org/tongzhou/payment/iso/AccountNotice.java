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
 * What a camt.054.001.08 says happened on our account. {@code next} is the sequence number to ask on from. Count and sum
 * of the entries are checked against the message's own summary, to the fen.
 */
public record AccountNotice(String msgId, long next, List<Entry> entries) {
    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08";

    public AccountNotice {
        entries = List.copyOf(entries);
    }

    /** What a line on our account is. */
    public enum Kind {
        DEBIT,
        RETURN,
        CREDIT
    }

    /** One booked line; {@code ref} is the bank's own reference, unique for ever. {@code counterparty} is who paid us. */
    public record Entry(
            String ref,
            Kind kind,
            Money amount,
            LocalDate valueDate,
            @Nullable String endToEnd,
            @Nullable String reason,
            String counterparty,
            String remark) {}

    /** Reads the whole message or refuses it with {@code payment_answer_…}; nothing in between. */
    public static AccountNotice read(InputStream in) {
        Reading reading = new Reading();
        IsoReader.read(in, NAMESPACE, reading);
        return reading.notice();
    }

    private static final class Reading implements IsoReader.Handler {
        private static final String ROOT = "/BkToCstmrDbtCdtNtfctn";
        private static final String SUMMARY = ROOT + "/Ntfctn/TxsSummry/TtlNtries";
        private static final String ENTRY = ROOT + "/Ntfctn/Ntry";
        private static final String DETAIL = ENTRY + "/NtryDtls/TxDtls";

        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> refs = new HashSet<>();
        private @Nullable String msgId;
        private long next;
        private @Nullable Integer count;
        private @Nullable Money stated;
        private Money sum = Money.ZERO;
        private Draft draft = new Draft();

        private static final class Draft {
            private @Nullable String ref;
            private @Nullable Money amount;
            private @Nullable String direction;
            private @Nullable LocalDate day;
            private @Nullable String endToEnd;
            private @Nullable String reason;
            private String counterparty = "";
            private String remark = "";
            private int details;
        }

        @Override
        public void open(String path) {
            if (path.equals(ENTRY)) {
                draft = new Draft();
            } else if (path.equals(DETAIL)) {
                draft.details++;
            }
        }

        @Override
        public void leaf(IsoReader.Leaf leaf) {
            switch (leaf.path()) {
                case ROOT + "/GrpHdr/MsgId" -> msgId = leaf.text();
                case ROOT + "/Ntfctn/ElctrncSeqNb" -> next = leaf.sequence();
                case SUMMARY + "/NbOfNtries" -> count = leaf.count();
                case SUMMARY + "/Sum" -> stated = leaf.plainAmount();
                case ENTRY + "/AcctSvcrRef" -> draft.ref = leaf.text();
                case ENTRY + "/Amt" -> draft.amount = leaf.amount();
                case ENTRY + "/CdtDbtInd" -> draft.direction = leaf.text();
                case ENTRY + "/ValDt/Dt", ENTRY + "/ValDt/DtTm" -> draft.day = leaf.day();
                case DETAIL + "/Refs/EndToEndId" -> draft.endToEnd = leaf.text();
                case DETAIL + "/RtrInf/Rsn/Cd" -> draft.reason = leaf.text();
                case DETAIL + "/RltdPties/Dbtr/Pty/Nm" -> draft.counterparty = leaf.text();
                case DETAIL + "/RmtInf/Ustrd" -> draft.remark = leaf.text();
                default -> {}
            }
        }

        @Override
        public void close(String path, int line) {
            if (path.equals(ENTRY)) {
                finish(draft, line);
            }
        }

        private void finish(Draft entry, int line) {
            String ref = IsoReader.need(entry.ref, "AcctSvcrRef", line);
            Money amount = IsoReader.need(entry.amount, "Amt", line);
            if (!refs.add(ref)) {
                throw Refusal.invalid("payment_answer_twice", line, ref);
            }
            if (entry.details > 1 || entries.size() >= IsoReader.MAX_ENTRIES) {
                throw Refusal.invalid("payment_answer_entries", line, IsoReader.MAX_ENTRIES);
            }
            sum = sum.plus(amount);
            entries.add(new Entry(
                    ref,
                    kind(entry, line),
                    amount,
                    IsoReader.need(entry.day, "ValDt", line),
                    entry.endToEnd,
                    entry.reason,
                    entry.counterparty,
                    entry.remark));
        }

        private static Kind kind(Draft entry, int line) {
            String direction = IsoReader.need(entry.direction, "CdtDbtInd", line);
            return switch (direction) {
                case "DBIT" -> Kind.DEBIT;
                case "CRDT" -> entry.reason == null ? Kind.CREDIT : Kind.RETURN;
                default -> throw Refusal.invalid("payment_answer_missing", line, "CdtDbtInd");
            };
        }

        AccountNotice notice() {
            String id = IsoReader.need(msgId, "MsgId", 1);
            int said = IsoReader.need(count, "NbOfNtries", 1);
            if (said != entries.size()) {
                throw Refusal.invalid("payment_answer_count", 1, said, entries.size());
            }
            Money saidSum = IsoReader.need(stated, "Sum", 1);
            if (!sum.equals(saidSum)) {
                throw Refusal.invalid("payment_answer_sum", 1, saidSum.plainYuan(), sum.plainYuan());
            }
            return new AccountNotice(id, next, entries);
        }
    }
}
