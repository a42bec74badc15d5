package org.tongzhou.claim.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.QueueRow;
import org.tongzhou.claim.Queues;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.People;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.ListAddress;

/** Claims of a territory, by number or identity number. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR})
class SearchPages {
    private static final String PATH = "/cases";
    private static final SearchPage NONE = new SearchPage("", PATH, new Slice<>(List.of(), null), null);

    private final Queues queues;
    private final People people;
    private final ReviewViews views;

    SearchPages(Queues queues, People people, ReviewViews views) {
        this.queues = queues;
        this.people = people;
        this.views = views;
    }

    @GetMapping(PATH)
    ModelAndView list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam @Nullable Long person,
            @RequestParam @Nullable String after,
            Actor actor,
            Frame frame) {
        if (isPersonal(q)) {
            return new ModelAndView("redirect:" + PATH);
        }
        return person == null
                ? page(numbered(actor, q, after, frame))
                : page(ofPerson(actor, new PersonId(person), after, frame));
    }

    /** An identity number that somebody put into an address goes no further: not into the page, its links, or the next log. */
    private static boolean isPersonal(String q) {
        return q.replaceAll("\\s", "").matches("(?i)[0-9]{14,}[0-9X]?|1[0-9]{10}");
    }

    /** What is asked may be somebody's identity number, which does not belong in an address. */
    @PostMapping(PATH)
    @ChangesNothing
    ModelAndView ask(@RequestParam(defaultValue = "") String q, Actor actor, Frame frame) {
        Optional<ResidentId> number = ResidentId.typed(q);
        if (number.isEmpty()) {
            return page(numbered(actor, q, null, frame));
        }
        return page(people.find(actor.fund(), number.get())
                .map(person -> ofPerson(actor, person, null, frame))
                .orElse(NONE)
                .asked(q));
    }

    private SearchPage numbered(Actor actor, String q, @Nullable String after, Frame frame) {
        Slice<QueueRow> found = queues.search(actor, q, after, frame.today().day());
        return new SearchPage(
                q.strip(), ListAddress.with(PATH, "q", q.strip()), views.found(actor, found, frame), after);
    }

    /** The list goes on by the person: their number belongs in no address. */
    private SearchPage ofPerson(Actor actor, PersonId person, @Nullable String after, Frame frame) {
        Slice<QueueRow> found =
                queues.ofPerson(actor, person, after, frame.today().day());
        String path = ListAddress.with(PATH, "person", Long.toString(person.value()));
        return new SearchPage("", path, views.found(actor, found, frame), after);
    }

    private static ModelAndView page(SearchPage page) {
        return new ModelAndView("claim/search", "page", page);
    }
}
