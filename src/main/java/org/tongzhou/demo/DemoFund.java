package org.tongzhou.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Aim;
import org.tongzhou.organisation.Division;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.Targets;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.organisation.Units;

/** The demonstration's union tree: every city of the province with a sample unit or two, the units of the five people, and targets. */
@Component
@Profile("demo")
class DemoFund {
    static final String DAYE = "大冶铁矿样例公司";
    static final String DAYE_COUNTY = "420281";
    static final int STAFF = 24;
    private static final int TARGET_YEAR = 2026;
    private static final List<String> TRADES = List.of("纺织", "机械", "供热", "食品", "建材", "公交", "医药", "物流");
    /** Half of the fee by the employer, half by the worker, as published for a subsidy programme. */
    private static final FeeShares HALVES = new FeeShares(5_000, 5_000, 0, 0);
    /** Daye shows all three payers: 40 % worker, 40 % employer, 20 % union [example]. */
    private static final FeeShares THREE = new FeeShares(4_000, 4_000, 2_000, 0);

    private final FundId fund;
    private final Divisions divisions;
    private final Units units;
    private final UnitRegister register;
    private final Targets aims;

    DemoFund(FundId fund, Divisions divisions, Units units, UnitRegister register, Targets aims) {
        this.fund = fund;
        this.divisions = divisions;
        this.units = units;
        this.register = register;
        this.aims = aims;
    }

    /** The tree's units by their names. */
    record Tree(Map<String, Unit> byName) {
        Unit get(String name) {
            return Optional.ofNullable(byName.get(name))
                    .orElseThrow(() -> new IllegalStateException("no unit " + name));
        }
    }

    /** Registering goes on where an earlier run stopped. */
    Tree register(Instant now) {
        Actor system = founder();
        Map<String, Unit> byName = new LinkedHashMap<>();
        for (NewUnit unit : all()) {
            byName.put(unit.name(), registered(system, unit, now));
        }
        return new Tree(byName);
    }

    /** About what the sample staff reach, so that some counties stand above their target and some below. */
    void aim(Instant now) {
        Map<String, Long> lastYear = new HashMap<>();
        Map<String, Long> targets = new HashMap<>();
        List<NewUnit> sample = all();
        for (int i = 0; i < sample.size(); i++) {
            boolean joinsNow = sample.get(i).name().equals(DAYE);
            long aim = joinsNow ? 1_620 : STAFF - 6 + i * 7 % 13;
            targets.merge(sample.get(i).county(), aim, Long::sum);
            if (!joinsNow) {
                lastYear.merge(sample.get(i).county(), aim, Long::sum);
            }
        }
        aim(TARGET_YEAR - 1, lastYear, now);
        aim(TARGET_YEAR, targets, now);
    }

    private void aim(int year, Map<String, Long> wanted, Instant now) {
        Map<String, Long> set = aims.byCounty(Scope.province(fund), year);
        List<Aim> changes = wanted.entrySet().stream()
                .map(to -> new Aim(to.getKey(), set.getOrDefault(to.getKey(), 0L), to.getValue()))
                .toList();
        aims.aim(founder(), year, changes, now);
    }

    /** Units whose invented staff join before the demonstration begins. */
    List<Unit> withInventedStaff(Tree tree) {
        return tree.byName().values().stream()
                .filter(unit -> unit.name().endsWith("样例公司") && !unit.name().equals(DAYE))
                .toList();
    }

    /** Who founds the fund before there is anybody: the system, as an administrator. */
    private Actor founder() {
        return new Actor(0, "system", Scope.province(fund), Set.of(Role.ADMIN, Role.MANAGER), null, null);
    }

    private Unit registered(Actor system, NewUnit unit, Instant now) {
        return units.search(system, unit.name(), "").items().stream()
                .filter(known -> known.name().equals(unit.name()))
                .findFirst()
                .orElseGet(() -> units.find(system, register.register(system, unit, now)));
    }

    private List<NewUnit> all() {
        List<NewUnit> all = new ArrayList<>();
        all.add(new NewUnit(SampleCodes.unit(DAYE_COUNTY, 1), DAYE, UnitKind.ENTERPRISE, DAYE_COUNTY, 1_720, THREE));
        for (SamplePerson person : SamplePerson.coveredBefore()) {
            UnitKind kind = person.isGigWorker() ? UnitKind.GIG_UNION : UnitKind.ENTERPRISE;
            all.add(new NewUnit(
                    SampleCodes.unit(person.county(), all.size() + 1),
                    person.unit(),
                    kind,
                    person.county(),
                    120,
                    HALVES));
        }
        for (Division county : sampleCounties()) {
            int number = all.size() + 1;
            String name = county.name() + TRADES.get(number % TRADES.size()) + "样例公司";
            all.add(new NewUnit(
                    SampleCodes.unit(county.code(), number), name, UnitKind.ENTERPRISE, county.code(), STAFF, HALVES));
        }
        return all;
    }

    /** The first two counties of each city, and the counties that answer to the province. */
    private List<Division> sampleCounties() {
        String province = Integer.toString(fund.code());
        List<Division> counties = new ArrayList<>(divisions.counties(province));
        divisions
                .cities(province)
                .forEach(city ->
                        divisions.counties(city.code()).stream().limit(2).forEach(counties::add));
        return counties;
    }
}
