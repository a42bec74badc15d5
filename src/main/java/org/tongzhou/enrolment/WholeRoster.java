package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Fee;
import org.tongzhou.plan.FeeFacts;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/**
 * What only all rows of a roster together tell: equal units within the work unit, fees that go by the average age, how many
 * of the staff join, and what a policy costs beside its members. The people enrolled together are one policy.
 */
final class WholeRoster {
    private final RosterTerms terms;
    private final PlanColumns columns;

    WholeRoster(RosterTerms terms, PlanColumns columns) {
        this.terms = terms;
        this.columns = columns;
    }

    /**
     * Members of the unit, and of those that were merged into it, who hold a plan beyond the day, by the plan and their units; nobody
     * of the rows is among them.
     */
    record Holders(Map<PlanCode, Map<Integer, Integer>> byUnits) {
        static final Holders NONE = new Holders(Map.of());

        List<Integer> units(PlanCode plan) {
            return byUnits.getOrDefault(plan, Map.of()).entrySet().stream()
                    .flatMap(it -> Collections.nCopies(it.getValue(), it.getKey()).stream())
                    .toList();
        }

        int people(Set<PlanCode> line) {
            return line.stream().mapToInt(plan -> units(plan).size()).sum();
        }
    }

    /** The rows in their order, some refused now; {@code issues} are about no row; {@code policies} about the rows left. */
    record Answer(List<CheckedRow> rows, List<RowIssue> issues, List<PolicyFee> policies) {
        int good() {
            return (int) applicants().count();
        }

        Money fee() {
            Money members = applicants().map(Applicant::fee).reduce(Money.ZERO, Money::plus);
            return members.plus(PolicyFee.fixed(policies));
        }

        private Stream<Applicant> applicants() {
            return rows.stream().map(CheckedRow::applicant).filter(Objects::nonNull);
        }
    }

    /** {@code good} are rows that may be enrolled as far as each of them tells. */
    Answer judge(List<CheckedRow> good, Holders holders) {
        List<CheckedRow> rows = good;
        List<RowIssue> issues = new ArrayList<>();
        List<PolicyFee> policies = new ArrayList<>();
        for (PlanVersion plan : columns.plans()) {
            rows = equalUnits(plan, rows, holders);
        }
        Map<PlanCode, List<Applicant>> byPlan = joining(rows);
        for (PlanVersion plan : columns.plans()) {
            List<Applicant> joining = byPlan.getOrDefault(plan.code(), List.of());
            if (!joining.isEmpty()) {
                OptionalInt average = averageAge(plan, joining);
                rows = average.isPresent() ? charged(plan, rows, average.getAsInt()) : rows;
                policies.add(new PolicyFee(plan, plan.joining().funding().fixed(), average));
                floor(plan, joining.size() + holders.people(terms.lineage().line(plan.code())), issues);
            }
        }
        return new Answer(rows, issues, policies);
    }

    /** Who joins each plan, in one walk over the rows, which may be many thousands. */
    private static Map<PlanCode, List<Applicant>> joining(List<CheckedRow> rows) {
        Map<PlanCode, List<Applicant>> byPlan = new HashMap<>();
        for (CheckedRow row : rows) {
            if (row.applicant() != null) {
                for (Applicant.Choice choice : row.applicant().choices()) {
                    byPlan.computeIfAbsent(choice.plan().code(), code -> new ArrayList<>())
                            .add(row.applicant());
                }
            }
        }
        return byPlan;
    }

    /** Who holds other units than the members that are covered, else than most of the roster, is to be put right. */
    private List<CheckedRow> equalUnits(PlanVersion plan, List<CheckedRow> rows, Holders holders) {
        if (!plan.joining().unit().equalUnits()) {
            return rows;
        }
        List<Integer> held = holders.units(plan.code());
        List<Integer> asked = joining(rows).getOrDefault(plan.code(), List.of()).stream()
                .map(applicant -> applicant.units(plan).getAsInt())
                .toList();
        OptionalInt expected = plan.joining().unit().unitsOfMost(held.isEmpty() ? asked : held);
        List<Integer> all = new ArrayList<>(held);
        all.addAll(asked);
        if (expected.isEmpty() || plan.joining().unit().admits(all)) {
            return rows;
        }
        return rows.stream().map(row -> equal(plan, row, expected.getAsInt())).toList();
    }

    private CheckedRow equal(PlanVersion plan, CheckedRow row, int expected) {
        OptionalInt units =
                row.applicant() == null ? OptionalInt.empty() : row.applicant().units(plan);
        if (units.isEmpty() || units.getAsInt() == expected) {
            return row;
        }
        return row.refused(List.of(RowIssue.of(
                row.number(),
                columns.at(plan),
                RowCode.UNITS_NOT_EQUAL,
                RowPlans.heading(plan),
                units.getAsInt(),
                expected,
                plan.name().en())));
    }

    private OptionalInt averageAge(PlanVersion plan, List<Applicant> joining) {
        if (plan.joining().fee().by().filter(Fee.By.AVERAGE_AGE::equals).isEmpty()) {
            return OptionalInt.empty();
        }
        LocalDate day = terms.starts();
        long years = joining.stream().mapToLong(it -> it.id().ageOn(day)).sum();
        return OptionalInt.of(FeeFacts.averageTenths(years, joining.size()));
    }

    private static List<CheckedRow> charged(PlanVersion plan, List<CheckedRow> rows, int averageTenths) {
        return rows.stream()
                .map(row -> row.applicant() == null ? row : row.charged(charged(plan, row.applicant(), averageTenths)))
                .toList();
    }

    private static Applicant charged(PlanVersion plan, Applicant applicant, int averageTenths) {
        return applicant.with(applicant.choices().stream()
                .map(choice -> choice.plan().equals(plan)
                        ? new Applicant.Choice(
                                plan,
                                choice.units(),
                                plan.joining()
                                        .fee()
                                        .charge(FeeFacts.units(choice.units()).withAverageAge(averageTenths)))
                        : choice)
                .toList());
    }

    /** Held against the unit's staff, where it is known; a unit that stated no staff has to. */
    private void floor(PlanVersion plan, int joined, List<RowIssue> issues) {
        if (plan.joining().unit().participation().isEmpty() || terms.staff().isEmpty()) {
            return;
        }
        int staff = terms.staff().getAsInt();
        int must = plan.joining().unit().mustJoin(staff);
        if (staff == 0) {
            issues.add(whole(
                    RowCode.STAFF_UNKNOWN, RowPlans.heading(plan), plan.name().en()));
        } else if (joined < must) {
            issues.add(whole(
                    RowCode.TOO_FEW_JOIN,
                    RowPlans.heading(plan),
                    joined,
                    must,
                    staff,
                    plan.name().en()));
        }
    }

    private static RowIssue whole(RowCode code, Object... facts) {
        return RowIssue.of(RowIssue.WHOLE, -1, code, facts);
    }

    /** The plans of which it has to be known who holds them already. */
    Set<PlanCode> asksHolders() {
        Set<PlanCode> asked = new HashSet<>();
        for (PlanVersion plan : columns.plans()) {
            boolean asks = plan.joining().unit().equalUnits()
                    || !plan.joining().unit().participation().isEmpty();
            if (asks) {
                asked.addAll(terms.lineage().line(plan.code()));
            }
        }
        return asked;
    }
}
