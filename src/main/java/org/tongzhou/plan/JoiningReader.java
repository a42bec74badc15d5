package org.tongzhou.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Fee.Band;
import org.tongzhou.plan.Fee.By;
import org.tongzhou.plan.Fee.OfClass;
import org.tongzhou.plan.Funding.FixedPart;
import org.tongzhou.plan.Funding.Payer;
import org.tongzhou.plan.UnitRules.Participation;

/** Reads the rules of joining: who, for how much, with which other plans, how many of a work unit. */
final class JoiningReader {
    private static final int WHOLE = 10_000;

    private JoiningReader() {}

    static Joining read(Spot spot) {
        spot.only(
                "sex",
                "age",
                "employee_medical",
                "unit_types",
                "occupations",
                "fee",
                "max_units",
                "equal_units",
                "participation",
                "requires",
                "excludes",
                "term_months",
                "grace_months",
                "roster_column");
        return new Joining(
                eligibility(spot),
                fee(spot.at("fee")),
                funding(spot.at("fee")),
                spot.at("max_units").stated(it -> it.integer(1, 99)),
                spot.at("term_months").stated(it -> it.integer(1, 120)),
                spot.at("grace_months").integer(0, 12),
                spot.maybe("roster_column").map(Spot::text),
                links(spot),
                new UnitRules(spot.yes("equal_units", false), participation(spot)));
    }

    private static Eligibility eligibility(Spot spot) {
        Spot age = spot.at("age").only("from", "to");
        int from = age.at("from").integer(0, 120);
        int to = age.at("to").integer(0, 120);
        if (to < from) {
            age.at("to").fault(PlanFaultCode.AGES, Integer.toString(from));
        }
        Map<String, Optional<Sex>> sexes =
                Map.of("any", Optional.empty(), "female", Optional.of(Sex.FEMALE), "male", Optional.of(Sex.MALE));
        return new Eligibility(
                spot.at("sex").choice(sexes, Optional.empty()),
                from,
                to,
                spot.at("employee_medical").yes(),
                set(spot, "unit_types", Spot::name),
                set(spot, "occupations", Spot::name));
    }

    private static <T> Set<T> set(Spot spot, String key, Function<Spot, T> read) {
        return new TreeSet<>(spot.maybe(key)
                .map(list -> list.items().stream().map(read).toList())
                .orElse(List.of()));
    }

    private static PlanLinks links(Spot spot) {
        PlanLinks links = new PlanLinks(set(spot, "requires", Spot::planCode), set(spot, "excludes", Spot::planCode));
        links.clashes(links.requires())
                .forEach(both -> spot.at("excludes").fault(PlanFaultCode.BOTH_WAYS, both.value()));
        return links;
    }

    private static List<Participation> participation(Spot spot) {
        List<Spot> items = spot.maybe("participation").map(Spot::items).orElse(List.of());
        List<Participation> floors = new ArrayList<>();
        int last = 0;
        for (Spot item : items) {
            item.only("staff_below", "at_least");
            Optional<Integer> below = item.maybe("staff_below").map(it -> it.integer(1, 999_999));
            boolean isLast = floors.size() == items.size() - 1;
            if (below.isEmpty() != isLast) {
                item.fault(isLast ? PlanFaultCode.TIER_CLOSED : PlanFaultCode.TIER_OPEN);
            }
            if (below.isPresent() && below.get() <= last) {
                item.at("staff_below")
                        .fault(PlanFaultCode.TIER_ORDER, below.get().toString(), Integer.toString(last));
            }
            last = below.orElse(last);
            floors.add(new Participation(
                    below.map(OptionalInt::of).orElse(OptionalInt.empty()),
                    item.at("at_least").stated(Spot::percent)));
        }
        return floors;
    }

    private static Fee fee(Spot spot) {
        String[] kinds = {
            "per_unit", "per_person", "by_occupation", "by_unit_type", "by_average_age", "by_age", "rate_of_income"
        };
        spot.only(
                "per_unit",
                "per_person",
                "by_occupation",
                "by_unit_type",
                "by_average_age",
                "by_age",
                "rate_of_income",
                "per_policy",
                "shares");
        return switch (spot.kind(kinds).orElse("per_unit")) {
            case "per_person" -> new Fee.PerPerson(spot.at("per_person").stated(Spot::yuan));
            case "by_occupation" -> classed(spot.at("by_occupation"), By.OCCUPATION);
            case "by_unit_type" -> classed(spot.at("by_unit_type"), By.UNIT_TYPE);
            case "by_average_age" -> banded(spot.at("by_average_age"), By.AVERAGE_AGE);
            case "by_age" -> banded(spot.at("by_age"), By.AGE);
            case "rate_of_income" -> new Fee.OfIncome(spot.at("rate_of_income").stated(Spot::percent));
            default -> new Fee.PerUnit(spot.at("per_unit").stated(Spot::yuan));
        };
    }

    private static Sum sum(Spot spot) {
        return RuleReader.sum(spot, spot.kind("per_unit", "per_person").orElse("per_unit"));
    }

    private static Fee classed(Spot list, By by) {
        Set<String> seen = new TreeSet<>();
        return new Fee.Classed(
                by,
                list.items().stream()
                        .map(item -> {
                            item.only("class", "per_unit", "per_person");
                            String code = item.at("class").name();
                            if (!seen.add(code)) {
                                item.at("class").fault(PlanFaultCode.SAME_CODE, code);
                            }
                            return new OfClass(code, sum(item));
                        })
                        .toList());
    }

    private static Fee banded(Spot list, By by) {
        List<Spot> items = list.items();
        List<Band> bands = new ArrayList<>();
        int last = -1;
        for (Spot item : items) {
            item.only("up_to", "per_unit", "per_person");
            Optional<Integer> upTo = item.maybe("up_to").map(it -> it.integer(0, 120));
            boolean isLast = bands.size() == items.size() - 1;
            if (upTo.isEmpty() != isLast) {
                item.fault(isLast ? PlanFaultCode.TIER_CLOSED : PlanFaultCode.TIER_OPEN);
            }
            if (upTo.isPresent() && upTo.get() <= last) {
                item.at("up_to").fault(PlanFaultCode.TIER_ORDER, upTo.get().toString(), Integer.toString(last));
            }
            last = upTo.orElse(last);
            bands.add(new Band(upTo, sum(item)));
        }
        return new Fee.Banded(by, bands);
    }

    private static Funding funding(Spot fee) {
        List<FixedPart> parts = fee.maybe("per_policy").map(Spot::items).orElse(List.of()).stream()
                .map(part -> {
                    part.only("part", "name", "amount");
                    return new FixedPart(
                            part.at("part").code(),
                            part.at("name").words(),
                            part.at("amount").stated(Spot::yuan));
                })
                .toList();
        return new Funding(parts, fee.maybe("shares").map(JoiningReader::shares).orElse(Map.of()));
    }

    private static Map<Payer, Integer> shares(Spot spot) {
        Map<Payer, Integer> shares = new EnumMap<>(Payer.class);
        spot.only("employer", "worker", "union", "donor");
        for (Payer payer : Payer.values()) {
            spot.maybe(payer.code()).map(Spot::percent).ifPresent(share -> shares.put(payer, share));
        }
        int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        if (sum != WHOLE) {
            spot.fault(
                    PlanFaultCode.SHARES_SUM,
                    org.tongzhou.kernel.Money.ofFen(sum).plainYuan() + "%");
        }
        return shares;
    }
}
