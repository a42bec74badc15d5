package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.CoverStore.Held;
import org.tongzhou.enrolment.RosterLine.Standing;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Checks rows against the fund's covers: who is covered already, who renews, who of the last term is missing. */
@Component
class FundCheck {
    /** A renewal may be handed in this long before the term ends. */
    static final int RENEWAL_OPENS_DAYS = 60;

    /** No plan's grace is longer; covers that ended earlier are not looked at. */
    private static final int LONGEST_GRACE_MONTHS = 12;

    private final People people;
    private final Units units;
    private final CoverStore covers;
    private final PolicyStore policies;

    FundCheck(People people, Units units, CoverStore covers, PolicyStore policies) {
        this.people = people;
        this.units = units;
        this.covers = covers;
        this.policies = policies;
    }

    /** Whose roster, and the rules by which covers decide. */
    record Against(FundId fund, UnitId unit, DraftId draft, HeldRules rules) {
        /** On which its cover may start at the earliest. */
        LocalDate day() {
            return rules.day();
        }
    }

    record Answer(List<RosterLine> lines, List<PersonId> missing) {}

    Answer check(Against against, List<CheckedRow> rows, Set<Integer> fixed) {
        List<ResidentId> numbers = rows.stream()
                .map(CheckedRow::idNumber)
                .filter(Objects::nonNull)
                .map(ResidentId::new)
                .distinct()
                .toList();
        Map<ResidentId, PersonId> known = people.known(against.fund(), numbers);
        Map<PersonId, List<Held>> held = held(against, known);
        Map<UnitId, String> names = unitNames(against, held);
        List<RosterLine> lines = new ArrayList<>();
        for (CheckedRow row : rows) {
            List<Held> own = row.idNumber() == null
                    ? List.of()
                    : held.getOrDefault(known.get(new ResidentId(row.idNumber())), List.of());
            lines.add(line(against, row, own, names, fixed.contains(row.number())));
        }
        return new Answer(lines, missing(against, known));
    }

    /** Who of the unit holds plans so long that the roster cannot renew them; asked only of plans that it matters for. */
    WholeRoster.Holders holders(Against against, Set<PlanCode> plans) {
        return plans.isEmpty()
                ? WholeRoster.Holders.NONE
                : policies.holders(
                        against.fund(), against.unit(), plans, against.day().plusDays(RENEWAL_OPENS_DAYS));
    }

    private Map<PersonId, List<Held>> held(Against against, Map<ResidentId, PersonId> known) {
        Map<PersonId, List<Held>> held = new HashMap<>();
        LocalDate endsFrom = against.day().minusMonths(LONGEST_GRACE_MONTHS);
        for (Held cover : covers.held(against.fund(), known.values(), endsFrom)) {
            held.computeIfAbsent(cover.person(), person -> new ArrayList<>()).add(cover);
        }
        return held;
    }

    private Map<UnitId, String> unitNames(Against against, Map<PersonId, List<Held>> held) {
        List<UnitId> elsewhere = held.values().stream()
                .flatMap(List::stream)
                .map(Held::unit)
                .filter(unit -> !unit.equals(against.unit()))
                .distinct()
                .toList();
        return elsewhere.isEmpty() ? Map.of() : units.names(against.fund(), elsewhere);
    }

    private RosterLine line(Against against, CheckedRow row, List<Held> own, Map<UnitId, String> names, boolean fixed) {
        if (own.stream().anyMatch(cover -> against.draft().equals(cover.draft()) && cover.row() == row.number())) {
            return new RosterLine(row, Standing.ENROLLED, fixed);
        }
        if (row.applicant() == null) {
            return new RosterLine(row, Standing.BAD, fixed);
        }
        boolean renews = false;
        for (Applicant.Choice choice : row.applicant().choices()) {
            for (Held cover : own) {
                if (!against.rules().isOfLine(choice.plan(), cover)) {
                    continue;
                }
                if (isInTheWay(against, cover)) {
                    return new RosterLine(
                            row.refused(List.of(covered(against, row, choice, cover, names))), Standing.BAD, fixed);
                }
                renews |= continues(against, choice.plan(), cover);
            }
        }
        CheckedRow judged =
                row.refused(against.rules().issues(row.number(), row.applicant().choices(), own));
        Standing good = renews ? Standing.RENEWAL : Standing.NEW;
        return new RosterLine(judged, judged.applicant() == null ? Standing.BAD : good, fixed);
    }

    private static boolean isInTheWay(Against against, Held cover) {
        return cover.awaiting() || cover.ends().isAfter(against.day().plusDays(RENEWAL_OPENS_DAYS));
    }

    private static boolean continues(Against against, PlanVersion plan, Held cover) {
        return plan.joining().continues(cover.ends(), against.day());
    }

    private static RowIssue covered(
            Against against, CheckedRow row, Applicant.Choice choice, Held cover, Map<UnitId, String> names) {
        boolean here = cover.unit().equals(against.unit());
        PlanVersion held = against.rules().version(cover.plan()).orElse(choice.plan());
        String until = cover.awaiting() ? "" : cover.ends().minusDays(1).toString();
        return RowIssue.of(
                row.number(),
                against.rules().column(RosterField.ID_NUMBER),
                here ? RowCode.COVERED_HERE : RowCode.COVERED_ELSEWHERE,
                RowPlans.heading(held),
                until,
                here ? "" : names.getOrDefault(cover.unit(), ""),
                held.name().en());
    }

    /** Members of the unit whose term is ending and whom no row names, whatever else is wrong with the row. */
    private List<PersonId> missing(Against against, Map<ResidentId, PersonId> known) {
        Set<PersonId> named = new HashSet<>(known.values());
        LocalDate first = against.day().minusMonths(1);
        LocalDate last = against.day().plusDays(RENEWAL_OPENS_DAYS);
        return covers.ending(against.fund(), against.unit(), first, last).stream()
                .filter(person -> !named.contains(person))
                .toList();
    }
}
