package org.tongzhou.gig.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.gig.Application;
import org.tongzhou.gig.Offers;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Frame;

/** The page as it was filled in, with what is wrong by field; a page of offers that take people in, the chosen one first. */
public record JoinPage(
        Slice<Choice> offered, Offers.Sought sought, Application.Typed typed, Map<String, String> errors) {
    public JoinPage {
        errors = offered.items().isEmpty() ? aboutNoField(errors) : Map.copyOf(errors);
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

    public List<Choice> choices() {
        return offered.items();
    }

    public boolean isChosen(Choice choice) {
        return choice.offer() == sought.chosen();
    }

    /** Of the first page; whoever came for one offer keeps it on the others. */
    public String path() {
        return sought.chosen() == 0 ? "/join" : "/join?offer=" + sought.chosen();
    }

    public @Nullable String after() {
        return sought.after() == 0 ? null : Long.toString(sought.after());
    }

    /** The plans that places are open of, each once. */
    public List<Name> plans() {
        return choices().stream().map(Choice::plan).distinct().toList();
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
