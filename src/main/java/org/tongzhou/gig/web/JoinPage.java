package org.tongzhou.gig.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.gig.Application;
import org.tongzhou.shell.Frame;

/** The page as it was filled in, with what is wrong by field; offers that take people in, the chosen one first. */
public record JoinPage(List<Choice> choices, long chosen, Application.Typed typed, Map<String, String> errors) {
    public JoinPage {
        choices = List.copyOf(choices);
        errors = Map.copyOf(errors);
    }

    /** A union with so many places left. */
    public record Choice(long offer, String union, int left, Name plan) {}

    /** A plan's name and summary in both languages. */
    public record Name(String zh, String en, String summaryZh, String summaryEn) {
        public String in(Frame frame) {
            return frame.english() ? en : zh;
        }

        public String summary(Frame frame) {
            return frame.english() ? summaryEn : summaryZh;
        }
    }

    /** The plan of the chosen offer, else of the first; null while there is none. */
    public @Nullable Name plan() {
        return choices.stream()
                .filter(choice -> choice.offer() == chosen)
                .findFirst()
                .or(() -> choices.stream().findFirst())
                .map(Choice::plan)
                .orElse(null);
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
