package org.tongzhou.ledger.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;
import org.tongzhou.document.Letter;
import org.tongzhou.document.Letters;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** The report as a workbook, a sheet a table with amounts as numbers, and as a paper. */
@Component
class ReportFiles {
    private final Letters letters;

    ReportFiles(Letters letters) {
        this.letters = letters;
    }

    byte[] xlsx(List<ReportTable> tables) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Tongzhou", "1.0")) {
            for (ReportTable table : tables) {
                fill(workbook.newWorksheet(table.title()), table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void fill(Worksheet sheet, ReportTable table) {
        for (int column = 0; column < table.heads().size(); column++) {
            sheet.value(0, column, table.heads().get(column));
            sheet.style(0, column).bold().set();
            sheet.width(column, column == 0 ? 28 : 18);
        }
        for (int row = 0; row < table.rows().size(); row++) {
            List<Object> cells = table.rows().get(row).cells();
            for (int column = 0; column < cells.size(); column++) {
                cell(sheet, row + 1, column, cells.get(column));
            }
        }
        sheet.freezePane(0, 1);
    }

    private static void cell(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof Money money) {
            sheet.value(row, column, new BigDecimal(money.plainYuan()));
            sheet.style(row, column).format("#,##0.00").set();
        } else {
            sheet.value(row, column, value.toString());
        }
    }

    byte[] pdf(List<ReportTable> tables, ReportsPage page, Frame frame) {
        List<Letter.Block> blocks = new ArrayList<>();
        for (ReportTable table : tables) {
            blocks.add(new Letter.Heading(table.title()));
            blocks.add(new Letter.Table(table.heads(), texts(table, frame), numbers(table)));
        }
        blocks.add(new Letter.Paragraph(
                frame.say("ledger.report.made", frame.today().now(), page.state(frame))));
        return letters.pdf(
                new Letter(frame.say("ledger.reports"), page.span() + " " + frame.say("ledger.unit"), blocks, null));
    }

    private static List<List<String>> texts(ReportTable table, Frame frame) {
        return table.rows().stream()
                .map(row -> row.cells().stream()
                        .map(cell -> cell instanceof Money money ? frame.fmt().money(money) : cell.toString())
                        .toList())
                .toList();
    }

    private static Set<Integer> numbers(ReportTable table) {
        Set<Integer> columns = new HashSet<>();
        for (int column = 1; column < table.heads().size(); column++) {
            columns.add(column);
        }
        return columns;
    }
}
