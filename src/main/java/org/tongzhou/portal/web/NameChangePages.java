package org.tongzhou.portal.web;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.NameChanges;
import org.tongzhou.person.OpenNameChange;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.NavItem;

/** The second person's word on corrected names. */
@Controller
@Allowed(Role.PROVINCE_REVIEWER)
class NameChangePages {
    private static final String PATH = "/name-changes";

    private final NameChanges names;
    private final Once once;
    private final FundClock clock;

    NameChangePages(NameChanges names, Once once, FundClock clock) {
        this.names = names;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem nameChangesNav() {
        return NavItem.to(NameChangePages.class, "portal.names.nav", PATH, "doc", 46);
    }

    @GetMapping(PATH)
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "") String after, Frame frame) {
        Slice<NameChangePage.Line> lines = names.open(actor, after).map(change -> line(actor, change, frame));
        return new ModelAndView("portal/name-changes", "page", new NameChangePage(lines, after));
    }

    private static NameChangePage.Line line(Actor actor, OpenNameChange change, Frame frame) {
        return new NameChangePage.Line(
                change.id(),
                change.person().value(),
                change.before(),
                change.name(),
                change.reason(),
                frame.fmt().stamp(change.askedAt()),
                actor.isPerson(change.askedBy()) || actor.isPerson(change.person()));
    }

    /** Answers, as the other word does, with the page of the list on which the change stood. */
    @PostMapping(PATH + "/{id}/confirm")
    String confirm(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String after,
            @RequestParam("request_key") String key,
            Actor actor) {
        once.run(actor, key, "confirm name " + id, () -> {
            names.confirm(actor, id, clock.now());
            return PATH;
        });
        return "redirect:" + ListAddress.after(PATH, after);
    }

    @PostMapping(PATH + "/{id}/withdraw")
    String turnDown(@PathVariable long id, @RequestParam(defaultValue = "") String after, Actor actor) {
        names.withdraw(actor, id, clock.now());
        return "redirect:" + ListAddress.after(PATH, after);
    }
}
