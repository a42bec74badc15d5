package org.tongzhou.payment;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.BankSheet;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.ChineseText;
import org.tongzhou.kernel.CsvEnd;
import org.tongzhou.kernel.Money;
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
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,13}(\\.\\d{1,2})?");
    private static final Pattern DAY = Pattern.compile("[12]\\d{3}(-\\d{2}-\\d{2}|\\d{4})");
    private static final Map<String, String> REASONS =
            Map.of("销户", "AC04", "已销", "AC04", "户名", "BE01", "不存在", "AC01", "账号", "AC01", "冻结", "AC06", "止付", "AC06");
    private static final DateTimeFormatter PLAIN_DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> accounts = new HashSet<>();
    private final Set<AccountNotice.Key> keys = new HashSet<>();
    private final CsvEnd end = new CsvEnd();
    private @Nullable BankCsvHeader header;
    private Money out = Money.ZERO;
    private Money in = Money.ZERO;

    private BankCsv() {}

    static AccountNotice.Lines read(byte[] bytes) {
        BankCsv csv = new BankCsv();
        csv.readAll(ChineseText.of(bytes).orElseThrow(() -> Refusal.invalid("payment_answer_encoding", 1)));
        if (csv.header == null) {
            throw Refusal.invalid("payment_answer_csv_header", 1);
        }
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
                take(
                        Math.toIntExact(each.getStartingLineNumber()),
                        each.getFields().stream().map(BankSheet::cell).toList());
            }
            requireUnbroken(!end.isCutOff(text));
        } catch (CsvParseException broken) {
            requireUnbroken(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireUnbroken(boolean unbroken) {
        if (!unbroken) {
            throw Refusal.invalid("payment_answer_broken", entries.size() + 2);
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
        } else if (isFoot(cells)) {
            requireSums(header, line, cells);
            end.foot();
        } else if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
            if (entries.size() >= MOST_LINES) {
                throw Refusal.invalid("payment_answer_entries", line, MOST_LINES);
            }
            entries.add(entry(header, line, cells));
            accounts.add(shortened(header.text(Column.OWN, cells)));
            end.line(cells, header::isOfMoney);
        }
    }

    private void preamble(int line, List<String> cells) {
        StatedAccount.in(cells).map(BankCsv::shortened).ifPresent(accounts::add);
        if (line > BankSheet.PREAMBLE) {
            throw Refusal.invalid("payment_answer_csv_header", line);
        }
    }

    private static boolean isFoot(List<String> cells) {
        return cells.stream()
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .filter(cell -> cell.startsWith("合计") || cell.startsWith("总计"))
                .isPresent();
    }

    private Entry entry(BankCsvHeader columns, int line, List<String> cells) {
        String ref = reference(columns, line, cells);
        LocalDate day = day(line, need(columns, Column.DAY, line, cells));
        if (!keys.add(new AccountNotice.Key(day.getYear(), ref))) {
            throw Refusal.invalid("payment_answer_twice", line, ref);
        }
        String words = columns.text(Column.REMARK, cells) + " " + columns.text(Column.REASON, cells);
        String endToEnd = endToEnd(columns, cells, words);
        boolean debit = isDebit(columns, line, cells);
        Money amount = debit ? amount(columns, line, cells, Column.DEBIT) : amount(columns, line, cells, Column.CREDIT);
        out = debit ? out.plus(amount) : out;
        in = debit ? in : in.plus(amount);
        boolean back = !debit && endToEnd != null && BankSheet.BACK.stream().anyMatch(words::contains);
        return new Entry(
                ref,
                debit ? Kind.DEBIT : back ? Kind.RETURN : Kind.CREDIT,
                amount,
                day,
                endToEnd,
                back ? reason(words) : null,
                columns.text(Column.NAME, cells),
                words.strip());
    }

    private static String reference(BankCsvHeader columns, int line, List<String> cells) {
        String reference = need(columns, Column.SERIAL, line, cells);
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

    /** By its mark where there is one column of amounts, else by which of the two is filled; a mark beside them does not contradict. */
    private static boolean isDebit(BankCsvHeader columns, int line, List<String> cells) {
        String mark = columns.text(Column.DIRECTION, cells);
        boolean out = BankSheet.OUT.contains(mark);
        boolean marked = out || BankSheet.IN.contains(mark);
        if (columns.has(Column.AMOUNT)) {
            require(marked, line, "借贷标志");
            return out;
        }
        boolean debit = !isNothing(columns.text(Column.DEBIT, cells));
        boolean oneSided = debit == isNothing(columns.text(Column.CREDIT, cells));
        require(oneSided ? !marked || out == debit : marked, line, "借方或贷方金额");
        return oneSided ? debit : out;
    }

    private static void require(boolean told, int line, String what) {
        if (!told) {
            throw Refusal.invalid("payment_answer_missing", line, what);
        }
    }

    private static boolean isNothing(String amount) {
        return amount.isEmpty() || amount.matches("0(\\.0{1,2})?|-+");
    }

    private static Money amount(BankCsvHeader columns, int line, List<String> cells, Column side) {
        return money(line, need(columns, columns.has(Column.AMOUNT) ? Column.AMOUNT : side, line, cells));
    }

    private static Money money(int line, String text) {
        String plain = text.replaceAll("(?<=\\d),(?=\\d{3})", "").replaceFirst("^[￥¥]", "");
        if (!AMOUNT.matcher(plain).matches()) {
            throw Refusal.invalid("payment_answer_amount", line, shortened(text));
        }
        return Money.parseYuan(plain);
    }

    private static LocalDate day(int line, String text) {
        String digits = text.replace('/', '-').split("[ T]", 2)[0];
        try {
            if (DAY.matcher(digits).matches()) {
                return digits.contains("-") ? LocalDate.parse(digits) : LocalDate.parse(digits, PLAIN_DAY);
            }
        } catch (DateTimeParseException noSuchDay) {
            // answered below, like any other text that is no day
        }
        throw Refusal.invalid("payment_answer_day", line, shortened(text));
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
        if (columns.has(Column.AMOUNT)) {
            requireSum(line, columns.text(Column.AMOUNT, cells), out.plus(in));
        } else {
            requireSum(line, columns.text(Column.DEBIT, cells), out);
            requireSum(line, columns.text(Column.CREDIT, cells), in);
        }
    }

    private static void requireSum(int line, String said, Money sum) {
        if (!said.isEmpty() && !money(line, said).equals(sum)) {
            throw Refusal.invalid("payment_answer_sum", line, money(line, said).plainYuan(), sum.plainYuan());
        }
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
