package org.tongzhou.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.shell.ClockFace;

/** A member's first page, in the order in which it stands; every text is ready to be shown. {@code owedBack} is empty where nothing is, {@code owesMore} where more is owed than
 * stands here. */
public record HomePage(
        Card card,
        boolean mayClaim,
        String owedBack,
        List<Doing> doing,
        List<Owed> owed,
        boolean owesMore,
        List<Held> covers,
        List<Received> received) {
    public HomePage {
        doing = List.copyOf(doing);
        owed = List.copyOf(owed);
        covers = List.copyOf(covers);
        received = List.copyOf(received);
    }

    /** The green card; {@code unit} may be empty, {@code figures} are at most three. */
    public record Card(String name, String unit, int inForce, List<Figure> figures) {
        public Card {
            figures = List.copyOf(figures);
        }
    }

    /** A label and a short value. */
    public record Figure(String label, String value) {}

    /** A claim under way; {@code clock} is null while no answer is promised. */
    public record Doing(
            String href,
            String title,
            String amount,
            String line,
            String word,
            String tone,
            @Nullable ClockFace clock) {}

    /** Something that may be claimed: a further benefit, or a stay that a hospital reported. */
    public record Owed(String href, String title, String text, String action) {}

    /** One cover in force or to come. */
    public record Held(String href, String icon, String name, String line, String word, String tone) {}

    /** Money that has arrived. */
    public record Received(String href, String title, String line, String amount) {}
}
