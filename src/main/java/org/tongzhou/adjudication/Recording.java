package org.tongzhou.adjudication;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;

/** A trace that keeps everything, benefit by benefit, and tells in the end what belongs to the decision. */
final class Recording extends Trace {
    private final Set<Reason> reasons = new LinkedHashSet<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final Chapter due = new Chapter();
    private final Chapter open = new Chapter();
    private Chapter current = new Chapter();

    /** Steps and what is missing for benefits with the same outcome; the notes about the gates stand first, once. */
    private static final class Chapter {
        private final List<Step> notes = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private final Set<Missing> missing = new LinkedHashSet<>();
        private final Set<Reason> reasons = new LinkedHashSet<>();

        void add(Chapter other) {
            if (notes.isEmpty()) {
                notes.addAll(other.notes);
            }
            steps.addAll(other.steps);
            missing.addAll(other.missing);
        }
    }

    /** All that a decision tells beside its amounts. */
    record Story(Explanation explanation, List<Reason> reasons, List<Missing> missing, List<Candidate> candidates) {}

    @Override
    boolean on() {
        return true;
    }

    @Override
    void step(String code, Op op, @Nullable BigDecimal amountFen, @Nullable String clause, Fact... facts) {
        current.steps.add(new Step(code, op, amountFen, List.of(facts), clause));
    }

    @Override
    void gate(String code, @Nullable String clause, Fact... facts) {
        current.notes.add(new Step(code, Op.NOTE, null, List.of(facts), clause));
    }

    @Override
    void reason(Reason.Code code, @Nullable String clause, Fact... facts) {
        current.reasons.add(new Reason(code, List.of(facts), Optional.ofNullable(clause)));
    }

    @Override
    void missing(Missing missing) {
        current.missing.add(missing);
    }

    @Override
    void candidate(Candidate candidate) {
        candidates.add(candidate);
    }

    void end(Run.Outcome outcome) {
        switch (outcome) {
            case DUE -> due.add(current);
            case OPEN -> open.add(current);
            case CLOSED -> reasons.addAll(current.reasons);
        }
        current = new Chapter();
    }

    Story payable(long exact, long fen) {
        if (!Exact.isWholeFen(exact)) {
            Fact before = Fact.exactFen("exact", Exact.decimal(exact));
            Fact after = Fact.exactFen("rounded", BigDecimal.valueOf(fen));
            due.steps.add(new Step("rounding", Op.NOTE, null, List.of(before, after), null));
        }
        return story(due, "total", fen);
    }

    Story proposed(long fen) {
        return story(open, "up_to", fen);
    }

    Story notPayable() {
        return new Story(new Explanation(List.of()), sorted(), List.of(), List.copyOf(candidates));
    }

    private Story story(Chapter chapter, String last, long fen) {
        List<Step> steps = new ArrayList<>(chapter.notes);
        steps.addAll(chapter.steps);
        steps.add(new Step(last, Op.TOTAL, BigDecimal.valueOf(fen), List.of(), null));
        return new Story(new Explanation(steps), sorted(), List.copyOf(chapter.missing), List.copyOf(candidates));
    }

    /** Reasons stand once each, in the order of their codes. */
    private List<Reason> sorted() {
        return reasons.stream().sorted(Comparator.comparing(Reason::code)).toList();
    }
}
