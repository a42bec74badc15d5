package org.tongzhou.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.PagedLists;

/** Identity numbers that wait for a second person, and one of them with what it touches. */
public final class IdentityChangePage {
    private IdentityChangePage() {}

    /** A page of those that wait; {@code slips} are numbers kept as somebody's of before that never were theirs. */
    public record All(Slice<Line> lines, Slice<Slip> slips, PagedLists lists) {}

    /** As {@link Line}. */
    public record Slip(long id, long person, String name, String number, String reason, String askedAt, boolean own) {}

    /** {@code own} is what the actor asked for, or about the actor: somebody else decides on it. */
    public record Line(
            long id,
            long person,
            String name,
            String before,
            String number,
            String cause,
            String askedAt,
            boolean own) {}

    /**
     * One of them; {@code facts} are sex and age that change with it, {@code claims} the newest under way of {@code underWay}, {@code
     * seen} what has been found to be touched.
     */
    public record One(
            Line line,
            String reason,
            List<String> facts,
            List<String> covers,
            List<SearchPage.Hit> claims,
            int underWay,
            String seen,
            @Nullable String error) {
        public One {
            facts = List.copyOf(facts);
            covers = List.copyOf(covers);
            claims = List.copyOf(claims);
        }
    }
}
