package org.tongzhou.demo.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tongzhou.demo.DemoClock;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ClockControls;
import org.tongzhou.shell.Frame;

/** The two buttons beside the demonstration clock. Comes back to the page it was pressed on. */
@Controller
@Profile("demo")
class ClockPages {
    private static final String ACTION = "/demo/clock";

    private final DemoClock clock;

    ClockPages(DemoClock clock) {
        this.clock = clock;
    }

    @Bean
    static ClockControls clockControls() {
        return new ClockControls(ACTION);
    }

    @PostMapping(ACTION)
    @Allowed(signedIn = true)
    String move(@RequestParam("by") String by, Frame frame) {
        if (by.equals("event")) {
            clock.toNextEvent();
        } else {
            clock.toNextDay();
        }
        return "redirect:" + frame.place().page();
    }
}
