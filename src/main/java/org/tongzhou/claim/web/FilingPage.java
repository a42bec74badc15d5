package org.tongzhou.claim.web;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.PagedLists;

/**
 * What an officer has filed for members of the unit, and where they begin with another; {@code more} are members who may be owed
 * more. A page after the first has only the list that goes on there.
 */
public record FilingPage(
        Asked asked,
        Slice<Draft> drafts,
        Slice<Line> waiting,
        Slice<Line> decided,
        Slice<String> more,
        Map<String, String> errors) {

    /** The key after which one of the lists goes on; empty on the first page. */
    public record Asked(String drafts, String waiting, String after, String more) {
        static final Asked FIRST = new Asked("", "", "", "");

        public Asked {
            drafts = Objects.requireNonNullElse(drafts, "");
            waiting = Objects.requireNonNullElse(waiting, "");
            after = Objects.requireNonNullElse(after, "");
            more = Objects.requireNonNullElse(more, "");
        }

        public boolean isFirst() {
            return equals(FIRST);
        }

        /** This page, for those that are opened from it. */
        CameFrom here() {
            Map<String, String> lists = Map.of("drafts", drafts, "waiting", waiting, "after", after, "more", more);
            return isFirst()
                    ? CameFrom.FIRST_PAGE
                    : new CameFrom(new PagedLists("/filings", new TreeMap<>(lists)).address());
        }
    }

    /** Something that is still written: for whom, about what, and when it was saved. */
    public record Draft(String href, String member, String kind, String saved) {}

    /** A claim: where it stands, and for what it waits or how much it is about. */
    public record Line(String href, String number, String member, String plan, String word, String tone, String text) {}
}
