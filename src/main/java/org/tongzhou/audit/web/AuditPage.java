package org.tongzhou.audit.web;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.audit.AuditLog;
import org.tongzhou.kernel.Book.Seal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Frame;

/** Entries of the trail and what was asked for, as the form shows it. */
public record AuditPage(
        Asked asked, Slice<AuditLog.Entry> found, @Nullable Seal seal, String after, Map<String, String> errors) {
    /** As it was typed, without blanks around it. */
    public record Asked(String subject, String account, String day) {
        public Asked {
            subject = subject.strip();
            account = account.strip();
            day = day.strip();
        }
    }

    public AuditPage {
        errors = Map.copyOf(errors);
    }

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
        return "/audit?subject=" + encoded(asked.subject()) + "&account=" + encoded(asked.account()) + "&day="
                + encoded(asked.day());
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
