package org.tongzhou.contribution.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.contribution.Assignments;
import org.tongzhou.contribution.NewProgramme;
import org.tongzhou.contribution.Programme;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.contribution.Programmes;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.shell.Allowed;

/** Subsidy programmes: terms by one person, agreed by another, what is used and left, and who had it. */
@Controller
@Allowed({
    Role.COUNTY_REVIEWER,
    Role.CITY_REVIEWER,
    Role.PROVINCE_REVIEWER,
    Role.FINANCE_MAKER,
    Role.FINANCE_CHECKER,
    Role.MANAGER,
    Role.AUDITOR
})
class ProgrammePages {
    private final Programmes programmes;
    private final Assignments assignments;
    private final Divisions divisions;
    private final Once once;
    private final FundClock clock;

    ProgrammePages(Programmes programmes, Assignments assignments, Divisions divisions, Once once, FundClock clock) {
        this.programmes = programmes;
        this.assignments = assignments;
        this.divisions = divisions;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/programmes")
    ModelAndView list(Actor actor) {
        List<Programme> all = programmes.list(actor);
        ProgrammesPage page = new ProgrammesPage(all, clock.today(), actor.is(Role.FINANCE_MAKER));
        return new ModelAndView("contribution/programmes", "page", page);
    }

    @GetMapping("/programmes/{id}")
    ModelAndView one(Actor actor, @PathVariable long id) {
        Programme programme = programmes.find(actor, new ProgrammeId(id));
        ProgrammePage page = new ProgrammePage(
                programme,
                programmes.reference(actor, programme.id()),
                programmes.granted(actor, programme.id()),
                assignments.ofProgramme(actor, programme.id()),
                clock.today(),
                actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER));
        return new ModelAndView("contribution/programme", "page", page);
    }

    /** {@code share} is percent of the fee, or with {@code unit=YUAN} yuan for each person; {@code area} a division's code, empty for the own territory. */
    record Form(
            @Nullable String name,
            @Nullable Payer giver,
            @Nullable String area,
            @Nullable Set<UnitKind> kinds,
            @Nullable String staff,
            @Nullable String struggling,
            @Nullable Payer relieves,
            @Nullable String share,
            @Nullable String unit,
            @Nullable String first,
            @Nullable String last,
            @Nullable String budget,
            @Nullable String most) {}

    @PostMapping("/programmes")
    @Allowed(Role.FINANCE_MAKER)
    String propose(Actor actor, Form form, @RequestParam("request_key") String key) {
        NewProgramme terms = terms(actor, form);
        String id = once.run(
                actor,
                key,
                "programme " + terms,
                () -> Long.toString(
                        programmes.propose(actor, terms, clock.now()).value()));
        return "redirect:/programmes/" + id;
    }

    private NewProgramme terms(Actor actor, Form form) {
        if (form.giver() == null || form.relieves() == null) {
            throw Refusal.invalid("programme_payers");
        }
        String area = text(form.area());
        return new NewProgramme(
                text(form.name()),
                form.giver(),
                area.isEmpty() ? actor.scope().path() : divisions.pathOf(actor.fund(), area),
                form.kinds() == null ? Set.of() : form.kinds(),
                staff(form),
                form.struggling() != null ? Set.of(UnitFlag.STRUGGLING) : Set.of(),
                form.relieves(),
                share(form),
                day(form.first()),
                day(form.last()),
                yuan(form.budget(), "programme_budget"),
                text(form.most()).isEmpty() ? null : yuan(form.most(), "programme_budget"));
    }

    /** Null for any number of staff. */
    private static @Nullable Integer staff(Form form) {
        String number = Plain.number(text(form.staff()));
        if (!number.matches("\\d{0,7}")) {
            throw Refusal.invalid("programme_staff");
        }
        return number.isEmpty() ? null : Integer.valueOf(number);
    }

    /** Two decimals of yuan, or of percent, are the same number in hundredths. */
    private static Share share(Form form) {
        Money number = yuan(form.share(), "programme_share");
        if ("YUAN".equals(form.unit())) {
            return new Share.Each(number);
        }
        if (number.fen() > 10_000) {
            throw Refusal.invalid("programme_share");
        }
        return new Share.Percent((int) number.fen());
    }

    private static LocalDate day(@Nullable String text) {
        try {
            return LocalDate.parse(text(text));
        } catch (DateTimeParseException notADay) {
            throw Refusal.invalid("programme_days");
        }
    }

    private static Money yuan(@Nullable String text, String code) {
        return Money.typed(text(text)).filter(Money::isPositive).orElseThrow(() -> Refusal.invalid(code));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    @PostMapping("/programmes/{id}/agree")
    @Allowed(Role.FINANCE_CHECKER)
    String agree(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        once.act(actor, key, "programme agree " + id, () -> programmes.agree(actor, new ProgrammeId(id), clock.now()));
        return "redirect:/programmes/" + id;
    }

    @PostMapping("/programmes/{id}/stop")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String stop(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        once.act(actor, key, "programme stop " + id, () -> programmes.stop(actor, new ProgrammeId(id), clock.now()));
        return "redirect:/programmes/" + id;
    }
}
