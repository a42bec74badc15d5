package org.tongzhou.payment.iso;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * What a camt.054 (001.08 to 001.12) says happened on our account. {@code next} is the sequence number to ask on from. Count and sum
 * of the entries are checked against the message's own summary, to the fen.
 */
public record AccountNotice(String msgId, long next, Lines lines) {
    private static final Set<String> NAMES = IsoReader.versions("camt.054", 8, 12);

    /** What a line on our account is. */
    public enum Kind {
        DEBIT,
        RETURN,
        CREDIT
    }

    /** What tells a line from all others: banks begin their references anew each year. */
    public record Key(int year, String ref) {}

    /** One booked line; {@code ref} is the bank's own reference, unique within the year. {@code counterparty} is who paid us. */
    public record Entry(
            String ref,
            Kind kind,
            Money amount,
            LocalDate valueDate,
            @Nullable String endToEnd,
            @Nullable String reason,
            String counterparty,
            String remark) {
        public Key key() {
            return new Key(valueDate.getYear(), ref);
        }
    }

    /** Of which accounts where that is stated, what is booked, and the payments whose debit is announced and not booked yet. */
    public record Lines(Set<String> accounts, List<Entry> booked, List<String> pending) {
        public Lines {
            accounts = Set.copyOf(accounts);
            booked = List.copyOf(booked);
            pending = List.copyOf(pending);
        }

        public static Lines of(List<Entry> booked) {
            return new Lines(Set.of(), booked, List.of());
        }
    }

    public List<Entry> entries() {
        return lines.booked();
    }

    /** Reads the whole message or refuses it with {@code payment_answer_…}; nothing in between. */
    public static AccountNotice read(InputStream in) {
        EntriesReading reading = new EntriesReading("BkToCstmrDbtCdtNtfctn", "Ntfctn");
        IsoReader.read(in, NAMES, reading);
        String id = reading.msgId();
        reading.requireTotals(true);
        return new AccountNotice(id, reading.sequence(), reading.lines());
    }
}
