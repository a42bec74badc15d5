package org.tongzhou.kernel;

/** A cell of a table that people open in a spreadsheet and whose text comes from elsewhere. */
public final class CsvCell {
    private static final String BEGINS_A_FORMULA = "=+-@\t\r";
    private static final int LONGEST_NUMBER = 15;

    private CsvCell() {}

    /** Quoted; what a spreadsheet would take for a formula or shorten as a number starts with an apostrophe. */
    public static String of(String text) {
        boolean formula = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        boolean longNumber = text.length() > LONGEST_NUMBER && text.chars().allMatch(Character::isDigit);
        String safe = formula || longNumber ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
