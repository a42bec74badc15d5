package org.tongzhou.adjudication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongzhou.adjudication.FactsFault.Code;
import org.tongzhou.adjudication.Given.Faults;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanCode;

/**
 * The cases that stand beside a plan: a JSON list of {@code {"case": name, "pays": yuan as text, "facts": facts file}}, as
 * {@code docs/decide.md} says. Each needs a cover of the plan.
 */
public final class CasesFile {
    private static final int MOST_CASES = 200;
    private static final int MOST_CHARACTERS = 256 * 1024;

    private CasesFile() {}

    /** The cases, or everything that is wrong with the text. */
    public record Parsed(List<GoldenCase> cases, List<FactsFault> faults) {
        public Parsed {
            cases = List.copyOf(cases);
            faults = List.copyOf(faults);
        }
    }

    /** No text is no cases. */
    public static Parsed parse(String fileName, String text, PlanCode plan) {
        Faults faults = new Faults(fileName, new ArrayList<>());
        if (text.isBlank()) {
            return new Parsed(List.of(), List.of());
        }
        if (text.length() > MOST_CHARACTERS) {
            faults.at(1, "", Code.TOO_MANY, Integer.toString(text.length()), Integer.toString(MOST_CHARACTERS));
            return new Parsed(List.of(), faults.found());
        }
        Given root = GivenJson.root(text, faults);
        List<GoldenCase> cases = faults.found().isEmpty()
                ? root.items(MOST_CASES, given -> golden(given, plan, faults)).stream()
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
        return faults.found().isEmpty() ? new Parsed(cases, List.of()) : new Parsed(List.of(), faults.found());
    }

    private static Optional<GoldenCase> golden(Given given, PlanCode plan, Faults faults) {
        given.only("case", "pays", "facts");
        String name = given.at("case").text();
        Money pays = given.at("pays").yuan();
        Given facts = given.at("facts");
        Optional<FactsFile.Facts> read = FactsFile.read(facts, faults);
        List<CoverFacts> covers = read.stream()
                .flatMap(it -> it.covers().stream())
                .filter(it -> it.plan().equals(plan))
                .toList();
        if (read.isPresent() && covers.isEmpty()) {
            facts.at("covers").fault(Code.NO_COVER, plan.value());
        }
        return read.filter(it -> !covers.isEmpty())
                .map(it -> new GoldenCase(name, pays, it.event(), covers, it.used()));
    }
}
