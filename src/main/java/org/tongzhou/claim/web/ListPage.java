package org.tongzhou.claim.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of a member's claims: the draft, those under way, those done, and what may be claimed besides. */
public record ListPage(
        @Nullable String draft,
        String draftLine,
        List<CasePage.Row> doing,
        List<CasePage.Row> done,
        List<Further> further) {
    /** A proposal, leading to its case. */
    public record Further(String href, String text) {}
}
