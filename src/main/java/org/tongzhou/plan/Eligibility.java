package org.tongzhou.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tongzhou.kernel.Sex;

/**
 * Who may join. Ages are completed years on the effective day, both ends included: with 60, until the day before the
 * 61st birthday. {@code employeeMedical}: the person must be in the state employee medical insurance. Empty sets of unit
 * types and occupation classes admit all.
 */
public record Eligibility(
        Optional<Sex> only,
        int minAge,
        int maxAge,
        boolean employeeMedical,
        Set<String> unitTypes,
        Set<String> occupations) {
    public Eligibility {
        unitTypes = java.util.Collections.unmodifiableSet(new TreeSet<>(unitTypes));
        occupations = java.util.Collections.unmodifiableSet(new TreeSet<>(occupations));
    }

    /** Why a person may not join. */
    public enum Fault {
        TOO_YOUNG,
        TOO_OLD,
        WRONG_SEX,
        NOT_INSURED,
        WRONG_UNIT_TYPE,
        WRONG_OCCUPATION
    }

    /** Who wants to join; what is not known is not held against them. */
    public record Joiner(
            Sex sex,
            int ageOnEffectiveDay,
            Optional<Boolean> employeeMedical,
            Optional<String> unitType,
            Optional<String> occupation) {}

    /** All faults in a fixed order (age, then sex); empty when the person may join as far as these two say. */
    public List<Fault> faults(Sex sex, int ageOnEffectiveDay) {
        return faults(new Joiner(sex, ageOnEffectiveDay, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** All faults in the order of {@link Fault}; empty when the person may join. */
    public List<Fault> faults(Joiner joiner) {
        List<Fault> faults = new ArrayList<>();
        add(faults, joiner.ageOnEffectiveDay() < minAge, Fault.TOO_YOUNG);
        add(faults, joiner.ageOnEffectiveDay() > maxAge, Fault.TOO_OLD);
        add(faults, !admits(joiner.sex()), Fault.WRONG_SEX);
        add(faults, employeeMedical && !joiner.employeeMedical().orElse(true), Fault.NOT_INSURED);
        add(faults, isOutside(unitTypes, joiner.unitType()), Fault.WRONG_UNIT_TYPE);
        add(faults, isOutside(occupations, joiner.occupation()), Fault.WRONG_OCCUPATION);
        return List.copyOf(faults);
    }

    private static void add(List<Fault> faults, boolean applies, Fault fault) {
        if (applies) {
            faults.add(fault);
        }
    }

    private static boolean isOutside(Set<String> admitted, Optional<String> given) {
        return !admitted.isEmpty() && given.map(it -> !admitted.contains(it)).orElse(false);
    }

    /** True when who was born then is older on this day than the plan admits. */
    public boolean isTooOld(LocalDate born, LocalDate day) {
        return ChronoUnit.YEARS.between(born, day) > maxAge;
    }

    public boolean admits(Sex sex) {
        return only.map(sex::equals).orElse(true);
    }

    public boolean admitsUnitType(String unitType) {
        return !isOutside(unitTypes, Optional.of(unitType));
    }
}
