package org.tongzhou.adjudication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongzhou.adjudication.FactsFault.Code;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.TextFile;

/**
 * What {@code decide} is asked: a plan of the files given, and facts. A cover's plan is looked up in the files first and
 * then among the plans that ship, in the version of the day that decides: the admission for a plan of stays, else the event.
 */
record DecideQuestion(
        Optional<Covered> asked, List<Covered> covers, Optional<FactsFile.Facts> facts, List<FactsFault> faults) {

    static DecideQuestion of(PlanCode asked, PlanBook book, TextFile file) {
        FactsFile.Parsed parsed = FactsFile.parse(file.name(), file.text());
        return parsed.facts()
                .map(facts -> of(asked, new Lookup(book), facts, parsed))
                .orElseGet(() -> new DecideQuestion(Optional.empty(), List.of(), Optional.empty(), parsed.faults()));
    }

    private static DecideQuestion of(PlanCode asked, Lookup lookup, FactsFile.Facts facts, FactsFile.Parsed parsed) {
        List<Covered> covers = new ArrayList<>();
        for (int i = 0; i < facts.covers().size(); i++) {
            CoverFacts cover = facts.covers().get(i);
            Optional<PlanVersion> plan = lookup.version(cover.plan(), facts.event());
            plan.ifPresentOrElse(
                    it -> covers.add(new Covered(it, cover)),
                    () -> parsed.root()
                            .at("covers")
                            .fault(Code.NO_PLAN, cover.plan().value()));
        }
        Optional<Covered> chosen =
                Covered.holding(covers.stream().filter(it -> it.plan().code().equals(asked)), facts.event());
        if (chosen.isEmpty() && parsed.faults().isEmpty()) {
            parsed.root().at("covers").fault(Code.NO_COVER, asked.value());
        }
        return new DecideQuestion(chosen, covers, Optional.of(facts), List.copyOf(parsed.faults()));
    }

    Decision decision() {
        Covered it = asked.orElseThrow();
        FactsFile.Facts given = facts.orElseThrow();
        return Adjudication.decide(it.plan(), it.cover(), given.event(), given.used());
    }

    List<Sibling> siblings() {
        FactsFile.Facts given = facts.orElseThrow();
        return Siblings.find(covers, given.event(), given.used());
    }

    /** Versions by plan and day; the plans that ship are read only when they are needed. */
    private record Lookup(PlanBook given) {
        Optional<PlanVersion> version(PlanCode plan, ClaimFacts event) {
            return of(given, plan, event).or(() -> of(PlanBook.shipped(), plan, event));
        }

        /** The version of the day that decides, which the one of the admission says; where none holds then, any, which will say so. */
        private static Optional<PlanVersion> of(PlanBook book, PlanCode plan, ClaimFacts event) {
            return book.version(plan, event.admission())
                    .filter(PlanVersion::goesByAdmission)
                    .or(() -> book.version(plan, event.eventDay()))
                    .or(() -> book.versions().stream()
                            .filter(it -> it.code().equals(plan))
                            .findFirst());
        }
    }
}
