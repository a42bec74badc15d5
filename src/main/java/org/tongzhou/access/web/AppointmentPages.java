package org.tongzhou.access.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Appointment;
import org.tongzhou.access.Appointments;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavBadge;
import org.tongzhou.shell.NavItem;

/** What waits for a second administrator's word. */
@Controller
@Allowed(Role.ADMIN)
class AppointmentPages {
    private static final String PATH = "/appointments";

    private final Appointments appointments;
    private final People people;
    private final Territories territories;
    private final HandedPages handed;
    private final Once once;
    private final FundClock clock;

    AppointmentPages(
            Appointments appointments,
            People people,
            Territories territories,
            HandedPages handed,
            Once once,
            FundClock clock) {
        this.appointments = appointments;
        this.people = people;
        this.territories = territories;
        this.handed = handed;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem appointmentsItem() {
        return NavItem.to(AppointmentPages.class, "access.appointments.nav", PATH, "check", 21);
    }

    @Bean
    static NavBadge appointmentsWaiting(Appointments appointments) {
        return NavBadge.of(PATH, appointments::count);
    }

    @GetMapping(PATH)
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "") String after) {
        Slice<AppointmentList.Line> lines = appointments
                .waiting(actor, after)
                .map(asked -> new AppointmentList.Line(
                        asked,
                        territories.words(actor.fund(), asked.subject().path()),
                        appointments.awaits(actor, asked)));
        return new ModelAndView("access/appointments", "page", new AppointmentList(lines.items(), after, lines.next()));
    }

    @GetMapping(PATH + "/{id}")
    ModelAndView one(Actor actor, @PathVariable long id, Frame frame) {
        return page(actor, id, null, frame);
    }

    @PostMapping(PATH + "/{id}/confirm")
    ModelAndView confirm(Actor actor, @PathVariable long id, @RequestParam("request_key") String key, Frame frame) {
        try {
            HandedPages.Request request = new HandedPages.Request(key, "confirm " + id);
            return handed.show(actor, request, () -> appointments.confirm(actor, id, clock.now()), frame);
        } catch (Refusal refusal) {
            ModelAndView page = page(actor, id, frame.sentence(refusal), frame);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    @PostMapping(PATH + "/{id}/drop")
    String drop(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        once.act(actor, key, "drop appointment " + id, () -> appointments.drop(actor, id, clock.now()));
        return "redirect:" + PATH + "/" + id;
    }

    private ModelAndView page(Actor actor, long id, @Nullable String error, Frame frame) {
        Appointment asked = appointments.find(actor, id);
        AppointmentPage page = new AppointmentPage(
                asked,
                territories.words(actor.fund(), asked.subject().path()),
                territories.words(actor.fund(), asked.asked().path()),
                number(actor, asked),
                actor.isPerson(asked.asked().person()),
                appointments
                        .hindrance(actor, asked)
                        .map(code -> frame.say("refusal." + code))
                        .orElse(null),
                !appointments.hasSecond(actor, asked),
                error);
        return new ModelAndView("access/appointment", "page", page);
    }

    private String number(Actor actor, Appointment asked) {
        return Optional.ofNullable(asked.subject().person())
                .map(person -> people.card(actor.fund(), person))
                .map(PersonCard::maskedId)
                .orElse("—");
    }
}
