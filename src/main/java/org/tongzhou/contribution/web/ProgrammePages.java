package org.tongzhou.contribution.web;

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
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

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
    private final ProgrammeTerms terms;
    private final Once once;
    private final FundClock clock;

    ProgrammePages(Programmes programmes, Assignments assignments, ProgrammeTerms terms, Once once, FundClock clock) {
        this.programmes = programmes;
        this.assignments = assignments;
        this.terms = terms;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/programmes")
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "") String after) {
        return list(actor, after, Tried.NOTHING);
    }

    private ModelAndView list(Actor actor, String after, Tried tried) {
        ProgrammesPage page = new ProgrammesPage(
                programmes.list(actor, after), after, clock.today(), actor.is(Role.FINANCE_MAKER), tried);
        return new ModelAndView("contribution/programmes", "page", page);
    }

    @GetMapping("/programmes/{id}")
    ModelAndView one(Actor actor, @PathVariable long id, Sent sent) {
        Programme programme = programmes.find(actor, new ProgrammeId(id));
        PagedLists lists = PagedLists.of("/programmes/" + id, sent, "after", "before");
        ProgrammePage page = new ProgrammePage(
                programme,
                programmes.reference(actor, programme.id()),
                programmes.granted(actor, programme.id(), lists.startOf("after")),
                assignments.ofProgramme(actor, programme.id(), lists.startOf("before")),
                lists,
                clock.today(),
                actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER));
        return new ModelAndView("contribution/programme", "page", page);
    }

    @PostMapping("/programmes")
    @Allowed(Role.FINANCE_MAKER)
    ModelAndView propose(Actor actor, Sent form) {
        return form.act(
                () -> {
                    NewProgramme wanted = terms.of(actor, form);
                    String id = once.run(
                            actor,
                            form.key(),
                            "programme " + wanted,
                            () -> Long.toString(programmes
                                    .propose(actor, wanted, clock.now())
                                    .value()));
                    return "redirect:/programmes/" + id;
                },
                ProgrammeTerms.FIELDS,
                tried -> list(actor, form.text("after"), tried));
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
