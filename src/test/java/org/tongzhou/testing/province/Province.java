package org.tongzhou.testing.province;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.testing.TestData;

/**
 * A province of so many people in the first year, in units whose sizes fall like Zipf's law: at 1,857,000 people 11,650
 * units, the largest near 20,000. In the second year 8 % have left and as many have joined. Everything follows from size
 * and seed; nothing is kept but the units' bounds, so that a whole province streams through little memory.
 */
public final class Province {
    /** Years of the two rosters. */
    public static final int FIRST_YEAR = 2025;

    /** The plans of {@link Member#units}, by code, and their roster columns. */
    static final List<String> PLANS = List.of("hospital", "critical", "women", "accident");

    static final List<String> COLUMNS = List.of("住院医疗", "重大疾病", "女职工特病", "意外伤害");

    private static final double PEOPLE_PER_UNIT = 1_857_000 / 11_650.0;
    private static final double ZIPF_SHIFT = 14;
    private static final long PEOPLE_OF_A_PART = 28_000_000;
    private static final int UNITS_OF_A_PART = 200_000;
    private static final int CHANGE_PER_MILLE = 80;
    private static final List<String> COUNTIES = counties();
    private static final String[] TRADES = {
        "机械", "纺织", "建筑", "电力", "公交", "医院", "小学", "水务", "粮油", "汽配", "物流", "环卫", "商贸", "矿业", "印务"
    };
    private static final FeeShares[] AGREEMENTS = {
        new FeeShares(5_000, 5_000, 0, 0), new FeeShares(0, 10_000, 0, 0), new FeeShares(3_000, 7_000, 0, 0)
    };

    /** As many as a province's file may name. */
    public static final int MOST = 25_000_000;

    private final Draw draw;
    private final Members members;
    private final int persons;
    private final int part;
    private final long[] staff;
    private final long[] joiners;

    public Province(int persons, long seed) {
        this(persons, seed, 0);
    }

    /** Several that share nobody and no unit can live in one fund: the {@code part}-th, from 0. */
    public Province(int persons, long seed, int part) {
        if (persons < 1 || persons > MOST) {
            throw new IllegalArgumentException("1 to %,d people, not %d".formatted(MOST, persons));
        }
        this.draw = new Draw(seed);
        this.members = new Members(draw);
        this.persons = persons;
        this.part = part;
        this.staff = bounds(sizes(persons), 0);
        this.joiners = bounds(joining(), persons);
    }

    private static long[] sizes(int persons) {
        int units = (int) Math.max(1, Math.round(persons / PEOPLE_PER_UNIT));
        double whole = 0;
        for (int k = 0; k < units; k++) {
            whole += 1 / (k + 1 + ZIPF_SHIFT);
        }
        long[] sizes = new long[units];
        long left = persons;
        for (int k = units - 1; k > 0; k--) {
            sizes[k] = Math.max(1, Math.min(left - k, Math.round(persons / whole / (k + 1 + ZIPF_SHIFT))));
            left -= sizes[k];
        }
        sizes[0] = left;
        return sizes;
    }

    private long[] joining() {
        long[] sizes = new long[units()];
        for (int k = 0; k < sizes.length; k++) {
            long size = staff[k + 1] - staff[k];
            sizes[k] = (size * CHANGE_PER_MILLE + draw.below(1_000, 20, k)) / 1_000;
        }
        return sizes;
    }

    private static long[] bounds(long[] sizes, long from) {
        long[] bounds = new long[sizes.length + 1];
        bounds[0] = from;
        for (int k = 0; k < sizes.length; k++) {
            bounds[k + 1] = bounds[k] + sizes[k];
        }
        return bounds;
    }

    Draw draw() {
        return draw;
    }

    int persons() {
        return persons;
    }

    /** Everybody who was ever in a roster: members 0 to this, exclusive. */
    long everybody() {
        return joiners[joiners.length - 1];
    }

    int units() {
        return staff.length - 1;
    }

    Workplace unit(int number) {
        String county = COUNTIES.get(
                Math.min(draw.below(COUNTIES.size(), 21, number), draw.below(COUNTIES.size(), 22, number)));
        String trade = TRADES[draw.below(TRADES.length, 23, number)];
        UnitKind kind = trade.equals("医院") || trade.equals("小学") ? UnitKind.INSTITUTION : UnitKind.ENTERPRISE;
        return new Workplace(
                number,
                TestData.unitCode(100_000_000 + part * UNITS_OF_A_PART + number),
                "第" + (number + 1) + trade + "单位",
                kind,
                county,
                AGREEMENTS[draw.below(AGREEMENTS.length, 24, number)],
                staff[number],
                (int) (staff[number + 1] - staff[number]),
                joiners[number],
                (int) (joiners[number + 1] - joiners[number]));
    }

    Member member(long number) {
        return members.member(number, part * PEOPLE_OF_A_PART + number);
    }

    boolean leaves(long number) {
        return number < persons && draw.isOneOf(CHANGE_PER_MILLE, 25, number);
    }

    /** The unit of a member: a search among the bounds. */
    int unitOf(long number) {
        long[] bounds = number < persons ? staff : joiners;
        int low = 0;
        int high = bounds.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (bounds[middle] <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The people of a unit's roster of a year, in their order. */
    void roster(Workplace unit, int year, Consumer<Member> people) {
        for (long n = unit.first(); n < unit.first() + unit.staff(); n++) {
            if (year == FIRST_YEAR || !leaves(n)) {
                people.accept(member(n));
            }
        }
        for (long n = unit.firstJoiner(); year > FIRST_YEAR && n < unit.firstJoiner() + unit.joiners(); n++) {
            people.accept(member(n));
        }
    }

    private static List<String> counties() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Province.class.getResourceAsStream("/divisions/areas.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("42"))
                    .map(line -> line.substring(0, 6))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
