package org.tongzhou.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What holds for a work unit as a whole: whether all its members take the same number of units, and how many must join. */
public record UnitRules(boolean equalUnits, List<Participation> participation) {
    public static final UnitRules NONE = new UnitRules(false, List.of());
    private static final int WHOLE = 10_000;

    public UnitRules {
        participation = List.copyOf(participation);
    }

    /** With staff below this number (without it: any), at least this share of them must join. */
    public record Participation(OptionalInt staffBelow, Stated<Integer> basisPoints) {
        boolean holdsFor(int staff) {
            return staffBelow.isEmpty() || staff < staffBelow.getAsInt();
        }
    }

    /** How many of this many staff must join; the share rounded up, 0 without a rule. */
    public int mustJoin(int staff) {
        return participation.stream()
                .filter(it -> it.holdsFor(staff))
                .findFirst()
                .map(it -> Math.toIntExact(((long) staff * it.basisPoints().value() + WHOLE - 1) / WHOLE))
                .orElse(0);
    }

    /** The number of units that most hold, of several the lowest; empty where everybody may choose or nobody does. */
    public OptionalInt unitsOfMost(Collection<Integer> units) {
        Map<Integer, Long> holders = new TreeMap<>();
        if (equalUnits) {
            units.forEach(each -> holders.merge(each, 1L, Long::sum));
        }
        return holders.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(Map.Entry.<Integer, Long>comparingByKey().reversed()))
                .map(most -> OptionalInt.of(most.getKey()))
                .orElse(OptionalInt.empty());
    }

    /** True when the rule of equal units is kept. */
    public boolean admits(Collection<Integer> units) {
        return !equalUnits || units.stream().distinct().count() <= 1;
    }
}
