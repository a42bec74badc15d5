package org.tongzhou.enrolment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongzhou.plan.PlanVersion;

/** The rows to correct as a file for the unit: the format and columns that it sent, and why in a last column. */
public record BadRows(String fileName, String contentType, byte[] bytes) {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** The words of the reason column, in the reader's language. */
    public interface Reasons {
        String heading();

        /** Put before the ending of the file's name. */
        String fileSuffix();

        String of(RowIssue issue);
    }

    static BadRows of(DraftVerdict verdict, Reasons reasons) {
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
                ? new BadRows(name + ".xlsx", XLSX, xlsx(lines))
                : new BadRows(name + ".csv", "text/csv;charset=UTF-8", csv(lines));
    }

    /** The columns of a roster of these plans: of every person, of what the plans ask beyond, of units. */
    static List<String> titles(List<PlanVersion> plans) {
        List<String> titles = new ArrayList<>(List.of("序号", "姓名", "证件类型", "证件号码", "性别", "手机号", "用工类型", "收款银行卡号"));
        Map<RosterField, Predicate<PlanVersion>> asked = new EnumMap<>(RosterField.class);
        asked.put(RosterField.OCCUPATION_CLASS, plan -> plan.joining().asksOccupation());
        asked.put(RosterField.EMPLOYEE_MEDICAL, plan -> plan.eligibility().employeeMedical());
        asked.put(RosterField.INCOME, plan -> plan.joining().asksIncome());
        asked.forEach(
                (field, asks) -> plans.stream().filter(asks).findFirst().ifPresent(p -> titles.add(field.heading())));
        plans.forEach(plan -> plan.rosterColumn().ifPresent(titles::add));
        return titles;
    }

    static BadRows template(String name, List<String> titles, String words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Tongzhou", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("参保名册");
            for (int column = 0; column < titles.size(); column++) {
                sheet.value(0, column, titles.get(column));
                sheet.width(column, 18);
            }
            sheet.range(0, 0, 2000, titles.size() - 1).style().format("@").set();
            sheet.freezePane(0, 1);
            Worksheet help = workbook.newWorksheet("填表说明");
            help.width(0, 80);
            String[] lines = words.split("\n", -1);
            for (int row = 0; row < lines.length; row++) {
                help.value(row, 0, lines[row]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BadRows(name, XLSX, bytes.toByteArray());
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
                .map(cells -> cells.stream().map(BadRows::field).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Quoted; what a spreadsheet would take for a formula or shorten as a number starts with an apostrophe. */
    private static String field(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        boolean longNumber = text.length() > 15 && text.chars().allMatch(Character::isDigit);
        String safe = formula || longNumber ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
