package org.tongzhou.audit.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.audit.AuditLog;

/** Entries of the trail and what was asked for, as the form shows it. */
public record AuditPage(
        String subject,
        String account,
        String day,
        List<AuditLog.Entry> entries,
        @Nullable String after,
        @Nullable String next) {
    /** The query that was asked, for the next page of the same list. */
    public String path() {
        return "/audit?subject=" + encoded(subject) + "&account=" + encoded(account) + "&day=" + encoded(day);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
