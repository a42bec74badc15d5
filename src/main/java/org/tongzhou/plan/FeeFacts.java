package org.tongzhou.plan;

import java.util.Optional;
import java.util.OptionalInt;
import org.tongzhou.kernel.Money;

/** What a member's fee may go by: the units held, and as far as known the rest. The average age is in tenths of a year. */
public record FeeFacts(
        int units,
        Optional<String> occupation,
        Optional<String> unitType,
        OptionalInt age,
        OptionalInt averageAgeTenths,
        Optional<Money> income) {
    public FeeFacts {
        if (units < 1) {
            throw new IllegalArgumentException("a cover has at least one unit");
        }
    }

    public static FeeFacts units(int units) {
        return new FeeFacts(
                units, Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    public FeeFacts withOccupation(String occupationClass) {
        return new FeeFacts(units, Optional.of(occupationClass), unitType, age, averageAgeTenths, income);
    }

    public FeeFacts withUnitType(String type) {
        return new FeeFacts(units, occupation, Optional.of(type), age, averageAgeTenths, income);
    }

    public FeeFacts withAge(int years) {
        return new FeeFacts(units, occupation, unitType, OptionalInt.of(years), averageAgeTenths, income);
    }

    public FeeFacts withAverageAge(int tenths) {
        return new FeeFacts(units, occupation, unitType, age, OptionalInt.of(tenths), income);
    }

    public FeeFacts withIncome(Money amount) {
        return new FeeFacts(units, occupation, unitType, age, averageAgeTenths, Optional.of(amount));
    }

    /** The average of ages in completed years, in tenths of a year, rounded HALF_UP; {@code people} 1 or more. */
    public static int averageTenths(long yearsTogether, long people) {
        return Math.toIntExact((yearsTogether * 20 + people) / (people * 2));
    }

    boolean knows(Fee.By by) {
        return switch (by) {
            case OCCUPATION -> occupation.isPresent();
            case UNIT_TYPE -> unitType.isPresent();
            case AGE -> age.isPresent();
            case AVERAGE_AGE -> averageAgeTenths.isPresent();
            case INCOME -> income.isPresent();
        };
    }

    String classOf(Fee.By by) {
        return (by == Fee.By.OCCUPATION ? occupation : unitType).orElseThrow(() -> unknown(by));
    }

    int ageTenths(Fee.By by) {
        return by == Fee.By.AGE
                ? age.orElseThrow(() -> unknown(by)) * 10
                : averageAgeTenths.orElseThrow(() -> unknown(by));
    }

    private static IllegalArgumentException unknown(Fee.By by) {
        return new IllegalArgumentException("the fee goes by " + by.code() + ", which is not known");
    }
}
