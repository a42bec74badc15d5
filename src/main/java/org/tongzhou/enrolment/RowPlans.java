package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tongzhou.enrolment.PlanColumns.Column;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Eligibility;
import org.tongzhou.plan.Eligibility.Fault;
import org.tongzhou.plan.Fee;
import org.tongzhou.plan.FeeFacts;
import org.tongzhou.plan.Heading;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** The plans that a row chooses, against the plans' rules of joining: who may, how many units, which beside each other, for how much. */
final class RowPlans {
    private static final int LONGEST_UNITS = 3;
    private static final Set<String> NONE = Set.of("否", "无", "不参加", "/", "-", "—", "×", "X", "N");
    private static final Set<String> ONE = Set.of("是", "√", "✓", "✔", "Y", "有", "参加", "TRUE");

    private final RosterHeader header;
    private final PlanColumns columns;
    private final RosterTerms terms;

    RowPlans(RosterHeader header, RosterTerms terms) {
        this.header = header;
        this.terms = terms;
        this.columns = PlanColumns.of(header, terms);
    }

    /** Whom a row names, as far as that can be told, and how old they are on the day of which ages count. */
    record Who(Optional<ResidentId> id, Optional<Sex> sex, OptionalInt age) {
        static Who of(Optional<ResidentId> id, Optional<Sex> sex, LocalDate day) {
            return new Who(id, sex, id.isPresent() ? OptionalInt.of(id.get().ageOn(day)) : OptionalInt.empty());
        }
    }

    List<Applicant.Choice> choices(RosterRow row, Who who, RowFindings findings) {
        int before = findings.errors().size();
        List<Chosen> chosen = chosen(row, findings);
        if (chosen.isEmpty()) {
            if (findings.errors().size() == before) {
                findings.error(firstColumn(), RowCode.PLAN_MISSING);
            }
            columns.open().forEach(column -> age(column.plan(), who, findings));
            return List.of();
        }
        FactCells facts = new FactCells(header, findings);
        chosen.forEach(each -> eligible(each, who, facts));
        exclusive(chosen, findings);
        if (!terms.seesCovers()) {
            based(chosen, findings);
        }
        chosen.forEach(each -> age(each.plan(), who, findings));
        List<Applicant.Choice> choices = new ArrayList<>(chosen.size());
        for (Chosen each : chosen) {
            choices.add(new Applicant.Choice(each.plan(), each.units(), fee(each, who, facts)));
        }
        return choices;
    }

    /** A plan with the units given, 1 or more. */
    private record Chosen(Column column, String title, int units) {
        PlanVersion plan() {
            return column.plan();
        }
    }

    private int firstColumn() {
        return columns.open().isEmpty() ? -1 : columns.open().get(0).at();
    }

    private List<Chosen> chosen(RosterRow row, RowFindings findings) {
        List<Chosen> chosen = new ArrayList<>();
        for (Column column : columns.open()) {
            int units = column.at() < 0 ? 1 : units(row, column.at(), findings);
            if (units > 0) {
                chosen.add(new Chosen(column, title(column), units));
            }
        }
        for (Column column : columns.closed()) {
            if (units(row, column.at(), findings) > 0) {
                closed(column, findings);
            }
        }
        return chosen;
    }

    private String title(Column column) {
        return column.at() < 0
                ? column.plan().name().zh()
                : header.titles().get(column.at()).strip();
    }

    /** The units of a cell; 0 for none. */
    private int units(RosterRow row, int column, RowFindings findings) {
        String text = units(row.cell(column));
        if (findings.isFormula(column) || text.isEmpty()) {
            return 0;
        }
        if (text.length() <= LONGEST_UNITS && Checksums.isDigits(text)) {
            return Integer.parseInt(text);
        }
        if (!NONE.contains(text) && !ONE.contains(text)) {
            findings.error(
                    column, RowCode.UNITS_FORM, header.titles().get(column).strip());
        }
        return ONE.contains(text) ? 1 : 0;
    }

    private static String units(Cell cell) {
        String given = CleanText.number(cell.text()).text();
        return given.endsWith("份") ? given.substring(0, given.length() - 1) : given;
    }

    /** The cell says that its plan is not joined. */
    static boolean isNone(Cell cell) {
        String text = units(cell);
        boolean zero = text.length() <= LONGEST_UNITS && text.chars().allMatch(digit -> digit == '0');
        return cell.kind() != Cell.Kind.FORMULA && (zero || NONE.contains(text));
    }

    private void closed(Column column, RowFindings findings) {
        Heading heading = column.plan().heading();
        Optional<Heading.Retirement> retired =
                heading.retired().filter(it -> !terms.starts().isBefore(it.from()));
        if (retired.isPresent()) {
            findings.error(column.at(), RowCode.PLAN_RETIRED, retired(column.plan(), retired.get(), terms));
        } else {
            findings.error(column.at(), RowCode.PLAN_NOT_OPEN, title(column), terms.starts());
        }
    }

    /** Which plan is closed from when, and the one to go on in, in Chinese and English; without any two blanks. */
    static Object[] retired(PlanVersion plan, Heading.Retirement retired, RosterTerms terms) {
        Optional<PlanVersion> next = retired.successor().flatMap(terms::version);
        return new Object[] {
            heading(plan),
            retired.from(),
            next.map(RowPlans::heading).orElse(""),
            next.map(it -> it.name().en()).orElse("")
        };
    }

    /** How rosters call a plan. */
    static String heading(PlanVersion plan) {
        return plan.rosterColumn().orElse(plan.name().zh());
    }

    private void eligible(Chosen each, Who who, FactCells facts) {
        Eligibility rules = each.plan().eligibility();
        Eligibility.Joiner joiner = new Eligibility.Joiner(
                who.sex().orElse(rules.only().orElse(Sex.MALE)),
                who.age().orElse(rules.minAge()),
                rules.employeeMedical() ? facts.employeeMedical() : Optional.empty(),
                terms.unitType(),
                rules.occupations().isEmpty() ? Optional.empty() : facts.occupation());
        rules.faults(joiner).forEach(fault -> fault(each, fault, facts));
        if (!rules.occupations().isEmpty() && facts.occupation().isEmpty()) {
            facts.wrong(RosterField.OCCUPATION_CLASS, RowCode.OCCUPATION_MISSING, each.title());
        }
        if (each.units() > each.plan().maxUnits()) {
            facts.findings()
                    .errorOnce(
                            each.column().at(),
                            RowCode.TOO_MANY_UNITS,
                            each.title(),
                            each.units(),
                            each.plan().maxUnits());
        }
    }

    private void fault(Chosen each, Fault fault, FactCells facts) {
        Eligibility rules = each.plan().eligibility();
        int at = each.column().at();
        switch (fault) {
            case TOO_YOUNG, TOO_OLD -> {} // said of the identity number, last
            case WRONG_SEX -> facts.findings().errorOnce(at, RowCode.PLAN_NOT_FOR_SEX, each.title());
            case NOT_INSURED -> facts.wrong(RosterField.EMPLOYEE_MEDICAL, RowCode.NOT_INSURED, each.title());
            case WRONG_UNIT_TYPE -> unitType(each, RowCode.UNIT_TYPE_NOT_ADMITTED, rules.unitTypes(), facts);
            case WRONG_OCCUPATION -> wrongOccupation(each, rules.occupations(), facts);
        }
    }

    private void unitType(Chosen each, RowCode code, Set<String> admitted, FactCells facts) {
        facts.findings()
                .errorOnce(
                        each.column().at(),
                        code,
                        each.title(),
                        terms.unitType().orElse(""),
                        String.join(" ", admitted));
    }

    private static void wrongOccupation(Chosen each, Set<String> admitted, FactCells facts) {
        facts.wrong(
                RosterField.OCCUPATION_CLASS,
                RowCode.OCCUPATION_NOT_ADMITTED,
                each.title(),
                facts.occupation().orElse(""),
                String.join("、", admitted));
    }

    private void age(PlanVersion plan, Who who, RowFindings findings) {
        if (who.id().isEmpty() || who.age().isEmpty()) {
            return;
        }
        Eligibility rules = plan.eligibility();
        int age = who.age().getAsInt();
        for (Fault fault : rules.faults(who.id().get().sex(), age)) {
            if (fault != Fault.WRONG_SEX
                    && !(fault == Fault.TOO_OLD && mayGoOn(plan, who.id().get()))) {
                findings.errorOnce(
                        header.column(RosterField.ID_NUMBER),
                        fault == Fault.TOO_YOUNG ? RowCode.TOO_YOUNG : RowCode.TOO_OLD,
                        age,
                        rules.minAge(),
                        rules.maxAge());
            }
        }
    }

    /** Whether a renewal would still be dated back to a day on which they were young enough: then what they hold decides. */
    private boolean mayGoOn(PlanVersion plan, ResidentId id) {
        return terms.seesCovers() && !plan.joining().isTooOldToRenew(id.birthDate(), terms.starts());
    }

    /** Plans of one row that exclude each other; each plan is held against the ones before it. */
    private static void exclusive(List<Chosen> chosen, RowFindings findings) {
        for (int i = 1; i < chosen.size(); i++) {
            Chosen later = chosen.get(i);
            for (Chosen earlier : chosen.subList(0, i)) {
                if (earlier.plan().excludes(later.plan())) {
                    findings.errorOnce(later.column().at(), RowCode.PLANS_EXCLUDE, later.title(), earlier.title());
                }
            }
        }
    }

    /** An add-on whose base is not among them. */
    private void based(List<Chosen> chosen, RowFindings findings) {
        Set<PlanCode> codes = new TreeSet<>();
        chosen.forEach(each -> codes.add(each.plan().code()));
        chosen.stream()
                .filter(each -> each.plan().joining().links().lacksBase(codes))
                .forEach(each -> findings.note(
                        true,
                        each.column().at(),
                        RowCode.BASE_NOT_IN_ROW,
                        each.title(),
                        names(each.plan().joining().links().requires(), terms),
                        englishNames(each.plan().joining().links().requires(), terms)));
    }

    /** Headings of plans, joined; of a plan that is not there its code. */
    static String names(Set<PlanCode> plans, RosterTerms terms) {
        return plans.stream()
                .map(code -> terms.version(code).map(RowPlans::heading).orElse(code.value()))
                .collect(Collectors.joining("、"));
    }

    /** Their English names. */
    static String englishNames(Set<PlanCode> plans, RosterTerms terms) {
        return plans.stream()
                .map(code -> terms.version(code).map(plan -> plan.name().en()).orElse(code.value()))
                .collect(Collectors.joining(", "));
    }

    /** Nothing yet where the fee goes by the average age, which only the whole roster tells. */
    private Money fee(Chosen each, Who who, FactCells facts) {
        Fee fee = each.plan().joining().fee();
        FeeFacts known = new FeeFacts(
                each.units(),
                fee.by().filter(Fee.By.OCCUPATION::equals).flatMap(by -> facts.occupation()),
                terms.unitType(),
                who.age(),
                OptionalInt.empty(),
                fee.by().filter(Fee.By.INCOME::equals).flatMap(by -> facts.income()));
        Optional<Fee.Gap> gap = fee.gap(known);
        gap.ifPresent(why -> gap(each, why, facts));
        return gap.isPresent() ? Money.ZERO : fee.charge(known);
    }

    private void gap(Chosen each, Fee.Gap why, FactCells facts) {
        boolean unknown = why == Fee.Gap.NOT_KNOWN;
        switch (each.plan().joining().fee().by().orElseThrow()) {
            case OCCUPATION -> {
                if (unknown) {
                    facts.wrong(RosterField.OCCUPATION_CLASS, RowCode.OCCUPATION_MISSING, each.title());
                } else {
                    wrongOccupation(each, classes(each.plan()), facts);
                }
            }
            case UNIT_TYPE ->
                unitType(
                        each,
                        unknown ? RowCode.UNIT_TYPE_MISSING : RowCode.UNIT_TYPE_NOT_ADMITTED,
                        classes(each.plan()),
                        facts);
            case INCOME -> facts.wrong(RosterField.INCOME, RowCode.INCOME_MISSING, each.title());
            case AGE, AVERAGE_AGE -> {} // the number is wrong, or the average is not known yet
        }
    }

    private static Set<String> classes(PlanVersion plan) {
        return plan.joining().fee() instanceof Fee.Classed classed
                ? classed.classes().stream().map(Fee.OfClass::code).collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }
}
