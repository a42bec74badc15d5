package org.tongzhou.claim.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.ListAddress;

/**
 * A member's claims: the draft, a page of those under way and of those done, and a page of what may be claimed besides; {@code next} is the
 * key after which the claims go on. A page after the first has only the list that goes on there.
 */
public record ListPage(
        Asked asked,
        @Nullable String draft,
        String draftLine,
        List<CasePage.Row> doing,
        List<CasePage.Row> done,
        @Nullable String next,
        Slice<Further> further) {

    /** The key after which one of the lists goes on; empty on the first page. */
    public record Asked(String after, String further) {
        public Asked {
            after = Objects.requireNonNullElse(after, "");
            further = Objects.requireNonNullElse(further, "");
        }

        public boolean isFirst() {
            return after.isEmpty() && further.isEmpty();
        }

        /** This page, for those that are opened from it. */
        CameFrom here() {
            return isFirst()
                    ? CameFrom.FIRST_PAGE
                    : new CameFrom(ListAddress.with(ListAddress.after("/my/claims", after), "further", further));
        }
    }

    /** A proposal, leading to its case. */
    public record Further(String href, String text) {}
}
