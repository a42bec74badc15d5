package org.tongzhou.kernel;

/**
 * A column of {@link Vault} envelopes: its table, its name, and as SQL over the row {@code t} the place that each envelope is
 * bound to, with how many are held in memory at once. Fixed text of the room, never input.
 */
public record SealedColumn(String table, String column, String place, int atOnce) {
    private static final int ROWS = 1_000;
    private static final int FILES = 4;

    public SealedColumn(String table, String column, String place) {
        this(table, column, place, ROWS);
    }

    /** Envelopes that hold whole files. */
    public static SealedColumn bulky(String table, String column, String place) {
        return new SealedColumn(table, column, place, FILES);
    }
}
