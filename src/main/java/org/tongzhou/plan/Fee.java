package org.tongzhou.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tongzhou.kernel.Money;

/** What a member's cover costs for one term. What a whole policy costs beside it is in {@link Funding}. */
public sealed interface Fee {
    /** The fee of one member; refuses facts that lack what the fee goes {@link #by}. */
    Money charge(FeeFacts member);

    /** The amount that the plan names, for display; of several, the lowest. */
    Stated<Money> amount();

    /** Why no fee can be named for a member. */
    enum Gap {
        /** What the fee goes by is not known. */
        NOT_KNOWN,
        /** The plan names no fee for the class. */
        NOT_NAMED
    }

    /** Empty when {@link #charge(FeeFacts)} answers for these facts. */
    default Optional<Gap> gap(FeeFacts member) {
        return by().filter(it -> !member.knows(it)).map(it -> Gap.NOT_KNOWN);
    }

    /** What a member's fee goes by beside the units; empty when it is the same for all. */
    default Optional<By> by() {
        return Optional.empty();
    }

    /** The fee of a member of whom only the units are known, 1 or more. */
    default Money charge(int units) {
        return charge(FeeFacts.units(units));
    }

    /** The same amount for each unit. */
    record PerUnit(Stated<Money> amount) implements Fee {
        @Override
        public Money charge(FeeFacts member) {
            return amount.value().times(member.units());
        }
    }

    /** The same amount for each member, whatever the units; zero for a plan that is free to the member. */
    record PerPerson(Stated<Money> amount) implements Fee {
        @Override
        public Money charge(FeeFacts member) {
            return amount.value();
        }
    }

    /** Something of the member or of the work unit that decides on the fee. */
    enum By {
        OCCUPATION,
        UNIT_TYPE,
        AVERAGE_AGE,
        AGE,
        INCOME;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An amount by the class that the member or the work unit is in. */
    record Classed(By goesBy, List<OfClass> classes) implements Fee {
        public Classed {
            classes = List.copyOf(classes);
        }

        @Override
        public Money charge(FeeFacts member) {
            String of = member.classOf(goesBy);
            return named(of)
                    .orElseThrow(() -> new IllegalArgumentException("no fee for " + goesBy.code() + " " + of))
                    .sum()
                    .of(member.units());
        }

        @Override
        public Optional<Gap> gap(FeeFacts member) {
            if (!member.knows(goesBy)) {
                return Optional.of(Gap.NOT_KNOWN);
            }
            return named(member.classOf(goesBy)).isPresent() ? Optional.empty() : Optional.of(Gap.NOT_NAMED);
        }

        private Optional<OfClass> named(String code) {
            return classes.stream().filter(it -> it.code().equals(code)).findFirst();
        }

        @Override
        public Stated<Money> amount() {
            return lowest(classes.stream().map(OfClass::sum).toList());
        }

        @Override
        public Optional<By> by() {
            return Optional.of(goesBy);
        }
    }

    /** The amount of one class, such as occupation class {@code 3} or unit type {@code enterprise}. */
    record OfClass(String code, Sum sum) {}

    /** An amount by the member's age or the average age of the work unit's members; bands rise, the last is open. */
    record Banded(By goesBy, List<Band> bands) implements Fee {
        public Banded {
            bands = List.copyOf(bands);
        }

        @Override
        public Money charge(FeeFacts member) {
            int tenths = member.ageTenths(goesBy);
            return bands.stream()
                    .filter(band -> band.includes(tenths))
                    .findFirst()
                    .orElseThrow()
                    .sum()
                    .of(member.units());
        }

        @Override
        public Stated<Money> amount() {
            return lowest(bands.stream().map(Band::sum).toList());
        }

        @Override
        public Optional<By> by() {
            return Optional.of(goesBy);
        }
    }

    /** Up to and including this age; without it, every age above the band before. An average of 35.1 is above 35. */
    record Band(Optional<Integer> upTo, Sum sum) {
        boolean includes(int ageTenths) {
            return upTo.map(years -> ageTenths <= years * 10).orElse(true);
        }
    }

    /** A share of the member's income, rounded HALF_UP to the fen. */
    record OfIncome(Stated<Integer> basisPoints) implements Fee {
        @Override
        public Money charge(FeeFacts member) {
            Money income = member.income()
                    .orElseThrow(() -> new IllegalArgumentException("the fee goes by income, which is not known"));
            return Money.roundHalfUp(java.math.BigDecimal.valueOf(income.fen())
                    .multiply(java.math.BigDecimal.valueOf(basisPoints.value(), 4)));
        }

        @Override
        public Stated<Money> amount() {
            return new Stated<>(Money.ZERO, basisPoints.example());
        }

        @Override
        public Optional<By> by() {
            return Optional.of(By.INCOME);
        }
    }

    private static Stated<Money> lowest(List<Sum> sums) {
        return sums.stream()
                .map(Sum::amount)
                .min(Comparator.comparing(Stated::value))
                .orElseThrow();
    }
}
