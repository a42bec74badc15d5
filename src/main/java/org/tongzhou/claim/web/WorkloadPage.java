package org.tongzhou.claim.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Slice;

/** What lies where: by level, and by reviewer; a page of what is late, and the key after which it begins. */
public record WorkloadPage(List<Row> levels, List<Row> reviewers, Slice<Late> late, String after) {
    /** A claim whose day is past: its page, null for who may not open it, its number, who has it, its day, and the day of the member's reminder. */
    public record Late(@Nullable String href, String number, String union, String due, String urged) {}

    /** One line; figures as text. */
    public record Row(
            String who, String level, int open, int dueToday, int overdue, int papers, int decided, String median) {}
}
