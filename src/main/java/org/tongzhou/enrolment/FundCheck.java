package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.CoverStore.Held;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.KnownPeople;
import org.tongzhou.plan.PlanCode;

/** Asks the fund about the people of rows, and who of the last term is missing. */
@Component
class FundCheck {
    /** A renewal may be handed in this long before the term ends. */
    private static final int RENEWAL_OPENS_DAYS = 60;

    /** No plan's grace is longer; covers that ended earlier are not looked at. */
    private static final int LONGEST_GRACE_MONTHS = 12;

    private final Units units;
    private final CoverStore covers;
    private final PolicyStore policies;

    FundCheck(Units units, CoverStore covers, PolicyStore policies) {
        this.units = units;
        this.covers = covers;
        this.policies = policies;
    }

    /** Whose roster, and the rules by which covers decide. */
    record Against(UnitId unit, @Nullable DraftId draft, HeldRules rules) {
        /** On which it is handed in, or the later one that was named: {@link RosterTerms#day}. */
        LocalDate day() {
            return rules.day();
        }
    }

    /** Who of some rows the fund knows, what they hold, and what other units are called. */
    record Known(FundId fund, KnownPeople people, Map<PersonId, List<Held>> held, Map<UnitId, String> names) {
        List<Held> of(CheckedRow row) {
            return held(row, people::find);
        }

        /** The same, also of whom the number was corrected since. */
        List<Held> ever(CheckedRow row) {
            return held(row, people::findEver);
        }

        private List<Held> held(CheckedRow row, Function<String, Optional<PersonId>> owner) {
            String number = row.idNumber();
            return number == null || held.isEmpty()
                    ? List.of()
                    : owner.apply(number)
                            .map(person -> held.getOrDefault(person, List.of()))
                            .orElse(List.of());
        }

        /** True where the row names somebody by a number that was corrected since. */
        boolean isCorrected(CheckedRow row) {
            Applicant applicant = row.applicant();
            return applicant != null && people.isCorrected(applicant.id().number(), applicant.name());
        }

        /** True where the row calls the owner of its number by what is not the owner's name. */
        boolean isNamedOtherwise(CheckedRow row) {
            Applicant applicant = row.applicant();
            return applicant != null && people.isNamedOtherwise(applicant.id().number(), applicant.name());
        }
    }

    /** The day from which on the covers that end matter to a roster whose cover is to start on a day. */
    static LocalDate endsFrom(LocalDate day) {
        return day.minusMonths(LONGEST_GRACE_MONTHS);
    }

    /** The same where it does not matter who renews, unless it decides beside which covers theirs begins. */
    static LocalDate inTheWayFrom(RosterTerms terms) {
        return terms.asksHeld()
                ? terms.starts().minusMonths(terms.longestGrace())
                : renewableUntil(terms.day()).plusDays(1);
    }

    /** Which fund is asked from which day on, see {@link #endsFrom}, and how it is asked for people. */
    record Question(FundId fund, LocalDate endsFrom, Function<List<String>, KnownPeople> knowing) {}

    /** Asks about all rows at once, of whichever units, whose terms share their days. */
    Known ask(Question question, List<UnitRows> units) {
        FundId fund = question.fund();
        List<String> numbers = units.stream()
                .flatMap(unit -> unit.rows().stream())
                .map(CheckedRow::idNumber)
                .filter(Objects::nonNull)
                .toList();
        KnownPeople known = question.knowing().apply(numbers);
        Map<PersonId, List<Held>> held = held(fund, withSlips(known), question.endsFrom());
        LocalDate longest = endsFrom(units.get(0).terms().day());
        if (question.endsFrom().isAfter(longest)) {
            held.putAll(held(fund, atTheAge(units, known), longest));
        }
        return new Known(fund, known, held, unitNames(fund, held));
    }

    private static Set<PersonId> withSlips(KnownPeople known) {
        Set<PersonId> people = known.people();
        Set<PersonId> slips = known.slips();
        if (slips.isEmpty()) {
            return people;
        }
        Set<PersonId> all = new HashSet<>(people);
        all.addAll(slips);
        return all;
    }

    private Map<PersonId, List<Held>> held(FundId fund, Set<PersonId> persons, LocalDate endsFrom) {
        Map<PersonId, List<Held>> held = new HashMap<>();
        for (Held cover : persons.isEmpty() ? List.<Held>of() : covers.held(fund, persons, endsFrom)) {
            held.computeIfAbsent(cover.person(), person -> new ArrayList<>()).add(cover);
        }
        return held;
    }

    /** The few whom it depends on what they hold whether they are young enough on the day on which they begin. */
    private static Set<PersonId> atTheAge(List<UnitRows> units, KnownPeople known) {
        Set<PersonId> people = new HashSet<>();
        for (UnitRows unit : units) {
            LocalDate latest = renewableUntil(unit.terms().starts());
            unit.rows().stream()
                    .map(CheckedRow::applicant)
                    .filter(applicant -> applicant != null && applicant.isTooOldOn(latest))
                    .forEach(applicant -> known.find(applicant.id().number()).ifPresent(people::add));
        }
        return people;
    }

    List<RosterLine> lines(Against against, UnitRows unit, Known known) {
        return unit.rows().stream()
                .map(row ->
                        new RowJudging(against, row, known).line(unit.fixed().contains(row.number())))
                .toList();
    }

    /**
     * Who of the unit, or of one that was merged into it, holds plans so long that the roster cannot renew them; asked only of plans
     * that it matters for.
     */
    WholeRoster.Holders holders(FundId fund, Against against, Set<PlanCode> plans) {
        return plans.isEmpty()
                ? WholeRoster.Holders.NONE
                : policies.holders(fund, withMerged(fund, against.unit()), plans, renewableUntil(against.day()));
    }

    /** The unit, and those that were merged into it, whose workers it reports. */
    private Set<UnitId> withMerged(FundId fund, UnitId unit) {
        Set<UnitId> all = new HashSet<>(units.mergedInto(fund, unit));
        all.add(unit);
        return all;
    }

    private Map<UnitId, String> unitNames(FundId fund, Map<PersonId, List<Held>> held) {
        List<UnitId> all = held.values().stream()
                .flatMap(List::stream)
                .map(Held::unit)
                .distinct()
                .toList();
        return all.isEmpty() ? Map.of() : units.names(fund, all);
    }

    /** Covers that end by then may be renewed on this day: that of {@link RosterTerms#day}. */
    static LocalDate renewableUntil(LocalDate day) {
        return day.plusDays(RENEWAL_OPENS_DAYS);
    }

    /** The first day on which a cover that ends by then may be renewed. */
    static LocalDate renewableFrom(LocalDate ends) {
        return ends.minusDays(RENEWAL_OPENS_DAYS);
    }

    /**
     * Members of the unit, or of one that was merged into it, whose term can be renewed now, is not and whom no row names, whatever
     * else is wrong with the row.
     */
    List<PersonId> missing(Against against, Known known) {
        Set<UnitId> all = withMerged(known.fund(), against.unit());
        LocalDate first = endsFrom(against.day());
        Set<PersonId> unnamed =
                new LinkedHashSet<>(covers.ending(known.fund(), all, first, renewableUntil(against.day())));
        unnamed.removeAll(known.people().people());
        unnamed.removeAll(known.people().slips());
        Map<PersonId, List<Held>> held = held(known.fund(), unnamed, first);
        return unnamed.stream()
                .filter(person -> isMissing(against, all, held.getOrDefault(person, List.of())))
                .toList();
    }

    private static boolean isMissing(Against against, Set<UnitId> units, List<Held> all) {
        List<Held> own = RowJudging.standing(all);
        return own.stream()
                .filter(cover ->
                        units.contains(cover.unit()) && !against.rules().isInTheWay(cover))
                .filter(against.rules()::mayBeRenewed)
                .anyMatch(
                        cover -> own.stream().noneMatch(other -> against.rules().follows(other, cover)));
    }
}
