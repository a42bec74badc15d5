package org.tongzhou.kernel;

/** Whether a csv breaks off, as one does that is read while it is being written: then nothing of it is to be taken. */
public final class CsvEnd {
    private int fewest = Integer.MAX_VALUE;
    private int last = Integer.MAX_VALUE;

    /** A quotation that does not close swallows the rest as one text. */
    public static boolean isWithinQuotes(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 != 0;
    }

    public static boolean isWithinLine(String text) {
        return !text.endsWith("\n") && !text.endsWith("\r");
    }

    /** The header or a line of the table, of so many cells. */
    public void line(int cells) {
        fewest = Math.min(fewest, last);
        last = cells;
    }

    /** Sums at the foot have cells of their own number, and come after the last line. */
    public void foot() {
        line(Integer.MAX_VALUE);
    }

    /** The last line does not end, and is shorter than every other. */
    public boolean isCutOff(String text) {
        return isWithinLine(text) && last < fewest;
    }
}
