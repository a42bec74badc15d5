package org.tongzhou.reporting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Division;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.Target;
import org.tongzhou.organisation.Targets;

/** The figures of a territory, for management and audit. */
@Component
public class Figures {
    private final FigureStore store;
    private final Targets aims;
    private final Divisions divisions;

    Figures(FigureStore store, Targets aims, Divisions divisions) {
        this.store = store;
        this.aims = aims;
        this.divisions = divisions;
    }

    /**
     * The year of {@code area}, which must lie in the actor's territory, by the regions right below it; all numbers are
     * of one snapshot of the database. A county is its own only region.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Overview of(Actor actor, Scope area, int year, Instant now) {
        actor.require(Role.MANAGER, Role.AUDITOR);
        actor.requireWithin(area.path());
        int step = regionStep(area);
        Year rows =
                new Year(store.joined(area, step, year), store.paid(area, step, year), store.decided(area, step, year));
        return new Overview(
                area,
                year,
                now,
                regions(area, year, rows),
                store.units(area, year),
                rows.joined().stream().mapToLong(Joined::gig).sum(),
                byMonth(rows.joined()),
                payouts(rows.paid()),
                days(rows.decided()));
    }

    /** People insured in a year in the actor's territory, by the path of their county. */
    public Map<String, Long> insured(Actor actor, int year) {
        actor.require(Role.MANAGER, Role.AUDITOR, Role.ADMIN);
        return store.insured(actor.scope(), year);
    }

    private record Year(List<Joined> joined, List<Paid> paid, List<Decided> decided) {}

    /** Which step of a unit's path names the region, as split_part counts. */
    private static int regionStep(Scope area) {
        int steps = (int) area.path().chars().filter(c -> c == '/').count() - 1;
        return area.level() == Level.PROVINCE || area.level() == Level.CITY ? steps + 2 : steps + 1;
    }

    private List<RegionFigures> regions(Scope area, int year, Year rows) {
        Map<String, Long> targets = new TreeMap<>();
        for (Target target : aims.of(area, year)) {
            targets.merge(target.path().split("/", -1)[regionStep(area) - 1], target.insured(), Long::sum);
        }
        TreeSet<String> codes = new TreeSet<>(below(area));
        rows.joined().forEach(row -> codes.add(row.region()));
        rows.paid().forEach(row -> codes.add(row.region()));
        rows.decided().forEach(row -> codes.add(row.region()));
        codes.addAll(targets.keySet());
        return codes.stream()
                .map(code -> region(area, code, targets.getOrDefault(code, 0L), rows))
                .toList();
    }

    /** The regions that exist today; former ones join by having figures. */
    private List<String> below(Scope area) {
        String[] steps = area.path().split("/", -1);
        String code = steps[steps.length - 2];
        if (area.level() != Level.PROVINCE && area.level() != Level.CITY) {
            return List.of(code);
        }
        return Stream.concat(divisions.cities(code).stream(), divisions.counties(code).stream())
                .map(Division::code)
                .toList();
    }

    private RegionFigures region(Scope area, String code, long target, Year rows) {
        List<Joined> joined =
                rows.joined().stream().filter(r -> r.region().equals(code)).toList();
        List<Paid> paid =
                rows.paid().stream().filter(r -> r.region().equals(code)).toList();
        List<Decided> decided =
                rows.decided().stream().filter(r -> r.region().equals(code)).toList();
        boolean itself = area.path().endsWith("/" + code + "/");
        return new RegionFigures(
                code,
                divisions.nameOf(code),
                itself ? area.path() : area.path() + code + "/",
                joined.stream().mapToLong(Joined::people).sum(),
                target,
                Money.ofFen(joined.stream().mapToLong(Joined::feeFen).sum()),
                paid.stream().mapToLong(Paid::count).sum(),
                Money.ofFen(paid.stream().mapToLong(Paid::fen).sum()),
                decided.stream().mapToLong(Decided::count).sum(),
                decided.stream().mapToLong(r -> r.count() * r.days()).sum());
    }

    private static List<Long> byMonth(List<Joined> joined) {
        Long[] months = zeros(12);
        joined.forEach(row -> months[row.month() - 1] += row.people());
        return Arrays.asList(months);
    }

    private static Map<String, List<Long>> payouts(List<Paid> paid) {
        Map<String, Long[]> plans = new TreeMap<>();
        for (Paid row : paid) {
            plans.computeIfAbsent(row.plan(), plan -> zeros(12))[row.month() - 1] += row.fen();
        }
        Map<String, List<Long>> lists = new TreeMap<>();
        plans.forEach((plan, months) -> lists.put(plan, new ArrayList<>(Arrays.asList(months))));
        return lists;
    }

    private static List<Long> days(List<Decided> decided) {
        Long[] days = zeros(Overview.LONGEST + 2);
        for (Decided row : decided) {
            days[Math.min(row.days(), Overview.LONGEST + 1)] += row.count();
        }
        return Arrays.asList(days);
    }

    private static Long[] zeros(int n) {
        Long[] zeros = new Long[n];
        Arrays.fill(zeros, 0L);
        return zeros;
    }
}
