package org.tongzhou.enrolment;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.kernel.Money;

/**
 * The cells of a row that only some plans ask for; each is read once and only when a plan that was chosen asks. A blank
 * cell is an answer that is not known.
 */
final class FactCells {
    /** A month's income above this is a slip of the pen. */
    private static final Money MOST_INCOME = Money.ofYuan(1_000_000);

    private static final Map<String, String> NUMERALS = Map.of(
            "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "i", "1", "ii", "2", "iii", "3", "iv", "4");

    private static final Set<String> INSURED =
            Set.of("是", "√", "✓", "✔", "y", "yes", "有", "已参保", "参保", "参加", "true", "1", "职工", "职工医保", "职工基本医疗保险");
    private static final Set<String> NOT_INSURED = Set.of(
            "否", "无", "没有", "未参保", "未参加", "不参加", "n", "no", "0", "×", "x", "false", "居民", "居民医保", "城乡居民医保", "新农合");

    private final RosterHeader header;
    private final RowFindings findings;

    FactCells(RosterHeader header, RowFindings findings) {
        this.header = header;
        this.findings = findings;
    }

    /** The class as plans name it: {@code 3} for 第3类, 三类 or III. */
    Optional<String> occupation() {
        return given(RosterField.OCCUPATION_CLASS)
                .map(text -> text.replaceAll("^第|[类级等]$|类别$", "").strip())
                .map(text -> NUMERALS.getOrDefault(text, text));
    }

    /** Whether the person is in the employee medical insurance. */
    Optional<Boolean> employeeMedical() {
        Optional<String> text = given(RosterField.EMPLOYEE_MEDICAL);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean yes = INSURED.contains(text.get());
        if (!yes && !NOT_INSURED.contains(text.get())) {
            wrong(RosterField.EMPLOYEE_MEDICAL, RowCode.INSURANCE_FORM);
            return Optional.empty();
        }
        return Optional.of(yes);
    }

    /** Yuan a month, exact to the fen. */
    Optional<Money> income() {
        Optional<String> text =
                given(RosterField.INCOME).map(it -> it.replaceFirst("^[¥￥]", "").replaceFirst("元$", ""));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean right = Money.isYuan(text.get())
                && Money.parseYuan(text.get()).isPositive()
                && Money.parseYuan(text.get()).compareTo(MOST_INCOME) <= 0;
        if (!right) {
            wrong(RosterField.INCOME, RowCode.INCOME_FORM, MOST_INCOME);
            return Optional.empty();
        }
        return Optional.of(Money.parseYuan(text.get()));
    }

    RowFindings findings() {
        return findings;
    }

    /** Says what is wrong with the cell of a field, or that the roster lacks its column. */
    void wrong(RosterField field, RowCode code, Object... facts) {
        findings.errorOnce(header.column(field), code, facts);
    }

    private Optional<String> given(RosterField field) {
        int column = header.column(field);
        if (findings.isFormula(column)) {
            return Optional.empty();
        }
        String given = findings.text(column);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String text = Normalizer.normalize(given, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
