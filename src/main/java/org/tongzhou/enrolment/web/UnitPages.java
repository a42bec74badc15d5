package org.tongzhou.enrolment.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.UnitFacts;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** Work units as they are registered: searched for, registered one at a time, renamed. */
@Controller
@Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR})
class UnitPages {
    private static final Map<String, String> FIELDS = Map.of(
            "unit_code", "code",
            "unit_registered", "code",
            "unit_name", "name",
            "unit_name_letters", "name",
            "unit_staff", "staff",
            "county_unknown", "county",
            "unit_elsewhere", "county",
            "unit_moved", "name",
            "unit_kind_kept", "kind",
            "unit_reason", "reason");

    private final UnitRegister register;
    private final UnitViews views;
    private final Once once;
    private final FundClock clock;

    UnitPages(UnitRegister register, UnitViews views, Once once, FundClock clock) {
        this.register = register;
        this.views = views;
        this.once = once;
        this.clock = clock;
    }

    /** What became of a list that was sent: units that are new, units known before, accounts opened for officers. */
    record Became(
            @Nullable Integer added,
            @Nullable Integer known,
            @Nullable Integer officers) {
        List<String> sentences(Frame frame) {
            List<String> sentences = new ArrayList<>();
            say("units.done", added, frame, sentences);
            say("units.done.known", known != null && known > 0 ? known : null, frame, sentences);
            say("units.done.officers", officers, frame, sentences);
            return sentences;
        }

        private static void say(String sentence, @Nullable Integer count, Frame frame, List<String> sentences) {
            if (count != null && count >= 0) {
                sentences.add(frame.say(sentence, frame.fmt().count(count)));
            }
        }
    }

    @GetMapping("/units")
    ModelAndView list(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String after,
            Became became,
            Actor actor,
            Frame frame) {
        return views.list(actor, new UnitViews.Asked(text, after), Tried.NOTHING, became.sentences(frame));
    }

    @PostMapping("/units")
    @Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    ModelAndView register(Sent form, Actor actor) {
        return form.act(
                () -> {
                    NewUnit unit = new NewUnit(
                            Plain.number(form.text("code")),
                            form.text("name"),
                            kind(form),
                            Plain.number(form.text("county")),
                            form.number("staff"),
                            null);
                    return "redirect:/units/"
                            + once.run(
                                    actor,
                                    form.key(),
                                    "unit " + unit,
                                    () -> Long.toString(register.register(actor, unit, clock.now())
                                            .value()));
                },
                FIELDS,
                tried -> views.list(actor, UnitViews.Asked.NOTHING, tried, List.of()));
    }

    @GetMapping("/units/{id}")
    ModelAndView one(@PathVariable long id, Actor actor) {
        return views.one(actor, new UnitId(id), Tried.NOTHING);
    }

    @PostMapping("/units/{id}")
    @Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    ModelAndView change(@PathVariable long id, Sent form, Actor actor) {
        UnitId unit = new UnitId(id);
        return form.act(
                () -> {
                    UnitFacts after = new UnitFacts(form.text("name"), kind(form), form.number("staff"));
                    UnitRegister.Change change = new UnitRegister.Change(before(form), after, form.text("reason"));
                    once.act(
                            actor,
                            form.key(),
                            "unit " + id + " " + change,
                            () -> register.change(actor, unit, change, clock.now()));
                    return "redirect:/units/" + id;
                },
                FIELDS,
                tried -> views.one(actor, unit, tried));
    }

    private static UnitFacts before(Sent form) {
        String[] seen = form.text("before").split(" ", 3);
        if (seen.length < 3 || !seen[1].matches("\\d{1,7}")) {
            throw Refusal.invalid("bad_request");
        }
        return new UnitFacts(seen[2], kind(seen[0]), Integer.parseInt(seen[1]));
    }

    private static UnitKind kind(Sent form) {
        return kind(form.text("kind"));
    }

    private static UnitKind kind(String name) {
        try {
            return UnitKind.valueOf(name);
        } catch (IllegalArgumentException none) {
            throw Refusal.invalid("bad_request");
        }
    }
}
