package org.tongzhou.catalogue.web;

import java.util.HashMap;
import java.util.Map;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.PlanText;

/** A draft's page as it was sent: its text, and the same values once more as a form beside it, each as {@code v.<path>}. */
record DraftForm(Map<String, String> sent) {
    /** What stands in the form: the text, or the values of the form put into the text, as the button says. */
    Draft typed(Draft saved) {
        String text = text(saved);
        return written(
                saved, "form".equals(sent.get("from")) ? PlanText.of(text).with(values()) : text);
    }

    /** What stands on the page: the text, and in it the values of the form that are no longer those of the saved text. */
    Draft onPage(Draft saved) {
        PlanText before = PlanText.of(saved.text());
        Map<String, String> changed = values();
        changed.entrySet().removeIf(value -> flat(value.getValue()).equals(flat(before.at(value.getKey()))));
        return written(saved, PlanText.of(text(saved)).with(changed));
    }

    /** For {@link org.tongzhou.kernel.Once}. */
    static String told(Draft typed) {
        return typed.version() + " " + typed.content() + " " + typed.told().reason();
    }

    static boolean isSame(Draft one, Draft other) {
        return lines(one.text()).equals(lines(other.text()))
                && lines(one.cases()).equals(lines(other.cases()))
                && lines(one.told().reason()).equals(lines(other.told().reason()));
    }

    private Draft written(Draft saved, String text) {
        String cases = lines(sent.getOrDefault("cases", saved.cases()));
        String reason = sent.getOrDefault("reason", saved.told().reason()).strip();
        return saved.with(text, cases, reason);
    }

    private String text(Draft saved) {
        return lines(sent.getOrDefault("text", saved.text()));
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        sent.forEach((name, value) -> {
            if (name.startsWith("v.")) {
                values.put(name.substring(2), value);
            }
        });
        return values;
    }

    /** Browsers end a line in two characters, files from elsewhere in one of two. */
    private static String lines(String text) {
        return text.replaceAll("\r\n?", "\n");
    }

    /** A field of one line shows no other and sends none. */
    private static String flat(String value) {
        return value.replaceAll("[\r\n]", "").strip();
    }
}
