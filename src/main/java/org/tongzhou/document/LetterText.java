package org.tongzhou.document;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Draws text in the shipped font. A character that the font lacks is drawn as a picture with a font of the machine that
 * has it; where none has it, its code point is written out, so that nothing is ever lost in an empty box.
 */
final class LetterText {
    private static final int PICTURE = 96;

    /** No line begins with a closing mark or a space, and none ends with an opening mark or a sign of currency. */
    private static final Pattern BREAK = Pattern.compile(
            "(?<![（“‘《〔(¥])(?![，。；：、？！）”’》〕％%),.;:?! ])" + "(?:(?<=[^\\p{Alnum}.,])|(?=[^\\p{Alnum}.,]))");

    /** In this font the mark is as wide as a Chinese character, which tears an English word apart. */
    private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{IsLatin})’");

    /** Where the baseline starts, how large, in what ink. */
    record At(float x, float y, float size, Color ink) {}

    private final PDDocument document;
    private final ShippedFont shipped;
    private final PDFont font;
    private final Map<Integer, Optional<PDImageXObject>> pictures = new HashMap<>();

    LetterText(PDDocument document, ShippedFont shipped) throws IOException {
        this.document = document;
        this.shipped = shipped;
        this.font = PDType0Font.load(document, shipped.font(), true);
    }

    void draw(PDPageContentStream stream, At at, String words) throws IOException {
        float x = at.x();
        StringBuilder run = new StringBuilder();
        for (int point : points(words)) {
            Optional<PDImageXObject> picture = shipped.has(point) ? Optional.empty() : picture(point);
            if (picture.isPresent()) {
                x = flush(stream, at, x, run);
                stream.drawImage(picture.get(), x, at.y() - at.size() * 0.18f, at.size(), at.size());
                x += at.size();
            } else {
                run.append(spelled(point));
            }
        }
        flush(stream, at, x, run);
    }

    private float flush(PDPageContentStream stream, At at, float x, StringBuilder run) throws IOException {
        if (run.length() == 0) {
            return x;
        }
        String words = run.toString();
        stream.beginText();
        stream.setFont(font, at.size());
        stream.setNonStrokingColor(at.ink());
        stream.newLineAtOffset(x, at.y());
        stream.showText(words);
        stream.endText();
        run.setLength(0);
        return x + font.getStringWidth(words) / 1000 * at.size();
    }

    float width(String words, float size) throws IOException {
        float width = 0;
        for (int point : points(words)) {
            boolean drawn = !shipped.has(point) && picture(point).isPresent();
            width += drawn ? size : font.getStringWidth(spelled(point)) / 1000 * size;
        }
        return width;
    }

    /** Breaks where somebody began a line, between Chinese characters or at spaces; a word only where it is longer than a line. */
    List<String> lines(String words, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String typed : words.split("\\R", -1)) {
            StringBuilder line = new StringBuilder();
            for (String piece : pieces(typed, size, width)) {
                if (line.length() > 0 && width(line + piece, size) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(piece);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private List<String> pieces(String words, float size, float width) throws IOException {
        List<String> pieces = new ArrayList<>();
        for (String piece : BREAK.split(words)) {
            if (width(piece, size) <= width) {
                pieces.add(piece);
            } else {
                piece.codePoints().forEach(point -> pieces.add(Character.toString(point)));
            }
        }
        return pieces;
    }

    private static int[] points(String words) {
        return APOSTROPHE
                .matcher(words)
                .replaceAll("'")
                .codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .toArray();
    }

    private String spelled(int point) {
        return shipped.has(point) ? Character.toString(point) : String.format("〔U+%04X〕", point);
    }

    private Optional<PDImageXObject> picture(int point) throws IOException {
        Optional<PDImageXObject> known = pictures.get(point);
        if (known != null) {
            return known;
        }
        Optional<Font> other = Arrays.stream(
                        GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .filter(candidate -> candidate.canDisplay(point))
                .findFirst();
        Optional<PDImageXObject> picture = other.isEmpty()
                ? Optional.empty()
                : Optional.of(LosslessFactory.createFromImage(document, drawn(other.get(), point)));
        pictures.put(point, picture);
        return picture;
    }

    private static BufferedImage drawn(Font font, int point) {
        BufferedImage image = new BufferedImage(PICTURE, PICTURE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.BLACK);
        graphics.setFont(font.deriveFont((float) PICTURE * 0.96f));
        graphics.drawString(Character.toString(point), 0, PICTURE * 0.82f);
        graphics.dispose();
        return image;
    }
}
