package org.tongzhou.document;

import java.util.List;
import org.tongzhou.document.ReceiptReading.Box;

/** One line of glyphs without spaces; {@code text} and {@code glyphs} run in step, one UTF-16 unit each. */
record TextLine(String text, List<Glyph> glyphs) {
    /** Where the letters of a font lie, in parts of its size: above the base line, and from top to bottom. */
    static final double ABOVE = 0.88;

    private static final double TALL = 1.12;

    /** In fractions of the page; {@code y} is the base line, {@code height} the size of the font. */
    record Glyph(String text, int page, double x, double y, double width, double height, double confidence) {}

    Box box(int from, int to) {
        Glyph first = glyphs.get(from);
        Glyph last = glyphs.get(to - 1);
        double height = glyphs.subList(from, to).stream()
                .mapToDouble(Glyph::height)
                .max()
                .orElse(0.01);
        double top = Math.max(0, Math.min(first.y(), last.y()) - height * ABOVE);
        return new Box(last.page(), first.x(), top, last.x() + last.width() - first.x(), height * TALL);
    }

    /** The least sure of the letters and digits; signs between them do not count. */
    double confidence(int from, int to) {
        return glyphs.subList(from, to).stream()
                .filter(glyph -> Character.isLetterOrDigit(glyph.text().codePointAt(0)))
                .mapToDouble(Glyph::confidence)
                .min()
                .orElse(0);
    }
}
