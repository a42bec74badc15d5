package org.tongzhou.notice.web;

import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.notice.Preferences;
import org.tongzhou.notice.Preferences.Subject;
import org.tongzhou.notice.SmsFigures;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.NavItem;

/** A person's wishes about short messages, and how the line stands. Saying the same wish twice changes nothing: no key. */
@Controller
class SmsPages {
    private static final String WISHES = "/my/messages/sms";

    private final Preferences preferences;
    private final SmsFigures figures;
    private final FundClock clock;

    SmsPages(Preferences preferences, SmsFigures figures, FundClock clock) {
        this.preferences = preferences;
        this.figures = figures;
        this.clock = clock;
    }

    @Bean
    static NavItem smsNavigation() {
        return new NavItem(Set.of(Role.ADMIN, Role.MANAGER, Role.AUDITOR), "notice.sms.nav", "/sms", "phone", 85);
    }

    @GetMapping(WISHES)
    @Allowed(signedIn = true)
    ModelAndView wishes(@RequestParam(defaultValue = "false") boolean saved, Actor actor) {
        return new ModelAndView("notice/wishes", "page", new WishesPage(preferences.of(actor), saved));
    }

    /** {@code wanted} are the subjects that stay on. */
    @PostMapping(WISHES)
    @Allowed(signedIn = true)
    String save(
            @RequestParam(defaultValue = "") List<Subject> wanted,
            @RequestParam(defaultValue = "zh") String language,
            Actor actor) {
        Set<Subject> off = new java.util.HashSet<>(Set.of(Subject.values()));
        wanted.forEach(off::remove);
        preferences.say(actor, new Preferences.Wish(off, language.equals("en")), clock.now());
        return "redirect:" + WISHES + "?saved=true";
    }

    @GetMapping("/sms")
    @Allowed({Role.ADMIN, Role.MANAGER, Role.AUDITOR})
    ModelAndView line(Actor actor, @RequestParam(defaultValue = "") String after) {
        SmsLinePage page = new SmsLinePage(figures.figures(actor, clock.now()), figures.lost(actor, after), after);
        return new ModelAndView("notice/line", "page", page);
    }
}
