package org.tongzhou.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Whether a csv breaks off, as one does that is read while it is being written: then nothing of it is to be taken. Of words at the very
 * end nothing tells whether they are all; they name nothing that they could name wrongly.
 */
public final class CsvEnd {
    /** Nothing, or a sum with its fen. */
    private static final Pattern WHOLE = Pattern.compile("-*|.*\\.\\d{2}|0(\\.0)?");

    /** What a column holds: a name is a number or a day, by which a line is known. */
    public enum Cell {
        WORDS,
        SUM,
        NAME
    }

    /** Of the names that lines before the last end with. */
    private final Set<Integer> lengths = new HashSet<>();

    private int fewest = Integer.MAX_VALUE;
    private int last = Integer.MAX_VALUE;
    private String sum = "";
    private int length;

    /** A quotation that does not close swallows the rest as one text. */
    public static boolean isWithinQuotes(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 != 0;
    }

    private static boolean isWithinLine(String text) {
        return !text.endsWith("\n") && !text.endsWith("\r");
    }

    /** The header, of so many cells. */
    public void header(int cells) {
        end(cells, "", "");
    }

    /** A line of the table; {@code kind} tells what a place holds. */
    public void line(List<String> cells, IntFunction<Cell> kind) {
        int at = cells.size() - 1;
        Cell held = kind.apply(at);
        end(cells.size(), held == Cell.SUM ? cells.get(at) : "", held == Cell.NAME ? cells.get(at) : "");
    }

    private void end(int cells, String lastSum, String name) {
        fewest = Math.min(fewest, last);
        if (length > 0) {
            lengths.add(length);
        }
        last = cells;
        sum = lastSum;
        length = name.length();
    }

    /** Sums at the foot have cells of their own number, and come after the last line. */
    public void foot() {
        end(Integer.MAX_VALUE, "", "");
    }

    /** The last line does not end, and is shorter than every other, or its sum may be one of more digits, or what it is known by. */
    public boolean isCutOff(String text) {
        return isWithinLine(text) && (last < fewest || !WHOLE.matcher(sum).matches() || !isNameWhole());
    }

    /** As long as all the others, which are of one length. */
    private boolean isNameWhole() {
        return length == 0 || lengths.equals(Set.of(length));
    }
}
