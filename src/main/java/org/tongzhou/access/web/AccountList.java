package org.tongzhou.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.access.AccountLine;

/**
 * A page of accounts; {@code sought} is empty where nothing was asked for, {@code next} is where the following page starts, and
 * {@code allUnits} is false where more units fitted than were looked at.
 */
public record AccountList(
        String sought, List<Line> lines, @Nullable String next, boolean allUnits) {
    public AccountList {
        lines = List.copyOf(lines);
    }

    /** An account and its territory in words. */
    public record Line(AccountLine account, String territory) {}
}
