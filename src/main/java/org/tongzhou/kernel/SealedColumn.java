package org.tongzhou.kernel;

/**
 * A column of {@link Vault} envelopes: its table, its name, and as SQL over the row {@code t} the place that each envelope is
 * bound to. Fixed text of the room, never input.
 */
public record SealedColumn(String table, String column, String place) {}
