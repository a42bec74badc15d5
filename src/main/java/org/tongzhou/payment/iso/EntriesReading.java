package org.tongzhou.payment.iso;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.iso.AccountNotice.Entry;
import org.tongzhou.payment.iso.AccountNotice.Kind;

/**
 * What a notification and a statement have in common: the lines on our account, their count and their sum. What is not booked yet
 * counts in these and is no entry: it may never be booked.
 */
final class EntriesReading implements IsoReader.Handler {
    private static final String ENTRY = "/Ntry";
    private static final String DETAIL = ENTRY + "/NtryDtls/TxDtls";

    private final String header;
    private final String body;
    private final Set<AccountNotice.Key> keys = new HashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> accounts = new HashSet<>();
    private final List<String> pending = new ArrayList<>();
    private final List<Balance> balances = new ArrayList<>();
    private Draft draft = new Draft();
    private Money sum = Money.ZERO;
    private @Nullable String msgId;
    private @Nullable Integer count;
    private @Nullable Money stated;
    private long sequence;
    private int held;

    /** {@code root} is the message's element, {@code body} the one below it that holds the lines. */
    EntriesReading(String root, String body) {
        this.header = "/" + root + "/GrpHdr";
        this.body = "/" + root + "/" + body;
    }

    /** A balance by its ISO code ({@code OPBD}, {@code CLBD}…), negative when owed. */
    record Balance(String code, Money amount, LocalDate day) {}

    private static final class Draft {
        private @Nullable String ref;
        private @Nullable Money amount;
        private @Nullable String direction;
        private @Nullable LocalDate day;
        private @Nullable String status;
        private @Nullable String endToEnd;
        private @Nullable String reason;
        private @Nullable String code;
        private String counterparty = "";
        private String remark = "";
        private int details;
        private boolean back;
    }

    AccountNotice.Lines lines() {
        return new AccountNotice.Lines(accounts, entries, pending);
    }

    List<Balance> balances() {
        return balances;
    }

    long sequence() {
        return sequence;
    }

    String msgId() {
        return IsoReader.need(msgId, "MsgId", 1);
    }

    @Override
    public void open(String path) {
        if (path.equals(body + ENTRY) || path.equals(body + "/Bal")) {
            draft = new Draft();
        } else if (path.equals(body + DETAIL)) {
            draft.details++;
        } else if (path.equals(body + DETAIL + "/RtrInf")) {
            draft.back = true;
        }
    }

    @Override
    public void leaf(IsoReader.Leaf leaf) {
        if (leaf.path().equals(header + "/MsgId")) {
            msgId = leaf.text();
        } else if (leaf.path().startsWith(body)) {
            take(leaf.path().substring(body.length()), leaf);
        }
    }

    private void take(String path, IsoReader.Leaf leaf) {
        switch (path) {
            case "/Acct/Id/Othr/Id", "/Acct/Id/IBAN" -> accounts.add(leaf.shortened());
            case "/ElctrncSeqNb" -> sequence = leaf.sequence();
            case "/TxsSummry/TtlNtries/NbOfNtries" -> count = leaf.count();
            case "/TxsSummry/TtlNtries/Sum" -> stated = leaf.plainAmount();
            case ENTRY + "/AcctSvcrRef" -> draft.ref = leaf.text();
            case ENTRY + "/Amt", "/Bal/Amt" -> draft.amount = leaf.amount();
            case ENTRY + "/CdtDbtInd", "/Bal/CdtDbtInd" -> draft.direction = leaf.text();
            case ENTRY + "/Sts", ENTRY + "/Sts/Cd", ENTRY + "/Sts/Prtry" -> draft.status = leaf.shortened();
            case ENTRY + "/ValDt/Dt", ENTRY + "/ValDt/DtTm", "/Bal/Dt/Dt", "/Bal/Dt/DtTm" -> draft.day = leaf.day();
            case DETAIL + "/Refs/EndToEndId" -> draft.endToEnd = leaf.text();
            case ENTRY + "/RvslInd" ->
                draft.back |= leaf.text().equals("true") || leaf.text().equals("1");
            case DETAIL + "/RtrInf/Rsn/Cd" -> draft.reason = leaf.text();
            case DETAIL + "/RltdPties/Dbtr/Pty/Nm" -> draft.counterparty = leaf.text();
            case DETAIL + "/RmtInf/Ustrd" -> draft.remark = leaf.text();
            case "/Bal/Tp/CdOrPrtry/Cd" -> draft.code = leaf.text();
            default -> {}
        }
    }

    @Override
    public void close(String path, int line) {
        if (path.equals(body + ENTRY)) {
            finish(draft, line);
        } else if (path.equals(body + "/Bal")) {
            Money amount = IsoReader.need(draft.amount, "Bal/Amt", line);
            balances.add(new Balance(
                    IsoReader.need(draft.code, "Bal/Tp", line),
                    isCredit(draft, line) ? amount : amount.negated(),
                    IsoReader.need(draft.day, "Bal/Dt", line)));
        }
    }

    private void finish(Draft entry, int line) {
        if (entry.details > 1 || held >= IsoReader.MAX_ENTRIES) {
            throw Refusal.invalid("payment_answer_entries", line, IsoReader.MAX_ENTRIES);
        }
        Money amount = IsoReader.need(entry.amount, "Amt", line);
        held++;
        sum = sum.plus(amount);
        if (isBooked(entry, line)) {
            book(entry, amount, line);
        } else if (entry.endToEnd != null && "PDNG".equals(entry.status) && !isCredit(entry, line)) {
            pending.add(entry.endToEnd);
        }
    }

    /** Banks that report nothing else leave the status out. */
    private static boolean isBooked(Draft entry, int line) {
        String status = entry.status == null ? "BOOK" : entry.status;
        return switch (status) {
            case "BOOK" -> true;
            case "PDNG", "INFO" -> false;
            default -> throw Refusal.invalid("payment_answer_line_status", line, status);
        };
    }

    private void book(Draft entry, Money amount, int line) {
        String ref = IsoReader.need(entry.ref, "AcctSvcrRef", line);
        LocalDate day = IsoReader.need(entry.day, "ValDt", line);
        if (!keys.add(new AccountNotice.Key(day.getYear(), ref))) {
            throw Refusal.invalid("payment_answer_twice", line, ref);
        }
        entries.add(new Entry(
                ref, kind(entry, line), amount, day, entry.endToEnd, entry.reason, entry.counterparty, entry.remark));
    }

    /** The reason of a return is the bank's to give, in whatever form; what names no payment may be the reversal of a charge. */
    private static Kind kind(Draft entry, int line) {
        if (!isCredit(entry, line)) {
            return Kind.DEBIT;
        }
        return entry.reason != null || entry.back && entry.endToEnd != null ? Kind.RETURN : Kind.CREDIT;
    }

    private static boolean isCredit(Draft entry, int line) {
        return switch (IsoReader.need(entry.direction, "CdtDbtInd", line)) {
            case "DBIT" -> false;
            case "CRDT" -> true;
            default -> throw Refusal.invalid("payment_answer_missing", line, "CdtDbtInd");
        };
    }

    /** The message's own count and sum must be those of its lines; {@code mustSay}: it has to state them. */
    void requireTotals(boolean mustSay) {
        if (!mustSay && count == null && stated == null) {
            return;
        }
        int said = IsoReader.need(count, "NbOfNtries", 1);
        if (said != held) {
            throw Refusal.invalid("payment_answer_count", 1, said, held);
        }
        Money saidSum = IsoReader.need(stated, "Sum", 1);
        if (!sum.equals(saidSum)) {
            throw Refusal.invalid("payment_answer_sum", 1, saidSum.plainYuan(), sum.plainYuan());
        }
    }
}
