package org.tongzhou.claim.web;

import java.util.List;

/** What lies where: by level, and by reviewer. */
public record WorkloadPage(List<Row> levels, List<Row> reviewers) {
    /** One line; figures as text. */
    public record Row(
            String who, String level, int open, int dueToday, int overdue, int papers, int decided, String median) {}
}
