package org.tongzhou.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tongzhou.document.PrintEngine.Word;
import org.tongzhou.document.TextLine.Glyph;

/** Puts words that were read from a picture into lines, and mends what reading does to labels and signs. */
final class PrintLines {
    /** A seal is stamped at a slant; what is printed shares the slant of the page. */
    private static final double SEAL_SLANT = Math.toRadians(6);

    private static final double SAME_LINE = 0.55;
    private static final double HALF_WIDTH = 0.55;
    private static final String FROM = ":;；()（），,。．·OoＯ";
    private static final String TO = "：：：（）（）,,...000";
    private static final Map<String, String> LABELS = spoken();

    private final List<Word> words;
    private final double width;
    private final double height;
    private final int page;

    PrintLines(List<Word> words, double width, double height, int page) {
        this.words = level(words);
        this.width = width;
        this.height = height;
        this.page = page;
    }

    /** How many labels of a receipt can be read from level words: tells whether the page stands upright. */
    static int labels(List<Word> words) {
        return (int) words.stream()
                .filter(word -> word.width() > word.height() && Math.abs(word.slant()) < Math.PI / 4)
                .filter(word -> LABELS.keySet().stream().anyMatch(word.text()::contains))
                .count();
    }

    List<TextLine> lines() {
        List<Word> across = new ArrayList<>(words);
        across.sort(Comparator.comparingDouble(word -> word.x() - word.width() / 2));
        List<List<Word>> lines = new ArrayList<>();
        for (Word word : across) {
            lines.stream()
                    .filter(line -> beside(line.get(line.size() - 1), word))
                    .min(Comparator.comparingDouble(
                            line -> Math.abs(line.get(line.size() - 1).y() - word.y())))
                    .orElseGet(() -> {
                        lines.add(new ArrayList<>());
                        return lines.get(lines.size() - 1);
                    })
                    .add(word);
        }
        lines.sort(Comparator.comparingDouble(
                line -> line.stream().mapToDouble(Word::y).average().orElse(0)));
        return lines.stream().map(this::line).toList();
    }

    private static boolean beside(Word last, Word next) {
        return Math.abs(last.y() - next.y()) < SAME_LINE * Math.min(last.height(), next.height());
    }

    /** Turns all places back by the page's slant, and leaves out what is stamped across it. */
    private static List<Word> level(List<Word> words) {
        double[] slants = words.stream()
                .filter(word -> word.width() > 3 * word.height())
                .mapToDouble(Word::slant)
                .sorted()
                .toArray();
        double slant = slants.length == 0 ? 0 : slants[slants.length / 2];
        double sin = Math.sin(-slant);
        double cos = Math.cos(-slant);
        return words.stream()
                .filter(word -> Math.abs(word.slant() - slant) < SEAL_SLANT || word.width() < 2 * word.height())
                .map(word -> new Word(
                        word.text(),
                        word.scores(),
                        word.x() * cos - word.y() * sin,
                        word.x() * sin + word.y() * cos,
                        word.width(),
                        word.height(),
                        0))
                .toList();
    }

    private TextLine line(List<Word> words) {
        StringBuilder text = new StringBuilder();
        List<Glyph> glyphs = new ArrayList<>();
        for (Word word : words) {
            String mended = mended(word.text());
            double whole = 0;
            for (int i = 0; i < mended.length(); i++) {
                whole += share(mended.charAt(i));
            }
            double left = word.x() - word.width() / 2;
            for (int i = 0; i < mended.length(); i++) {
                double wide = word.width() * share(mended.charAt(i)) / whole;
                if (mended.charAt(i) != ' ') {
                    glyphs.add(glyph(mended.charAt(i), word, i, left, wide));
                    text.append(mended.charAt(i));
                }
                left += wide;
            }
        }
        return labelled(text.toString(), glyphs);
    }

    private Glyph glyph(char letter, Word word, int index, double left, double wide) {
        double confidence = index < word.scores().length ? word.scores()[index] : 0;
        double base = (word.y() + word.height() * (TextLine.ABOVE - 0.5)) / height;
        return new Glyph(
                String.valueOf(letter),
                page,
                left / width,
                base,
                wide / width,
                word.height() / height / 1.12,
                confidence);
    }

    private static double share(char letter) {
        return letter < 0x80 ? HALF_WIDTH : 1;
    }

    /** Signs in the form that receipts print; one for one, so that scores and places stay in step. */
    static String mended(String text) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            int at = FROM.indexOf(letters[i]);
            boolean digits = i > 0 && isDigitOrSign(letters[i - 1]);
            if (at >= 0 && (at < 7 || digits)) {
                letters[i] = TO.charAt(at);
            }
        }
        return new String(letters).replaceAll("(?<=\\d)\\.(?=\\d{3}[.,])", ",");
    }

    private static boolean isDigitOrSign(char letter) {
        return letter >= '0' && letter <= '9' || letter == '.' || letter == ',';
    }

    /** Mends one misread letter inside a long label, and puts the colon back that was not seen. */
    private static TextLine labelled(String text, List<Glyph> glyphs) {
        StringBuilder mended = new StringBuilder(text);
        List<Glyph> places = new ArrayList<>(glyphs);
        boolean[] taken = new boolean[mended.length() + LABELS.size() * 2];
        LABELS.forEach((spoken, label) -> place(mended, spoken).ifPresent(at -> {
            if (!taken[at]) {
                mended.replace(at, at + spoken.length(), spoken);
                boolean colon = label.length() > spoken.length();
                int end = at + spoken.length();
                if (colon && (end == mended.length() || mended.charAt(end) != '：')) {
                    mended.insert(end, '：');
                    places.add(end, places.get(end - 1));
                }
                Arrays.fill(taken, at, at + label.length(), true);
            }
        }));
        return new TextLine(mended.toString(), places);
    }

    private static Optional<Integer> place(StringBuilder text, String label) {
        int exact = text.indexOf(label);
        if (exact >= 0) {
            return Optional.of(exact);
        }
        for (int at = 0; label.length() >= 4 && at + label.length() <= text.length(); at++) {
            String part = text.substring(at, at + label.length());
            if (differences(part, label) == 1 && othersNear(part, label)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** 个人自付 and 个人自费 are one letter apart: what is near to both is taken for neither. */
    private static boolean othersNear(String part, String label) {
        return LABELS.keySet().stream()
                .noneMatch(other ->
                        !other.equals(label) && other.length() == part.length() && differences(part, other) <= 1);
    }

    static int differences(String a, String b) {
        int differences = 0;
        for (int i = 0; i < b.length(); i++) {
            differences += a.charAt(i) == b.charAt(i) ? 0 : 1;
        }
        return differences;
    }

    /** Labels without their colon, longer ones first. */
    private static Map<String, String> spoken() {
        Map<String, String> spoken = new TreeMap<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        Set<String> labels = ReceiptLines.labelWords();
        labels.forEach(label -> spoken.put(label.replace("：", ""), label));
        return spoken;
    }
}
