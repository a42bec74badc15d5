package org.tongzhou.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.access.AccountLine;

/** A page of accounts; {@code next} is where the following page starts. */
public record AccountList(List<Line> lines, @Nullable String next) {
    /** An account and its territory in words. */
    public record Line(AccountLine account, String territory) {}
}
