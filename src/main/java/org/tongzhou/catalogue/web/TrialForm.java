package org.tongzhou.catalogue.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.adjudication.CasesFile;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.plan.PlanCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The facts of a single case as a form sends them, a few fields or a whole facts file, written as a case of the file that
 * stands beside a plan.
 */
final class TrialForm {
    static final List<String> FIELDS = List.of(
            "kind",
            "day",
            "discharged",
            "diagnosis",
            "in_scope",
            "out_of_scope",
            "class",
            "grade",
            "sex",
            "units",
            "from",
            "since");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> typed;
    private final Optional<String> file;

    private TrialForm(Map<String, String> typed, Optional<String> file) {
        this.typed = typed;
        this.file = file;
    }

    static TrialForm of(Map<String, String> form) {
        Map<String, String> typed = new LinkedHashMap<>();
        FIELDS.forEach(
                field -> typed.put(field, form.getOrDefault("t." + field, "").strip()));
        boolean byFile = "facts".equals(form.get("by"));
        return new TrialForm(
                typed, byFile ? Optional.of(form.getOrDefault("facts", "").strip()) : Optional.empty());
    }

    /** A stay of a week under a year's cover, to start from. */
    static TrialForm example(String day, String from) {
        Map<String, String> typed = new LinkedHashMap<>();
        FIELDS.forEach(field -> typed.put(field, ""));
        typed.putAll(Map.of(
                "kind",
                "hospital",
                "day",
                day,
                "in_scope",
                "2006.25",
                "out_of_scope",
                "136.17",
                "sex",
                "female",
                "units",
                "1",
                "from",
                from,
                "since",
                from));
        return new TrialForm(typed, Optional.empty());
    }

    Map<String, String> typed() {
        return typed;
    }

    /** True when a whole facts file was given instead of the fields. */
    boolean byFile() {
        return file.isPresent();
    }

    /** The facts as a file: as it was given, or as the fields make it. */
    String facts(Draft draft) {
        return file.orElseGet(() -> JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts(draft.code())));
    }

    private String value(String field) {
        return typed.getOrDefault(field, "");
    }

    /** A list of this one case; the facts begin on its first line, so that faults name their own lines. */
    String asCases(Draft draft) {
        return "[{\"case\": \"1\", \"pays\": \"0.00\", \"facts\": " + facts(draft) + "}]";
    }

    /** The cases of a draft with this one at the end; empty when they, or this one, cannot be read. */
    Optional<String> appended(Draft draft, String name, String pays) {
        if (!CasesFile.parse("case.json", asCases(draft), draft.code()).faults().isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode known = draft.cases().isBlank() ? JSON.createArrayNode() : JSON.readTree(draft.cases());
            ObjectNode golden = JSON.createObjectNode().put("case", name).put("pays", pays);
            golden.set("facts", JSON.readTree(facts(draft)));
            return known instanceof ArrayNode list
                    ? Optional.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list.add(golden)))
                    : Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    private ObjectNode facts(PlanCode plan) {
        ObjectNode facts = JSON.createObjectNode();
        event(facts);
        if (!value("diagnosis").isEmpty()) {
            facts.putArray("diagnoses").add(value("diagnosis"));
        }
        if (!value("in_scope").isEmpty()) {
            ObjectNode bill = facts.putArray("bills").addObject().put("in_scope", value("in_scope"));
            put(bill, "out_of_scope");
        }
        findings(facts);
        facts.putObject("member").put("sex", value("sex"));
        ObjectNode cover = facts.putArray("covers").addObject().put("plan", plan.value());
        number(cover, "units");
        cover.put("from", value("from"));
        if (!value("since").isEmpty()) {
            cover.put("continuous_since", value("since"));
        }
        return facts;
    }

    private void event(ObjectNode facts) {
        ObjectNode event = facts.putObject("event").put("kind", value("kind"));
        if (value("kind").equals("hospital")) {
            String discharged = value("discharged").isEmpty() ? value("day") : value("discharged");
            facts.putObject("stay").put("admitted", value("day")).put("discharged", discharged);
        } else {
            event.put("day", value("day"));
        }
    }

    private void findings(ObjectNode facts) {
        if (!value("class").isEmpty() || !value("grade").isEmpty()) {
            ObjectNode findings = facts.putObject("findings");
            put(findings, "class");
            number(findings, "grade");
            if (!value("grade").isEmpty()) {
                findings.put("graded_on", value("day")).put("treatment_ended", value("day"));
            }
        }
    }

    private void put(ObjectNode node, String field) {
        if (!value(field).isEmpty()) {
            node.put(field, value(field));
        }
    }

    /** A whole number as a number; anything else as it was typed, so that the reader can name it. */
    private void number(ObjectNode node, String field) {
        if (value(field).matches("\\d{1,3}")) {
            node.put(field, Integer.parseInt(value(field)));
        } else {
            put(node, field);
        }
    }
}
