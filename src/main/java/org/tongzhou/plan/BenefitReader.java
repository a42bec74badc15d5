package org.tongzhou.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongzhou.plan.Benefit.ClassList;
import org.tongzhou.plan.Benefit.Disability;
import org.tongzhou.plan.Benefit.LumpSum;
import org.tongzhou.plan.Benefit.Opening;
import org.tongzhou.plan.Benefit.Reimbursement;
import org.tongzhou.plan.PlanFault.Code;

/** Reads the benefits of one plan file; the first key of each says its shape. */
final class BenefitReader {
    private static final Map<String, Per> PERIODS =
            Stream.of(Per.values()).collect(Collectors.toUnmodifiableMap(Per::code, per -> per));
    private static final Map<String, Base> BASES =
            Stream.of(Base.values()).collect(Collectors.toUnmodifiableMap(Base::code, base -> base));

    private final Function<Spot, String> clause;
    private final Set<String> codes = new HashSet<>();
    private final Set<String> tables;

    /** {@code clause} reads and checks the clause that a mapping quotes; {@code tables} collects the disease tables used. */
    BenefitReader(Function<Spot, String> clause, Set<String> tables) {
        this.clause = clause;
        this.tables = tables;
    }

    Optional<Benefit> read(Spot spot) {
        return spot.kind("reimbursement", "lump_sum", "disability").map(kind -> switch (kind) {
            case "reimbursement" -> reimbursement(spot);
            case "lump_sum" -> lumpSum(spot);
            default -> disability(spot);
        });
    }

    private String code(Spot spot) {
        String code = spot.code();
        if (!codes.add(code)) {
            spot.fault(Code.SAME_CODE, code);
        }
        return code;
    }

    private Benefit reimbursement(Spot spot) {
        spot.only("reimbursement", "name", "opens_on", "base", "clause", "rules");
        Map<String, Opening> openings = Map.of("stay", Opening.STAY, "accident", Opening.ACCIDENT);
        return new Reimbursement(
                code(spot.at("reimbursement")),
                spot.at("name").words(),
                spot.at("opens_on").choice(openings, Opening.STAY),
                spot.at("base").choice(BASES, Base.IN_SCOPE),
                clause.apply(spot),
                spot.at("rules").items().stream()
                        .flatMap(rule -> rule(rule).stream())
                        .toList());
    }

    private Optional<Rule> rule(Spot spot) {
        return spot.kind("rate", "cap_per_unit").map(kind -> kind.equals("rate") ? rate(spot) : cap(spot));
    }

    private Rule rate(Spot spot) {
        spot.only("rate", "clause");
        return new Rule.Rate(spot.at("rate").stated(Spot::percent), clause.apply(spot));
    }

    private Rule cap(Spot spot) {
        spot.only("cap_per_unit", "per", "clause");
        return new Rule.Cap(
                spot.at("cap_per_unit").stated(Spot::yuan),
                spot.at("per").choice(PERIODS, Per.EVENT),
                clause.apply(spot));
    }

    private Benefit lumpSum(Spot spot) {
        spot.only("lump_sum", "name", "once_per", "clause", "diseases", "lists");
        Map<String, Per> periods = Map.of("term", Per.TERM, "life", Per.LIFE);
        Optional<DiseaseTable> table = table(spot.at("diseases"));
        return new LumpSum(
                code(spot.at("lump_sum")),
                spot.at("name").words(),
                spot.at("once_per").choice(periods, Per.TERM),
                clause.apply(spot),
                spot.at("lists").items().stream()
                        .map(list -> classList(list, table))
                        .toList());
    }

    private Optional<DiseaseTable> table(Spot spot) {
        String name = spot.text();
        tables.add(name);
        Optional<DiseaseTable> table = DiseaseTable.shippedText(name)
                .map(text -> DiseaseTable.parse(name + ".yaml", text))
                .flatMap(DiseaseTable.Parsed::table);
        if (table.isEmpty() && !name.isEmpty()) {
            spot.fault(Code.NO_TABLE, name);
        }
        return table;
    }

    private ClassList classList(Spot spot, Optional<DiseaseTable> table) {
        spot.only("list", "per_unit", "clause");
        String name = spot.at("list").code();
        List<DiseaseClass> classes =
                table.map(it -> it.lists().getOrDefault(name, List.of())).orElse(List.of());
        if (classes.isEmpty() && table.isPresent()) {
            spot.at("list")
                    .fault(
                            Code.NO_LIST,
                            name,
                            String.join(", ", table.get().lists().keySet()));
        }
        return new ClassList(name, spot.at("per_unit").stated(Spot::yuan), clause.apply(spot), classes);
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
