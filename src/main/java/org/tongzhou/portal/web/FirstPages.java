package org.tongzhou.portal.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** Where a sign-in leads. */
@Controller
@Allowed(signedIn = true)
class FirstPages {
    private final MemberHome home;

    FirstPages(MemberHome home) {
        this.home = home;
    }

    /** Staff to the first entry of their rail, members to their home; who has neither to their own account. */
    @GetMapping("/")
    String first(Frame frame) {
        if (!frame.rail().isEmpty()) {
            return "redirect:" + frame.rail().get(0).href();
        }
        return "redirect:" + (frame.is(Role.MEMBER) ? MemberTabs.HOME : "/account");
    }

    @GetMapping(MemberTabs.HOME)
    @Allowed(Role.MEMBER)
    ModelAndView home(Actor actor, Frame frame) {
        return new ModelAndView("portal/home", "page", home.page(actor, frame));
    }
}
