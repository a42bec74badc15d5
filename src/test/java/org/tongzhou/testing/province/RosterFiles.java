package org.tongzhou.testing.province;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tongzhou.kernel.Sex;

/**
 * Rosters of a year as files: the whole province as one csv with the unit's code in front, the same in xlsx files of at
 * most 1,000,000 rows, and the largest and a middling unit's own roster without that column.
 */
final class RosterFiles {
    private static final List<String> TITLES = titles();
    private static final int ROWS_OF_A_SHEET = 1_000_000;

    private final Province province;
    private final Path folder;

    RosterFiles(Province province, Path folder) {
        this.province = province;
        this.folder = folder;
    }

    private static List<String> titles() {
        List<String> titles =
                new ArrayList<>(List.of("统一社会信用代码", "序号", "姓名", "证件类型", "证件号码", "性别", "手机号", "用工类型", "收款银行卡号"));
        titles.addAll(Province.COLUMNS);
        return titles;
    }

    void write(int year) {
        try {
            writeAll(year);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeAll(int year) throws IOException {
        province(folder.resolve("roster-" + year + ".csv"), year);
        xlsx(year);
        int middle = Math.min(province.units() - 1, 14);
        for (int unit : middle == 0 ? new int[] {0} : new int[] {0, middle}) {
            String name = "unit-" + (unit + 1) + "-" + year;
            csv(folder.resolve(name + ".csv"), year, unit, unit + 1, 1);
            try (SheetFile sheet = new SheetFile(folder.resolve(name + ".xlsx"))) {
                sheet.row(TITLES.subList(1, TITLES.size()));
                rows(year, unit, unit + 1, row -> sheet.row(row.subList(1, row.size())));
            }
        }
    }

    void province(Path file, int year) throws IOException {
        csv(file, year, 0, province.units(), 0);
    }

    void workbook(Path file, int year) throws IOException {
        try (SheetFile sheet = new SheetFile(file)) {
            sheet.row(TITLES);
            rows(year, 0, province.units(), sheet::row);
        }
    }

    private void csv(Path file, int year, int fromUnit, int toUnit, int fromColumn) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            StringBuilder line = new StringBuilder();
            Rows writer = row -> {
                line.setLength(0);
                for (int i = fromColumn; i < row.size(); i++) {
                    line.append(i == fromColumn ? "" : ",").append(row.get(i));
                }
                out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            };
            writer.row(TITLES);
            rows(year, fromUnit, toUnit, writer);
        }
    }

    private void xlsx(int year) throws IOException {
        int[] part = {0};
        int[] left = {0};
        SheetFile[] sheet = new SheetFile[1];
        try {
            rows(year, 0, province.units(), row -> {
                if (left[0]-- == 0) {
                    if (sheet[0] != null) {
                        sheet[0].close();
                    }
                    sheet[0] = new SheetFile(folder.resolve("roster-" + year + "-" + ++part[0] + ".xlsx"));
                    sheet[0].row(TITLES);
                    left[0] = ROWS_OF_A_SHEET - 1;
                }
                sheet[0].row(row);
            });
        } finally {
            if (sheet[0] != null) {
                sheet[0].close();
            }
        }
    }

    /** Takes one line of cells. */
    private interface Rows {
        void row(List<String> cells) throws IOException;
    }

    private void rows(int year, int fromUnit, int toUnit, Rows rows) throws IOException {
        try {
            for (int u = fromUnit; u < toUnit; u++) {
                Workplace unit = province.unit(u);
                int[] line = {0};
                province.roster(unit, year, member -> put(rows, unit, ++line[0], member));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void put(Rows rows, Workplace unit, int line, Member member) {
        List<String> cells = new ArrayList<>(TITLES.size());
        cells.add(unit.code());
        cells.add(Integer.toString(line));
        cells.add(member.name());
        cells.add("居民身份证");
        cells.add(member.idNumber());
        cells.add(member.sex() == Sex.MALE ? "男" : "女");
        cells.add(member.phone());
        cells.add("正式工");
        cells.add(member.card() == null ? "" : member.card());
        for (int units : member.units()) {
            cells.add(units == 0 ? "" : Integer.toString(units));
        }
        try {
            rows.row(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
