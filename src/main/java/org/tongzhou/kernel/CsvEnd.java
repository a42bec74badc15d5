package org.tongzhou.kernel;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Whether a csv breaks off, as one does that is read while it is being written: then nothing of it is to be taken. */
public final class CsvEnd {
    /** Nothing, or a sum with its fen. */
    private static final Pattern WHOLE = Pattern.compile("-*|.*\\.\\d{2}|0(\\.0)?");

    private int fewest = Integer.MAX_VALUE;
    private int last = Integer.MAX_VALUE;
    private String sum = "";

    /** A quotation that does not close swallows the rest as one text. */
    public static boolean isWithinQuotes(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 != 0;
    }

    private static boolean isWithinLine(String text) {
        return !text.endsWith("\n") && !text.endsWith("\r");
    }

    /** The header, of so many cells. */
    public void header(int cells) {
        end(cells, "");
    }

    /** A line of the table; {@code money} tells whether a place holds a sum. */
    public void line(List<String> cells, IntPredicate money) {
        int at = cells.size() - 1;
        end(cells.size(), at >= 0 && money.test(at) ? cells.get(at) : "");
    }

    private void end(int cells, String lastSum) {
        fewest = Math.min(fewest, last);
        last = cells;
        sum = lastSum;
    }

    /** Sums at the foot have cells of their own number, and come after the last line. */
    public void foot() {
        end(Integer.MAX_VALUE, "");
    }

    /** The last line does not end, and is shorter than every other, or its sum may be one of more digits. */
    public boolean isCutOff(String text) {
        return isWithinLine(text) && (last < fewest || !WHOLE.matcher(sum).matches());
    }
}
