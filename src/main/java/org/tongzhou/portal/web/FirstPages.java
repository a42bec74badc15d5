package org.tongzhou.portal.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Accounts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** Where a sign-in leads. */
@Controller
@Allowed(signedIn = true)
class FirstPages {
    private final MemberHome home;
    private final Accounts accounts;

    FirstPages(MemberHome home, Accounts accounts) {
        this.home = home;
        this.accounts = accounts;
    }

    /** Staff to the first entry of their rail, members to their home; who has neither to their own account. */
    @GetMapping("/")
    String first(Frame frame) {
        if (!frame.rail().isEmpty()) {
            return "redirect:" + frame.rail().get(0).href();
        }
        return "redirect:" + (frame.is(Role.MEMBER) ? MemberTabs.HOME : "/account");
    }

    /** Who has just arrived by the phone is told the login to come back with. */
    @GetMapping(MemberTabs.HOME)
    @Allowed(Role.MEMBER)
    ModelAndView home(Actor actor, @RequestParam(required = false) @Nullable String arrived, Frame frame) {
        ModelAndView page = new ModelAndView("portal/home", "page", home.page(actor, frame));
        if (arrived != null) {
            accounts.standing(actor.fund(), actor.userId())
                    .ifPresent(own ->
                            page.addObject("login", accounts.signInName(own).said(frame.words())));
        }
        return page;
    }
}
