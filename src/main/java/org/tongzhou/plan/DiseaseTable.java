package org.tongzhou.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tongzhou.plan.Spot.Faults;

/** Disease lists that plans refer to by name, each class with the diagnosis codes that open it. */
public record DiseaseTable(String code, Map<String, List<DiseaseClass>> lists) {
    private static final Pattern SHIPPED = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public DiseaseTable {
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
    }

    /** The table, or why the file is none. */
    public record Parsed(Optional<DiseaseTable> table, List<PlanFault> faults) {}

    /** Reads the text of a disease file; {@code fileName} is for the faults. */
    public static Parsed parse(String fileName, String text) {
        Faults faults = new Faults(fileName, new ArrayList<>());
        Spot root = YamlText.root(text, faults).only("table", "name", "note", "lists");
        String code = root.at("table").planCode().value();
        root.at("name").words();
        root.at("note").words();
        Map<String, List<DiseaseClass>> lists = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        root.at("lists")
                .entries()
                .forEach((name, list) -> lists.put(
                        name,
                        list.items().stream()
                                .map(item -> diseaseClass(item, seen))
                                .toList()));
        return faults.found().isEmpty()
                ? new Parsed(Optional.of(new DiseaseTable(code, lists)), List.of())
                : new Parsed(Optional.empty(), List.copyOf(faults.found()));
    }

    /** True for a file that says it is a disease table, right or wrong. */
    static boolean isOne(Spot root) {
        return root.maybe("table").isPresent()
                && root.maybe("lists").isPresent()
                && root.maybe("plan").isEmpty();
    }

    /** Reads one class; {@code seen} holds the codes read before it. */
    static DiseaseClass diseaseClass(Spot spot, Set<String> seen) {
        spot.only("class", "name", "icd10", "needs");
        String code = spot.at("class").code();
        if (!seen.add(code)) {
            spot.at("class").fault(PlanFaultCode.SAME_CODE, code);
        }
        List<IcdRange> ranges = spot.maybe("icd10").map(Spot::items).orElse(List.of()).stream()
                .flatMap(item -> range(item).stream())
                .toList();
        return new DiseaseClass(
                code, spot.at("name").words(), ranges, spot.maybe("needs").map(Spot::words));
    }

    private static Optional<IcdRange> range(Spot spot) {
        String text = spot.text();
        Optional<IcdRange> range = IcdRange.parse(text);
        if (range.isEmpty() && !text.isEmpty()) {
            spot.fault(PlanFaultCode.NO_ICD10, text);
        }
        return range;
    }

    /** The text of a table that ships with the product, by name. */
    static Optional<String> shippedText(String name) {
        return SHIPPED.matcher(name).matches() ? Shipped.text(name + ".yaml") : Optional.empty();
    }
}
