package org.tongzhou.enrolment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongzhou.plan.PlanVersion;

/** A roster, or a list of units, to fill in. */
final class RosterTemplate {
    private RosterTemplate() {}

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

    /** What the file is called, and its sheet. */
    record Names(String file, String sheet) {}

    /** An empty sheet with these columns, and {@code words} on how to fill it on another. */
    static SheetFile of(Names names, List<String> titles, String words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Tongzhou", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(names.sheet());
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
        return SheetFile.xlsx(names.file(), bytes.toByteArray());
    }
}
