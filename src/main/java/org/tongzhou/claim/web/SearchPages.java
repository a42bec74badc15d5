package org.tongzhou.claim.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.QueueRow;
import org.tongzhou.claim.Queues;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;

/** Claims of a territory, by number or identity number. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR})
class SearchPages {
    private final Queues queues;
    private final ReviewViews views;

    SearchPages(Queues queues, ReviewViews views) {
        this.queues = queues;
        this.views = views;
    }

    @GetMapping("/cases")
    ModelAndView list(
            @RequestParam(defaultValue = "") String q, @RequestParam @Nullable String after, Actor actor, Frame frame) {
        if (isPersonal(q)) {
            return new ModelAndView("redirect:/cases");
        }
        return search(q, after, actor, frame);
    }

    /** An identity number that somebody put into an address goes no further: not into the page, its links, or the next log. */
    private static boolean isPersonal(String q) {
        return q.replaceAll("\\s", "").matches("(?i)[0-9]{14,}[0-9X]?|1[0-9]{10}");
    }

    /** What is asked may be somebody's identity number, which does not belong in an address. */
    @PostMapping("/cases")
    @ChangesNothing
    ModelAndView ask(@RequestParam(defaultValue = "") String q, Actor actor, Frame frame) {
        return search(q, null, actor, frame);
    }

    private ModelAndView search(String q, @Nullable String after, Actor actor, Frame frame) {
        Slice<QueueRow> found = queues.search(actor, q, after, frame.today().day());
        return new ModelAndView(
                "claim/search",
                "page",
                new SearchPage(q.strip(), views.found(actor, found.items(), frame), after, found.next()));
    }
}
