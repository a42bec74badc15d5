package org.tongzhou.payment.iso;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;

/**
 * What a camt.053 (001.08 to 001.12) says our account held and did on a day. Opening balance, lines and closing balance agree to the
 * fen, or it is refused.
 */
public record AccountStatement(String msgId, LocalDate day, Money opening, Money closing, AccountNotice.Lines lines) {
    private static final Set<String> NAMES = IsoReader.versions("camt.053", 8, 12);

    /** Reads the whole message or refuses it with {@code payment_answer_…}; nothing in between. */
    public static AccountStatement read(InputStream in) {
        EntriesReading reading = new EntriesReading("BkToCstmrStmt", "Stmt");
        IsoReader.read(in, NAMES, reading);
        reading.requireTotals(false);
        EntriesReading.Balance opening = balance(reading, "OPBD");
        EntriesReading.Balance closing = balance(reading, "CLBD");
        AccountStatement statement = new AccountStatement(
                reading.msgId(), closing.day(), opening.amount(), closing.amount(), reading.lines());
        statement.requireBalance();
        return statement;
    }

    private static EntriesReading.Balance balance(EntriesReading reading, String code) {
        List<EntriesReading.Balance> found = reading.balances().stream()
                .filter(each -> each.code().equals(code))
                .toList();
        if (found.size() > 1) {
            throw Refusal.invalid("payment_answer_several", 1);
        } else if (found.isEmpty()) {
            throw Refusal.invalid("payment_answer_missing", 1, "Bal " + code);
        }
        return found.get(0);
    }

    private void requireBalance() {
        Money moved = lines.booked().stream()
                .map(each ->
                        each.kind() == AccountNotice.Kind.DEBIT ? each.amount().negated() : each.amount())
                .reduce(Money.ZERO, Money::plus);
        if (!opening.plus(moved).equals(closing)) {
            throw Refusal.invalid(
                    "payment_answer_balance",
                    1,
                    opening.plainYuan(),
                    opening.plus(moved).plainYuan(),
                    closing.plainYuan());
        }
    }
}
