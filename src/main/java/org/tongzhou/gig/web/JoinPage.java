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
        errors = choices.isEmpty() ? aboutNoField(errors) : Map.copyOf(errors);
    }

    /** Without places the page has no fields. */
    private static Map<String, String> aboutNoField(Map<String, String> errors) {
        return errors.values().stream()
                .findFirst()
                .map(said -> Map.of("", said))
                .orElseGet(Map::of);
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

    /** The plans that places are open of, each once. */
    public List<Name> plans() {
        return choices.stream().map(Choice::plan).distinct().toList();
    }

    /** A union and its places, with the plan where there are several. */
    public String said(Choice choice, Frame frame) {
        return plans().size() == 1
                ? frame.say("gig.join.place", choice.union(), left(choice, frame))
                : frame.say(
                        "gig.join.place.plan",
                        choice.union(),
                        left(choice, frame),
                        choice.plan().in(frame));
    }

    private static String left(Choice choice, Frame frame) {
        return frame.fmt().count(choice.left());
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
