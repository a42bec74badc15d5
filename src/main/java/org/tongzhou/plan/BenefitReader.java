package org.tongzhou.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit.Allowance;
import org.tongzhou.plan.Benefit.ClassList;
import org.tongzhou.plan.Benefit.Counted;
import org.tongzhou.plan.Benefit.Disability;
import org.tongzhou.plan.Benefit.LumpSum;
import org.tongzhou.plan.Benefit.Most;
import org.tongzhou.plan.Benefit.Opening;
import org.tongzhou.plan.Benefit.Part;
import org.tongzhou.plan.Benefit.Reimbursement;

/** Reads the benefits of one plan file; the first key of each says its shape. */
final class BenefitReader {
    private static final Map<String, Base> BASES =
            Stream.of(Base.values()).collect(Collectors.toUnmodifiableMap(Base::code, base -> base));
    private static final Map<String, Opening> OPENINGS =
            Stream.of(Opening.values()).collect(Collectors.toUnmodifiableMap(Opening::code, opening -> opening));

    private final Function<Spot, String> clause;
    private final RuleReader rules;
    private final Set<String> codes = new HashSet<>();
    private final Set<String> classes = new HashSet<>();
    private final Set<String> tables;

    /** {@code clause} reads and checks the clause that a mapping quotes; {@code tables} collects the disease tables used. */
    BenefitReader(Function<Spot, String> clause, Set<String> tables) {
        this.clause = clause;
        this.rules = new RuleReader(clause);
        this.tables = tables;
    }

    Optional<Benefit> read(Spot spot) {
        return spot.kind("reimbursement", "lump_sum", "disability", "daily_cash", "per_item")
                .map(kind -> switch (kind) {
                    case "reimbursement" -> reimbursement(spot);
                    case "lump_sum" -> lumpSum(spot);
                    case "disability" -> disability(spot);
                    case "daily_cash" -> dailyCash(spot);
                    default -> perItem(spot);
                });
    }

    private String code(Spot spot) {
        String code = spot.code();
        if (!codes.add(code)) {
            spot.fault(PlanFaultCode.SAME_CODE, code);
        }
        return code;
    }

    private Benefit reimbursement(Spot spot) {
        spot.only("reimbursement", "name", "opens_on", "base", "may_exceed_borne", "clause", "rules");
        return new Reimbursement(
                code(spot.at("reimbursement")),
                spot.at("name").words(),
                spot.at("opens_on").choice(OPENINGS, Opening.STAY),
                spot.at("base").choice(BASES, Base.IN_SCOPE),
                spot.yes("may_exceed_borne", false),
                clause.apply(spot),
                rules.read(spot.at("rules")));
    }

    private Benefit dailyCash(Spot spot) {
        spot.only(
                "daily_cash",
                "name",
                "opens_on",
                "per_day",
                "per_day_per_unit",
                "from_day",
                "last_day_counts",
                "at_most",
                "clause",
                "rules");
        String each = spot.kind("per_day", "per_day_per_unit").orElse("per_day");
        Counted days =
                new Counted(Optional.empty(), spot.at("from_day").integer(1, 366), spot.yes("last_day_counts", false));
        Spot opens = spot.at("opens_on");
        Opening opening = opens.choice(OPENINGS, Opening.STAY);
        if (!opening.needsStay()) {
            opens.fault(PlanFaultCode.NO_CHOICE, opening.code(), "accident_stay, illness_stay, stay");
        }
        return new Allowance(
                code(spot.at("daily_cash")),
                spot.at("name").words(),
                opening,
                days,
                RuleReader.sum(spot, each),
                most(spot, "days"),
                clause.apply(spot),
                spot.maybe("rules").map(rules::read).orElse(List.of()));
    }

    private Benefit perItem(Spot spot) {
        spot.only("per_item", "name", "opens_on", "item", "each", "each_per_unit", "at_most", "clause", "rules");
        String each = spot.kind("each", "each_per_unit").orElse("each");
        return new Allowance(
                code(spot.at("per_item")),
                spot.at("name").words(),
                spot.at("opens_on").choice(OPENINGS, Opening.ANY),
                new Counted(Optional.of(spot.at("item").words()), 1, false),
                RuleReader.sum(spot, each),
                most(spot, "items"),
                clause.apply(spot),
                spot.maybe("rules").map(rules::read).orElse(List.of()));
    }

    private Optional<Most> most(Spot spot, String key) {
        return spot.maybe("at_most").map(it -> {
            it.only(key, "per", "clause");
            return new Most(
                    it.at(key).stated(number -> number.integer(1, 9_999)),
                    it.at("per").choice(RuleReader.PERIODS, Per.TERM),
                    clause.apply(it));
        });
    }

    private Benefit lumpSum(Spot spot) {
        spot.only("lump_sum", "name", "once_per", "each_list", "clause", "diseases", "lists");
        Optional<DiseaseTable> table = spot.maybe("diseases").flatMap(this::table);
        Set<String> lists = new HashSet<>();
        Set<String> listed = new HashSet<>();
        return new LumpSum(
                code(spot.at("lump_sum")),
                spot.at("name").words(),
                spot.at("once_per").choice(RuleReader.PERIODS, Per.TERM),
                spot.maybe("each_list")
                        .map(it -> it.choice(Map.of("once", true, "difference", false), false))
                        .orElse(false),
                clause.apply(spot),
                spot.at("lists").items().stream()
                        .map(list -> once(list, classList(list, spot, table), lists, listed))
                        .toList());
    }

    /** A class that is confirmed stands for its list: no other of the benefit, neither by its name nor by this class, may mean it too. */
    private static ClassList once(Spot spot, ClassList list, Set<String> names, Set<String> classes) {
        Set<String> own =
                list.classes().stream().map(DiseaseClass::code).collect(Collectors.toCollection(LinkedHashSet::new));
        Stream<String> twice = names.add(list.code()) ? own.stream().filter(classes::contains) : Stream.of(list.code());
        twice.findFirst().ifPresent(name -> spot.at("list").fault(PlanFaultCode.LISTED_TWICE, name));
        classes.addAll(own);
        return list;
    }

    private Optional<DiseaseTable> table(Spot spot) {
        String name = spot.text();
        tables.add(name);
        Optional<DiseaseTable> table = DiseaseTable.shippedText(name)
                .map(text -> DiseaseTable.parse(name + ".yaml", text))
                .flatMap(DiseaseTable.Parsed::table);
        if (table.isEmpty() && !name.isEmpty()) {
            spot.fault(PlanFaultCode.NO_TABLE, name);
        }
        return table;
    }

    private ClassList classList(Spot spot, Spot benefit, Optional<DiseaseTable> table) {
        spot.only("list", "per_unit", "parts", "clause", "classes");
        String name = spot.at("list").code();
        List<DiseaseClass> found = spot.maybe("classes")
                .map(it -> it.items().stream()
                        .map(item -> DiseaseTable.diseaseClass(item, classes))
                        .toList())
                .orElseGet(() -> listed(name, spot, benefit, table));
        List<Part> parts = parts(spot);
        Stated<Money> perUnit = parts.isEmpty() ? spot.at("per_unit").stated(Spot::yuan) : total(parts);
        return new ClassList(name, perUnit, parts, clause.apply(spot), found);
    }

    private static List<DiseaseClass> listed(String name, Spot spot, Spot benefit, Optional<DiseaseTable> table) {
        if (benefit.maybe("diseases").isEmpty()) {
            spot.at("classes");
        }
        List<DiseaseClass> found =
                table.map(it -> it.lists().getOrDefault(name, List.of())).orElse(List.of());
        if (found.isEmpty() && table.isPresent()) {
            spot.at("list")
                    .fault(
                            PlanFaultCode.NO_LIST,
                            name,
                            String.join(", ", table.get().lists().keySet()));
        }
        return found;
    }

    private List<Part> parts(Spot spot) {
        if (spot.kind("per_unit", "parts").orElse("per_unit").equals("per_unit")) {
            return List.of();
        }
        return spot.at("parts").items().stream()
                .map(it -> {
                    it.only("part", "name", "per_unit", "clause");
                    return new Part(
                            it.at("part").code(),
                            it.at("name").words(),
                            it.at("per_unit").stated(Spot::yuan),
                            clause.apply(it));
                })
                .toList();
    }

    private static Stated<Money> total(List<Part> parts) {
        Money sum = parts.stream().map(it -> it.perUnit().value()).reduce(Money.ZERO, Money::plus);
        return new Stated<>(sum, parts.stream().anyMatch(it -> it.perUnit().example()));
    }

    private Benefit disability(Spot spot) {
        spot.only("disability", "name", "sum_per_unit", "grades", "judged_by_day", "clause");
        return new Disability(
                code(spot.at("disability")),
                spot.at("name").words(),
                spot.at("sum_per_unit").stated(Spot::yuan),
                spot.at("grades")
                        .stated(it -> it.items().stream().map(Spot::percent).toList()),
                spot.at("judged_by_day").integer(1, 730),
                clause.apply(spot));
    }
}
