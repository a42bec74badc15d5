package org.tongzhou.enrolment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongzhou.kernel.CsvCell;

/** The rows to correct as a file for the unit: the format and columns that it sent, and why in a last column. */
public final class BadRows {
    private BadRows() {}

    /** The words of the reason column, in the reader's language. */
    public interface Reasons {
        String heading();

        /** Put before the ending of the file's name. */
        String fileSuffix();

        String of(RowIssue issue);
    }

    static SheetFile of(DraftVerdict verdict, Reasons reasons) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line(verdict.header().titles(), reasons.heading()));
        int width = verdict.header().titles().size();
        for (RosterLine bad : verdict.lines(RosterLine::isBad)) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                cells.add(bad.row().cell(column).text());
            }
            lines.add(line(cells, bad.errors().stream().map(reasons::of).collect(Collectors.joining("；"))));
        }
        String name = verdict.draft().fileName().replaceFirst("\\.[^.]*$", "") + reasons.fileSuffix();
        return verdict.draft().format() == RosterFile.Format.XLSX
                ? SheetFile.xlsx(name + ".xlsx", xlsx(lines))
                : SheetFile.csv(name + ".csv", csv(lines));
    }

    private static List<String> line(List<String> cells, String last) {
        List<String> line = new ArrayList<>(cells);
        line.add(last);
        return line;
    }

    /** All as text, so that digits stay and nothing is a formula. */
    private static byte[] xlsx(List<List<String>> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Tongzhou", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名册");
            for (int row = 0; row < lines.size(); row++) {
                List<String> cells = lines.get(row);
                for (int column = 0; column < cells.size(); column++) {
                    if (!cells.get(column).isEmpty()) {
                        sheet.value(row, column, cells.get(column));
                    }
                }
            }
            sheet.range(0, 0, lines.size(), lines.get(0).size() - 1)
                    .style()
                    .format("@")
                    .set();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] csv(List<List<String>> lines) {
        String text = lines.stream()
                .map(cells -> cells.stream().map(CsvCell::of).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
