package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.Fee;
import org.tongzhou.plan.Lineage;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanLinks;
import org.tongzhou.plan.PlanVersion;

/**
 * By what a roster is judged: the day on which it is handed in, or a later one that was named; the first day on which its cover
 * may start, of which ages count; the plans that are open then, those that are not open any more or not yet, and what is known
 * of the work unit. {@code staff} is 0 where nobody stated it. With {@code seesCovers} the roster is held against the fund's
 * covers too; without, what only they could tell is noted.
 */
public record RosterTerms(
        LocalDate day,
        LocalDate starts,
        List<PlanVersion> open,
        List<PlanVersion> closed,
        Lineage lineage,
        Optional<String> unitType,
        OptionalInt staff,
        boolean seesCovers) {
    public RosterTerms {
        open = List.copyOf(open);
        closed = List.copyOf(closed);
    }

    /** By plans alone, in the order in which lists show them; cover starts on the day. */
    public static RosterTerms of(LocalDate day, List<PlanVersion> versions) {
        return of(day, day, versions);
    }

    private static RosterTerms of(LocalDate day, LocalDate starts, List<PlanVersion> versions) {
        List<PlanVersion> open =
                versions.stream().filter(plan -> plan.isOpenOn(starts)).toList();
        Set<PlanCode> codes = open.stream().map(PlanVersion::code).collect(Collectors.toSet());
        Map<PlanCode, PlanVersion> closed = new LinkedHashMap<>();
        versions.stream().filter(plan -> !codes.contains(plan.code())).forEach(plan -> closed.put(plan.code(), plan));
        return new RosterTerms(
                day,
                starts,
                open,
                new ArrayList<>(closed.values()),
                Lineage.of(versions),
                Optional.empty(),
                OptionalInt.empty(),
                false);
    }

    /** The same for a work unit of which kind and staff are known as far as they are given. */
    public RosterTerms of(Optional<String> type, OptionalInt staffCount) {
        return new RosterTerms(day, starts, open, closed, lineage, type, staffCount, seesCovers);
    }

    /** For a roster handed in today: without a later day that the unit named, cover starts tomorrow at the earliest. */
    static RosterTerms of(@Nullable LocalDate named, LocalDate today, PlanBook book, Unit unit) {
        LocalDate day = named != null && named.isAfter(today) ? named : today;
        LocalDate start = day.isAfter(today) ? day : today.plusDays(1);
        RosterTerms known = of(day, start, book.versions());
        return new RosterTerms(
                day,
                known.starts,
                known.open,
                known.closed,
                known.lineage,
                Optional.of(unit.kind().code()),
                OptionalInt.of(unit.staffCount()),
                true);
    }

    /** The version of a plan that is open, else the last one. */
    Optional<PlanVersion> version(PlanCode code) {
        return Stream.concat(open.stream(), closed.stream())
                .filter(plan -> plan.code().equals(code))
                .findFirst();
    }

    /** True when covers decide who may join beside those of the same plan, or when a renewal would begin too late. */
    boolean asksHeld() {
        return open.stream()
                .anyMatch(plan -> !plan.joining().links().equals(PlanLinks.NONE)
                        || plan.heading().retired().isPresent()
                        || lineage.line(plan.code()).size() > 1);
    }

    int longestGrace() {
        return open.stream()
                .mapToInt(plan -> plan.joining().graceMonths())
                .max()
                .orElse(0);
    }

    /** True when a plan has a rule that only all rows together can keep or break. */
    boolean asksWhole() {
        return open.stream()
                .map(PlanVersion::joining)
                .anyMatch(it -> it.unit().equalUnits()
                        || !it.unit().participation().isEmpty()
                        || it.fee().by().filter(Fee.By.AVERAGE_AGE::equals).isPresent()
                        || it.funding().fixed().isPositive());
    }
}
