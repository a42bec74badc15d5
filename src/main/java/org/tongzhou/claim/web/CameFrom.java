package org.tongzhou.claim.web;

import java.util.Objects;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.OwnPage;

/**
 * The page of a list from which a claim or an event was opened: its arrow leads there. The address of the claim's page says it, and so do
 * the forms on it; empty for the first page of the list.
 */
public record CameFrom(String from) {
    static final CameFrom FIRST_PAGE = new CameFrom("");

    /** Of an address, which need not say it. */
    public CameFrom {
        from = Objects.requireNonNullElse(from, "");
    }

    /** An address that keeps it. */
    public String in(String path) {
        return ListAddress.with(path, "from", from);
    }

    /** Where the arrow leads, to a page of ours whatever the address says; {@code list} is the one that the claim stands in. */
    public String back(String list) {
        String own = OwnPage.of(from);
        return own.equals("/") ? list : own;
    }
}
