package org.tongzhou.portal.web;

import java.util.List;

/** Changed payee accounts that wait for a second person. */
public record AccountChangePage(List<Line> lines) {
    public AccountChangePage {
        lines = List.copyOf(lines);
    }

    /** One change; the name is masked. */
    public record Line(long id, String name, String tail, String askedAt, String openFrom, boolean own) {}
}
