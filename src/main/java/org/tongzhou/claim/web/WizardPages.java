package org.tongzhou.claim.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.FactSheet;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;

/** Filing in three steps: what happened, the papers, the check. Each step saves the draft, so nothing is lost with a session. */
@Controller
@Allowed({Role.MEMBER, Role.UNIT_OFFICER})
class WizardPages {
    private final Drafts drafts;
    private final Claims claims;
    private final Intake intake;
    private final WizardStart start;
    private final WizardPapers papers;
    private final WizardCheck check;
    private final Once once;
    private final FundClock clock;

    WizardPages(
            Drafts drafts,
            Claims claims,
            Intake intake,
            WizardStart start,
            WizardPapers papers,
            WizardCheck check,
            Once once,
            FundClock clock) {
        this.drafts = drafts;
        this.claims = claims;
        this.intake = intake;
        this.start = start;
        this.papers = papers;
        this.check = check;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/my/claims/new")
    ModelAndView start(@RequestParam @Nullable Long member, Actor actor, Frame frame) {
        return new ModelAndView(
                "claim/start", "page", start.page(actor, person(actor, member), WizardStart.Typed.NOTHING, frame));
    }

    @PostMapping("/my/claims/new")
    ModelAndView open(
            @RequestParam @Nullable EventKind kind,
            @RequestParam @Nullable Long member,
            @RequestParam(defaultValue = "") String died,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame) {
        PersonId person = person(actor, member);
        try {
            if (kind == null) {
                throw Refusal.invalid("claim_kind_missing");
            }
            String id = once.run(
                    actor,
                    key,
                    (person.value() + " " + kind + " " + died).strip(),
                    () -> Long.toString(open(actor, person, kind, died).value()));
            return new ModelAndView("redirect:/my/claims/draft/" + id + "/papers");
        } catch (Refusal refusal) {
            return Again.page(
                    "claim/start", start.page(actor, person, new WizardStart.Typed(kind, died, refusal), frame));
        }
    }

    /** With the day of the member's death where one was typed. */
    private CaseId open(Actor actor, PersonId person, EventKind kind, String died) {
        CaseId id = drafts.open(actor, person, kind, clock.now());
        if (!died.isBlank()) {
            int version = drafts.find(actor, id).version();
            drafts.correct(actor, id, version, Map.of(FactField.DIED, died), clock.now());
            requireNotAhead(drafts.find(actor, id).facts());
        }
        return id;
    }

    /** Said at the first step: the papers that are asked for follow from a death. */
    private void requireNotAhead(FactSheet facts) {
        if (facts.day(FactField.DIED).filter(clock.today()::isBefore).isPresent()) {
            throw Refusal.invalid("claim_fact_future", FactField.DIED);
        }
    }

    /** Goes on where the draft was left: at the check once its bill is there, else at the papers. */
    @GetMapping("/my/claims/draft/{id}")
    String resume(@PathVariable long id, Actor actor, Frame frame) {
        EventCase draft = drafts.find(actor, new CaseId(id));
        if (!draft.isDraft()) {
            return "redirect:/my/cases/" + id;
        }
        boolean enough = drafts.needsBill(actor, draft, frame.today().day())
                ? draft.hasBill()
                : !draft.paperKinds().isEmpty();
        return "redirect:/my/claims/draft/" + id + (enough ? "/check" : "/papers");
    }

    @GetMapping("/my/claims/draft/{id}/papers")
    ModelAndView papers(@PathVariable long id, Actor actor, Frame frame) {
        EventCase draft = drafts.find(actor, new CaseId(id));
        return draft.isDraft()
                ? new ModelAndView("claim/papers", "page", papers.page(actor, draft, null, frame))
                : new ModelAndView("redirect:/my/cases/" + id);
    }

    @PostMapping("/my/claims/draft/{id}/papers")
    ModelAndView upload(@PathVariable long id, PaperForm form, Actor actor, Frame frame) {
        EventCase draft = drafts.find(actor, new CaseId(id));
        Drafts.requireDraft(draft);
        try {
            intake.once(actor, form, new Intake.For(draft, "draft " + id), paper -> {
                drafts.attach(actor, draft.id(), paper, clock.now());
                return Long.toString(paper.paper());
            });
        } catch (Refusal refusal) {
            return Again.page("claim/papers", papers.page(actor, draft, new WrongPaper(form, refusal), frame));
        }
        return new ModelAndView("redirect:/my/claims/draft/" + id + "/papers");
    }

    @PostMapping("/my/claims/draft/{id}/papers/{paper}/remove")
    String remove(@PathVariable long id, @PathVariable long paper, Actor actor) {
        drafts.detach(actor, new CaseId(id), paper, clock.now());
        return "redirect:/my/claims/draft/" + id + "/papers";
    }

    @PostMapping("/my/claims/draft/{id}/papers/{paper}/keep")
    String useAnyway(@PathVariable long id, @PathVariable long paper, Actor actor) {
        intake.useAnyway(actor, drafts.find(actor, new CaseId(id)), paper);
        return "redirect:/my/claims/draft/" + id + "/papers";
    }

    @GetMapping("/my/claims/draft/{id}/check")
    ModelAndView check(@PathVariable long id, @RequestParam @Nullable String edit, Actor actor, Frame frame) {
        EventCase draft = drafts.find(actor, new CaseId(id));
        return draft.isDraft()
                ? checked(actor, draft, CheckLook.at(edit), frame)
                : new ModelAndView("redirect:/my/cases/" + id);
    }

    /** Opens a field to be put right beside what was typed and ticked; what is ticked lies in no address. */
    @PostMapping("/my/claims/draft/{id}/check")
    @ChangesNothing
    ModelAndView edit(
            @PathVariable long id,
            @RequestParam String edit,
            @RequestParam(required = false) @Nullable List<String> also,
            @RequestParam Map<String, String> form,
            Actor actor,
            Frame frame) {
        EventCase draft = drafts.find(actor, new CaseId(id));
        return draft.isDraft()
                ? checked(actor, draft, CheckLook.at(edit, typed(form), plans(also)), frame)
                : new ModelAndView("redirect:/my/cases/" + id);
    }

    private ModelAndView checked(Actor actor, EventCase draft, CheckLook look, Frame frame) {
        return new ModelAndView("claim/check", "page", check.page(actor, draft, frame, look));
    }

    @PostMapping("/my/claims/draft/{id}/facts")
    ModelAndView correct(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            @RequestParam(required = false) @Nullable List<String> also,
            @RequestParam Map<String, String> form,
            Actor actor,
            Frame frame) {
        Map<FactField, String> typed = typed(form);
        Set<PlanCode> ticked = plans(also);
        try {
            once.run(actor, key, id + " " + version + " " + typed, () -> {
                drafts.correct(actor, new CaseId(id), version, typed, clock.now());
                return "";
            });
        } catch (Refusal refusal) {
            EventCase draft = drafts.find(actor, new CaseId(id));
            Drafts.requireDraft(draft);
            return Again.page("claim/check", check.page(actor, draft, frame, CheckLook.typed(typed, ticked, refusal)));
        }
        return ticked.isEmpty()
                ? new ModelAndView("redirect:/my/claims/draft/" + id + "/check")
                : checked(actor, drafts.find(actor, new CaseId(id)), CheckLook.ticked(ticked), frame);
    }

    private static Map<FactField, String> typed(Map<String, String> form) {
        Map<FactField, String> typed = new EnumMap<>(FactField.class);
        form.forEach((name, value) -> {
            if (name.startsWith("f.")) {
                FactField.of(name.substring(2)).ifPresent(field -> typed.put(field, value.strip()));
            }
        });
        return typed;
    }

    /** A draft goes once, so that the form needs no key: sent again it leads to the same case. */
    @PostMapping("/my/claims/draft/{id}/submit")
    ModelAndView submit(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(required = false) @Nullable List<String> also,
            @RequestParam(defaultValue = "false") boolean consent,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor,
            Frame frame) {
        Submission submission = new Submission(version, plans(also), consent, Device.of(request, response));
        try {
            claims.submit(actor, new CaseId(id), submission, clock.now());
        } catch (Refusal refusal) {
            EventCase draft = drafts.find(actor, new CaseId(id));
            if (draft.isDraft()) {
                CheckLook look = CheckLook.submitted(submission.also(), refusal);
                return Again.page("claim/check", check.page(actor, draft, frame, look));
            }
        }
        return new ModelAndView("redirect:/my/cases/" + id);
    }

    private static Set<PlanCode> plans(@Nullable List<String> codes) {
        Set<PlanCode> plans = new HashSet<>();
        for (String code : codes == null ? List.<String>of() : codes) {
            if (code.matches("[a-z][a-z0-9-]{1,39}")) {
                plans.add(new PlanCode(code));
            }
        }
        return plans;
    }

    private static PersonId person(Actor actor, @Nullable Long member) {
        return member == null ? actor.requirePerson() : new PersonId(member);
    }
}
