package org.tongzhou.payment;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.BankSheet;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.ChineseText;
import org.tongzhou.kernel.CsvEnd;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.StatedAccount;
import org.tongzhou.payment.BankCsvHeader.Column;
import org.tongzhou.payment.iso.AccountNotice;
import org.tongzhou.payment.iso.AccountNotice.Entry;
import org.tongzhou.payment.iso.AccountNotice.Kind;

/**
 * The account's lines as a bank's web page gives them: csv in UTF-8 or GB18030, any usual headers in any order, a line of
 * sums at the foot that must be right. Whole or not at all, with {@code payment_answer_…} and the line.
 */
final class BankCsv {
    private static final int MOST_LINES = 100_000;
    private static final int LONGEST_REFERENCE = 140;
    private static final Map<String, String> REASONS =
            Map.of("销户", "AC04", "已销", "AC04", "户名", "BE01", "不存在", "AC01", "账号", "AC01", "冻结", "AC06", "止付", "AC06");

    private final List<Entry> entries = new ArrayList<>();
    /** The line in the file of each entry. */
    private final List<Integer> places = new ArrayList<>();

    private final Set<String> accounts = new HashSet<>();
    private final Set<AccountNotice.Key> keys = new HashSet<>();
    private final CsvEnd end = new CsvEnd();
    private @Nullable BankCsvHeader header;
    private final Map<Column, Money> stated = new EnumMap<>(Column.class);
    private Money moved = Money.ZERO;
    private int last;

    private final LocalDate latest;

    private BankCsv(LocalDate latest) {
        this.latest = latest;
    }

    /** {@code today} bounds the days: what is booked is of value soon. */
    static AccountNotice.Lines read(byte[] bytes, LocalDate today) {
        BankCsv csv = new BankCsv(today.plusDays(BankEntry.DAYS_APART));
        csv.readAll(ChineseText.of(bytes).orElseThrow(() -> Refusal.invalid("payment_answer_encoding", 1)));
        if (csv.header == null) {
            throw Refusal.invalid("payment_answer_csv_header", 1);
        }
        BankSheet.firstRounded(csv.entries.stream().map(Entry::ref).toList()).ifPresent(at -> {
            throw Refusal.invalid(
                    "payment_answer_digits_lost",
                    csv.places.get(at),
                    csv.entries.get(at).ref());
        });
        return new AccountNotice.Lines(csv.accounts, csv.entries, List.of());
    }

    private void readAll(String text) {
        requireUnbroken(!CsvEnd.isWithinQuotes(text));
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(BankSheet.separator(text))
                .commentStrategy(CommentStrategy.NONE)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            for (CsvRecord each : records) {
                last = Math.toIntExact(each.getStartingLineNumber());
                take(last, each.getFields().stream().map(BankSheet::cell).toList());
            }
            if (end.isCutOff(text)) {
                throw Refusal.invalid("payment_answer_cut", last);
            }
        } catch (CsvParseException broken) {
            requireUnbroken(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireUnbroken(boolean unbroken) {
        if (!unbroken) {
            throw Refusal.invalid("payment_answer_broken", last + 1);
        }
    }

    private void take(int line, List<String> cells) {
        if (header == null) {
            header = BankCsvHeader.find(cells).orElse(null);
            if (header == null) {
                preamble(line, cells);
            } else {
                end.header(cells.size());
            }
        } else if (header.table().isFoot(cells)) {
            if (BankSheet.isSumOfAll(cells)) {
                requireSums(header, line, cells);
            }
            end.foot();
        } else if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
            if (entries.size() >= MOST_LINES) {
                throw Refusal.invalid("payment_answer_entries", line, MOST_LINES);
            }
            entries.add(entry(header, line, cells));
            places.add(line);
            accounts.add(shortened(header.text(Column.OWN, cells)));
            end.line(cells, header.table()::holds);
        }
    }

    private void preamble(int line, List<String> cells) {
        StatedAccount.in(cells).map(BankCsv::shortened).ifPresent(accounts::add);
        if (line > BankSheet.PREAMBLE) {
            throw Refusal.invalid("payment_answer_csv_header", line);
        }
    }

    private Entry entry(BankCsvHeader columns, int line, List<String> cells) {
        String ref = reference(columns, line, cells);
        LocalDate day = day(line, need(columns, Column.DAY, line, cells));
        if (!keys.add(new AccountNotice.Key(day.getYear(), ref))) {
            throw Refusal.invalid("payment_answer_twice", line, ref);
        }
        requireYuan(columns, line, cells);
        String words = columns.text(Column.REMARK, cells) + " " + columns.text(Column.REASON, cells);
        String endToEnd = endToEnd(columns, cells, words);
        Column side = side(columns, line, cells);
        Money amount = money(line, need(columns, side, line, cells));
        stated.merge(side, amount, Money::plus);
        boolean debit = isDebit(columns, line, cells, side);
        Money much = amount.isNegative() ? amount.negated() : amount;
        moved = debit ? moved.minus(much) : moved.plus(much);
        boolean back = !debit && endToEnd != null && BankSheet.BACK.stream().anyMatch(words::contains);
        return new Entry(
                ref,
                debit ? Kind.DEBIT : back ? Kind.RETURN : Kind.CREDIT,
                much,
                day,
                endToEnd,
                back ? reason(words) : null,
                columns.text(Column.NAME, cells),
                words.strip());
    }

    private static String reference(BankCsvHeader columns, int line, List<String> cells) {
        String reference = BankSheet.number(need(columns, Column.SERIAL, line, cells));
        if (BankSheet.hasLostDigits(reference)) {
            throw Refusal.invalid("payment_answer_digits_lost", line, reference);
        }
        if (reference.length() > LONGEST_REFERENCE) {
            throw Refusal.invalid("payment_answer_reference", line, LONGEST_REFERENCE);
        }
        return reference;
    }

    private static @Nullable String endToEnd(BankCsvHeader columns, List<String> cells, String words) {
        return Ids.in(columns.text(Column.OURS, cells) + " " + words).stream()
                .findFirst()
                .orElse(null);
    }

    private static void requireYuan(BankCsvHeader columns, int line, List<String> cells) {
        String currency = columns.text(Column.CURRENCY, cells);
        if (!BankSheet.isYuan(currency)) {
            throw Refusal.invalid("payment_answer_currency", line, shortened(currency));
        }
    }

    /** The column that has the line's sum; of two the filled one, and a mark beside them does not contradict. */
    private static Column side(BankCsvHeader columns, int line, List<String> cells) {
        if (columns.has(Column.AMOUNT)) {
            return Column.AMOUNT;
        }
        String mark = columns.text(Column.DIRECTION, cells);
        boolean out = BankSheet.OUT.contains(mark);
        boolean marked = out || BankSheet.IN.contains(mark);
        boolean debit = !isNothing(columns, Column.DEBIT, cells);
        boolean oneSided = debit == isNothing(columns, Column.CREDIT, cells);
        if (oneSided ? marked && out != debit : !marked) {
            throw Refusal.invalid("payment_answer_side", line);
        }
        return (oneSided ? debit : out) ? Column.DEBIT : Column.CREDIT;
    }

    /**
     * A credit in red is one that the bank takes back, and a sum without a mark is out by its minus. In red money out may be a payment that
     * the bank took back, or only how it writes money out.
     */
    private static boolean isDebit(BankCsvHeader columns, int line, List<String> cells, Column side) {
        String mark = columns.text(Column.DIRECTION, cells);
        String sum = columns.text(side, cells);
        boolean red = money(line, sum).isNegative();
        boolean out = side == Column.DEBIT || side == Column.AMOUNT && BankSheet.OUT.contains(mark);
        if (side == Column.AMOUNT && !out && !BankSheet.IN.contains(mark) && !(red && mark.isEmpty())) {
            throw Refusal.invalid("payment_answer_missing", line, "借贷标志");
        }
        if (out && red) {
            throw Refusal.invalid("payment_answer_out_negative", line, shortened(sum));
        }
        return out || red;
    }

    private static boolean isNothing(BankCsvHeader columns, Column side, List<String> cells) {
        return BankSheet.isNothing(Plain.amount(columns.text(side, cells)));
    }

    private static Money money(int line, String text) {
        return Money.typed(text).orElseThrow(() -> Refusal.invalid("payment_answer_amount", line, shortened(text)));
    }

    private LocalDate day(int line, String text) {
        LocalDate day =
                BankSheet.day(text).orElseThrow(() -> Refusal.invalid("payment_answer_day", line, shortened(text)));
        if (day.isAfter(latest)) {
            throw Refusal.invalid("payment_answer_day_future", line, day);
        }
        return day;
    }

    /** The bank's reason for a return by its words, as the code of ISO 20022. */
    static String reason(String words) {
        return REASONS.entrySet().stream()
                .filter(each -> words.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .orElse("NARR");
    }

    private void requireSums(BankCsvHeader columns, int line, List<String> cells) {
        List<Column> sides = columns.has(Column.AMOUNT) ? List.of(Column.AMOUNT) : List.of(Column.DEBIT, Column.CREDIT);
        for (Column side : sides) {
            String text = columns.text(side, cells).replaceFirst("^-+$", "");
            if (!text.isEmpty() && !isSum(side, money(line, text))) {
                Money sum = stated.getOrDefault(side, Money.ZERO);
                throw Refusal.invalid(
                        "payment_answer_sum", line, money(line, text).plainYuan(), sum.plainYuan());
            }
        }
    }

    /** Under one column for both directions some banks write what all lines come to, others what is left. */
    private boolean isSum(Column side, Money said) {
        boolean isLeft = side == Column.AMOUNT && (said.equals(moved) || said.equals(moved.negated()));
        return isLeft || said.equals(stated.getOrDefault(side, Money.ZERO));
    }

    private static String need(BankCsvHeader columns, Column column, int line, List<String> cells) {
        String text = columns.text(column, cells);
        if (text.isEmpty()) {
            throw Refusal.invalid("payment_answer_missing", line, column.first());
        }
        return text;
    }

    private static String shortened(String text) {
        return Characters.shortened(40, text);
    }
}
