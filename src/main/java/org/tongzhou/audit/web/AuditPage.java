package org.tongzhou.audit.web;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.audit.AuditLog;
import org.tongzhou.kernel.Book.Seal;
import org.tongzhou.shell.Frame;

/** Entries of the trail and what was asked for, as the form shows it. */
public record AuditPage(
        String subject,
        String account,
        String day,
        List<AuditLog.Entry> entries,
        @Nullable Seal seal,
        @Nullable String after,
        @Nullable String next) {
    /** What was recorded beside an action, in words. */
    public static List<Detail> details(AuditLog.Entry entry, Frame frame) {
        return Detail.of(entry.details(), frame);
    }

    /** First digits of the newest seal's hash, enough to compare by eye. */
    public static String shortHash(Seal seal) {
        return HexFormat.of().formatHex(seal.hash(), 0, 8);
    }

    /** The query that was asked, for the next page of the same list. */
    public String path() {
        return "/audit?subject=" + encoded(subject) + "&account=" + encoded(account) + "&day=" + encoded(day);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
