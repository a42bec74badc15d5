package org.tongzhou.audit.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.audit.AuditLog;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Allowed;

/** The trail, to be searched by subject, actor and day. */
@Controller
@Allowed({Role.AUDITOR, Role.ADMIN})
class AuditPages {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final AuditLog log;

    AuditPages(AuditLog log) {
        this.log = log;
    }

    @GetMapping("/audit")
    ModelAndView search(
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String after,
            Actor actor) {
        Long before = number(after, "audit_account");
        AuditLog.Search search = new AuditLog.Search(
                subject.isBlank() ? null : subject.strip(),
                number(account.strip(), "audit_account"),
                day(day.strip()),
                before == null ? Long.MAX_VALUE : before);
        Slice<AuditLog.Entry> found = log.search(actor, search);
        AuditPage page = new AuditPage(
                subject.strip(),
                account.strip(),
                day.strip(),
                found.items(),
                log.newestSeal(actor).orElse(null),
                after.isEmpty() ? null : after,
                found.next());
        return new ModelAndView("audit/search", "page", page);
    }

    private static @Nullable Long number(String text, String code) {
        if (text.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw Refusal.invalid(code, text);
        }
        return Long.valueOf(text);
    }

    private static @Nullable LocalDate day(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw Refusal.invalid("audit_day", text);
        }
    }
}
