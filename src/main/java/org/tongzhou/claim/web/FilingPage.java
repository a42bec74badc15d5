package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an officer has filed for members of the unit, and where they begin with another. {@code full} where not all that is under way
 * is listed; {@code more} are members who may be owed more. A page after the first has only what is decided.
 */
public record FilingPage(
        List<Draft> drafts,
        List<Line> waiting,
        boolean full,
        List<Line> decided,
        List<String> more,
        @Nullable String after,
        @Nullable String next,
        Map<String, String> errors) {

    /** Something that is still written: for whom, about what, and when it was saved. */
    public record Draft(String href, String member, String kind, String saved) {}

    /** A claim: where it stands, and for what it waits or how much it is about. */
    public record Line(String href, String number, String member, String plan, String word, String tone, String text) {}
}
