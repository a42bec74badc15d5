package org.tongzhou.enrolment;

/** What one cell of a roster holds, as text; a number is written out in plain digits, never through floating point. */
public record Cell(Kind kind, String text) {
    /** An empty cell, or one that the row does not reach. */
    public static final Cell BLANK = new Cell(Kind.BLANK, "");

    /** How the cell came by its text. */
    public enum Kind {
        BLANK,
        TEXT,
        NUMBER,
        /** A number whose last digits the program that saved the file threw away. */
        LOST,
        /** A formula or an error value; never evaluated. */
        FORMULA
    }

    /** Text that a person typed; white space alone is blank. */
    public static Cell text(String text) {
        return text.isBlank() ? BLANK : new Cell(Kind.TEXT, text);
    }

    public boolean isBlank() {
        return kind == Kind.BLANK;
    }
}
