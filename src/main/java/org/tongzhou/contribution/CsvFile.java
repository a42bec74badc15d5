package org.tongzhou.contribution;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.BankSheet;
import org.tongzhou.kernel.ChineseText;
import org.tongzhou.kernel.CsvEnd;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Plain;

/** Reads the csv that online banks export: any of the usual headers, in any order, after up to 20 lines of preamble. */
final class CsvFile {
    private static final int PAYER = 140;
    private static final int REMARK = 300;

    private final StatementFile.Expected expected;
    private final CsvStated stated;
    private final List<BankLine> lines = new ArrayList<>();
    private final List<LineFault> faults = new ArrayList<>();
    private final CsvEnd end = new CsvEnd();
    private @Nullable CsvHeader header;
    private int last;
    private int headerLine;
    private boolean signed;
    private boolean outUnsigned;

    private CsvFile(StatementFile.Expected expected) {
        this.expected = expected;
        this.stated = new CsvStated(expected.account());
    }

    static StatementFile.Reading read(byte[] bytes, StatementFile.Expected expected) {
        CsvFile file = new CsvFile(expected);
        Optional<String> text = ChineseText.of(bytes);
        if (text.isEmpty()) {
            file.faults.add(LineFault.of(0, "encoding"));
        } else if (CsvEnd.isWithinQuotes(text.get())) {
            file.faults.add(LineFault.of(0, "csv_form"));
        } else {
            file.readAll(text.get());
        }
        return new StatementFile.Reading(StatementFile.Format.CSV, file.lines, file.faults);
    }

    private void readAll(String text) {
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(BankSheet.separator(text))
                .commentStrategy(CommentStrategy.NONE)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(1 << 20)
                .ofCsvRecord(text)) {
            for (CsvRecord row : records) {
                int line = Math.toIntExact(row.getStartingLineNumber());
                if (!readRow(line, row.getFields())) {
                    return;
                }
                last = line;
            }
            if (end.isCutOff(text)) {
                faults.add(LineFault.of(last, "csv_cut"));
            }
            if (header == null) {
                faults.add(LineFault.of(0, "header"));
            } else if (faults.isEmpty()) {
                faults.addAll(whole(header));
            }
        } catch (CsvParseException | IOException | UncheckedIOException e) {
            faults.add(LineFault.of(0, "csv_form"));
        }
    }

    /** What no line tells alone. */
    private List<LineFault> whole(CsvHeader columns) {
        OptionalInt rounded =
                BankSheet.firstRounded(lines.stream().map(BankLine::serial).toList());
        if (rounded.isPresent()) {
            BankLine line = lines.get(rounded.getAsInt());
            return List.of(LineFault.of(line.line(), "serial_digits_lost", line.serial()));
        }
        Optional<CsvHeader.Untold> untold = signed && !outUnsigned ? Optional.empty() : columns.untoldDirection();
        return untold.map(CsvHeader.Untold::name)
                .map(name -> List.of(LineFault.of(headerLine, "direction_column", LineChecks.words(name, 40))))
                .orElseGet(() -> stated.differences(columns, lines));
    }

    /** False when there is no sense in reading on. */
    private boolean readRow(int line, List<String> fields) {
        List<String> cells = fields.stream().map(BankSheet::cell).toList();
        if (cells.stream().allMatch(String::isEmpty)) {
            return true;
        }
        return header == null ? readTop(line, cells) : readBelow(line, header, cells);
    }

    /** What stands above the table, until its header. */
    private boolean readTop(int line, List<String> cells) {
        header = CsvHeader.find(cells).orElse(null);
        if (header != null) {
            end.header(cells.size());
            headerLine = line;
            return true;
        }
        stated.preamble(line, cells).ifPresent(faults::add);
        if (line > BankSheet.PREAMBLE) {
            faults.add(LineFault.of(0, "header"));
        }
        return line <= BankSheet.PREAMBLE;
    }

    private boolean readBelow(int line, CsvHeader columns, List<String> cells) {
        if (columns.table().isFoot(cells)) {
            end.foot();
            stated.foot(line, cells);
            return true;
        }
        end.line(cells, columns.table()::holds);
        if (lines.size() >= StatementFile.MAX_LINES) {
            faults.add(LineFault.of(0, "too_many_lines", StatementFile.MAX_LINES));
            return false;
        }
        readLine(line, columns, cells);
        return faults.size() < StatementFile.MAX_FAULTS;
    }

    private void readLine(int line, CsvHeader columns, List<String> cells) {
        LineChecks checks = new LineChecks(line, expected.today());
        Optional<String> serial = checks.serial(columns.text(CsvHeader.Column.SERIAL, cells));
        Optional<LocalDate> day = checks.day(columns.text(CsvHeader.Column.DAY, cells));
        currency(columns.text(CsvHeader.Column.CURRENCY, cells), checks);
        Optional<Money> amount = amount(columns, cells, checks);
        Optional<BankLine.Direction> direction = amount.flatMap(money -> direction(columns, cells, money, checks));
        stated.account(line, columns.text(CsvHeader.Column.OURS, cells)).ifPresent(faults::add);
        if (checks.faults().isEmpty()) {
            signed |= amount.orElseThrow().isNegative();
            outUnsigned |= amount.orElseThrow().isPositive() && isMarkedOut(columns, cells);
            boolean in = isIn(columns, cells, amount.orElseThrow());
            if (in || isRed(columns, cells, amount.orElseThrow())) {
                stated.credit(amount.orElseThrow());
            }
            lines.add(new BankLine(
                    line,
                    serial.orElseThrow(),
                    day.orElseThrow(),
                    Money.ofFen(Math.abs(amount.orElseThrow().fen())),
                    direction.orElseThrow(),
                    LineChecks.words(columns.text(CsvHeader.Column.PAYER, cells), PAYER),
                    LineChecks.account(columns.text(CsvHeader.Column.ACCOUNT, cells)),
                    LineChecks.words(columns.text(CsvHeader.Column.REMARK, cells), REMARK),
                    columns.present(CsvHeader.Column.ORIGINAL, cells),
                    in,
                    BankLine.Names.NONE));
        }
        faults.addAll(checks.faults());
    }

    /** In a column whose name is not known. */
    private static boolean isMarkedOut(CsvHeader columns, List<String> cells) {
        return columns.untoldDirection()
                .filter(untold -> untold.at() < cells.size())
                .map(untold -> cells.get(untold.at()))
                .filter(BankSheet.OUT::contains)
                .isPresent();
    }

    private static void currency(String stated, LineChecks checks) {
        if (!BankSheet.isYuan(stated)) {
            checks.fault("currency", LineChecks.words(stated, 20));
        }
    }

    /** From the one amount column, or from the columns for money in and money out (then negative). */
    private static Optional<Money> amount(CsvHeader columns, List<String> cells, LineChecks checks) {
        String in = Plain.amount(columns.text(CsvHeader.Column.AMOUNT_IN, cells));
        String out = Plain.amount(columns.text(CsvHeader.Column.AMOUNT_OUT, cells));
        boolean onlyOut = BankSheet.isNothing(in) && !BankSheet.isNothing(out);
        if (!BankSheet.isNothing(in) && !BankSheet.isNothing(out)) {
            checks.fault("amount_both");
            return Optional.empty();
        }
        return onlyOut ? amountOut(columns, out, checks) : checks.amount(in);
    }

    /** In red it may be a payment that the bank took back, or only how it writes money out. */
    private static Optional<Money> amountOut(CsvHeader columns, String stated, LineChecks checks) {
        Optional<Money> amount = checks.amount(stated);
        if (amount.filter(Money::isNegative).isPresent()) {
            checks.fault("amount_out_negative", columns.name(CsvHeader.Column.AMOUNT_OUT), stated);
            return Optional.empty();
        }
        return amount.map(Money::negated);
    }

    private static boolean isIn(CsvHeader columns, List<String> cells, Money amount) {
        String mark = columns.text(CsvHeader.Column.DIRECTION, cells);
        return !BankSheet.OUT.contains(mark) && amount.isPositive();
    }

    /** A credit below nothing: the bank takes one back. */
    private static boolean isRed(CsvHeader columns, List<String> cells, Money amount) {
        String mark = columns.text(CsvHeader.Column.DIRECTION, cells);
        String in = Plain.amount(columns.text(CsvHeader.Column.AMOUNT_IN, cells));
        boolean isOfCredits =
                mark.isEmpty() ? columns.isTwoSided() && !BankSheet.isNothing(in) : BankSheet.IN.contains(mark);
        return isOfCredits && amount.isNegative() && !BankSheet.isNothing(in);
    }

    private static Optional<BankLine.Direction> direction(
            CsvHeader columns, List<String> cells, Money amount, LineChecks checks) {
        String mark = columns.text(CsvHeader.Column.DIRECTION, cells).toUpperCase(Locale.ROOT);
        if (!mark.isEmpty() && !BankSheet.IN.contains(mark) && !BankSheet.OUT.contains(mark)) {
            checks.fault("direction", mark);
            return Optional.empty();
        }
        if (mark.isEmpty() && amount.isPositive() && columns.isToldByMarkAlone()) {
            checks.fault("direction_missing", columns.name(CsvHeader.Column.DIRECTION));
            return Optional.empty();
        }
        boolean in = isIn(columns, cells, amount);
        String remark = columns.text(CsvHeader.Column.REMARK, cells);
        boolean takenBack = isRed(columns, cells, amount)
                || columns.present(CsvHeader.Column.ORIGINAL, cells) != null
                || BankSheet.BACK.stream().anyMatch(remark::contains);
        if (in == takenBack) {
            return Optional.of(BankLine.Direction.OTHER);
        }
        return Optional.of(in ? BankLine.Direction.IN : BankLine.Direction.RETURN);
    }
}
