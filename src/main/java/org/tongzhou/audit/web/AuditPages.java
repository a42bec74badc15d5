package org.tongzhou.audit.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.audit.AuditLog;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Book.Seal;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavItem;

/** The trail, to be searched by subject, actor and day. */
@Controller
@Allowed({Role.AUDITOR, Role.ADMIN})
class AuditPages {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** By the code of a refusal the field that it is about. */
    private static final Map<String, String> FIELDS = Map.of("audit_account", "account", "audit_day", "day");

    private final AuditLog log;

    AuditPages(AuditLog log) {
        this.log = log;
    }

    @Bean
    static NavItem auditNav() {
        return NavItem.to(AuditPages.class, "audit.nav", "/audit", "eye", 80);
    }

    @GetMapping("/audit")
    ModelAndView search(
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String after,
            Actor actor,
            Frame frame) {
        AuditPage.Asked asked = new AuditPage.Asked(subject, account, day);
        Long before = number(after, "audit_account");
        try {
            Slice<AuditLog.Entry> found = log.search(actor, search(asked, before));
            AuditPage page = new AuditPage(asked, found, seal(actor), after, Map.of());
            return new ModelAndView("audit/search", "page", page);
        } catch (Refusal refusal) {
            String field = FIELDS.get(refusal.code());
            if (field == null) {
                throw refusal;
            }
            Map<String, String> errors = Map.of(field, frame.sentence(refusal));
            Slice<AuditLog.Entry> nothing = new Slice<>(List.of(), null);
            return Again.page("audit/search", new AuditPage(asked, nothing, seal(actor), "", errors));
        }
    }

    private static AuditLog.Search search(AuditPage.Asked asked, @Nullable Long before) {
        return new AuditLog.Search(
                asked.subject().isEmpty() ? null : asked.subject(),
                number(asked.account(), "audit_account"),
                day(asked.day()),
                before == null ? Long.MAX_VALUE : before);
    }

    private @Nullable Seal seal(Actor actor) {
        return log.newestSeal(actor).orElse(null);
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
            return Days.parse(text);
        } catch (DateTimeException notADay) {
            throw Refusal.invalid("audit_day", text);
        }
    }
}
