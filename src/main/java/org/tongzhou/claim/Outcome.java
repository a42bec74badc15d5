package org.tongzhou.claim;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.Reason.Code;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.Text;

/**
 * A decision as it was stored and is shown again, read back from its canonical text: never computed anew for display.
 * {@code amount} is what is due, or the most that may be due while something is missing, or zero.
 */
public record Outcome(
        Kind kind,
        Money amount,
        Explanation explanation,
        List<Lack> missing,
        List<Choice> choices,
        List<Objection> objections) {
    public Outcome {
        missing = List.copyOf(missing);
        choices = List.copyOf(choices);
        objections = List.copyOf(objections);
    }

    /** Due now, perhaps due, or not due by the rules (which only a person may turn into a refusal). */
    public enum Kind {
        PAYABLE,
        PROPOSED,
        NOT_PAYABLE
    }

    /** Something that is still needed: a paper (any one of {@code papers}), or a person's confirmation. */
    public record Lack(String code, Set<PaperKind> papers) {
        public boolean isPaper() {
            return code.equals("paper");
        }

        public boolean isClass() {
            return code.equals("confirm_class");
        }

        public boolean isGrade() {
            return code.equals("confirm_grade");
        }
    }

    /** A disease class for a person to choose, with what it would pay at most. */
    public record Choice(
            String list,
            String disease,
            Text name,
            @Nullable Text needs,
            Money upTo) {}

    /** A rule that stands against paying; the sentence is {@code decision.reason.<code>}. */
    public record Objection(
            String code, List<Fact> facts, @Nullable String clause) {
        private static final Set<String> NOT_COVERED = Arrays.stream(Code.values())
                .filter(code -> code == Code.OUTSIDE_COVER || code.waits())
                .map(Code::code)
                .collect(Collectors.toUnmodifiableSet());

        public Objection {
            facts = List.copyOf(facts);
        }

        /** Whether no cover stood on the day, or none whose wait was over. */
        public boolean isOutsideCover() {
            return NOT_COVERED.contains(code);
        }
    }

    public static Outcome of(Decision decision) {
        return StoredDecision.read(decision.toJson());
    }

    /** True when only a person's confirmation is missing, no paper. */
    public boolean hasItsPapers() {
        return missing.stream().noneMatch(Lack::isPaper);
    }

    /** Codes of papers that are owed, the first kind of each ask. */
    public List<PaperKind> owedPapers() {
        return missing.stream()
                .filter(Lack::isPaper)
                .flatMap(lack -> lack.papers().stream().sorted().limit(1))
                .toList();
    }
}
