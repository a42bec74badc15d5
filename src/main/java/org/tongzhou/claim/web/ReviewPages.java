package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.Proposals;
import org.tongzhou.claim.QueueFilter;
import org.tongzhou.claim.Reviews;
import org.tongzhou.claim.Reviews.Ask;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.claim.Reviews.Looked;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** The workbench. Looking at a claim reserves it; every decision names the version that was seen and is made once. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class ReviewPages {
    private final Cases cases;
    private final Reviews reviews;
    private final Proposals proposals;
    private final ReviewViews views;
    private final Intake intake;
    private final Once once;
    private final FundClock clock;

    ReviewPages(
            Cases cases,
            Reviews reviews,
            Proposals proposals,
            ReviewViews views,
            Intake intake,
            Once once,
            FundClock clock) {
        this.cases = cases;
        this.reviews = reviews;
        this.proposals = proposals;
        this.views = views;
        this.intake = intake;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/reviews")
    ModelAndView queue(@RequestParam(defaultValue = "ALL") QueueFilter filter, Actor actor, Frame frame) {
        ReviewViews.Look look = new ReviewViews.Look(filter, null, null, Optional.empty(), Map.of());
        return new ModelAndView("claim/workbench", "page", views.page(actor, look, frame));
    }

    @GetMapping("/reviews/{id}")
    @Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR})
    ModelAndView claim(
            @PathVariable long id,
            @RequestParam(defaultValue = "ALL") QueueFilter filter,
            @RequestParam @Nullable Long paper,
            Actor actor,
            Frame frame) {
        return new ModelAndView("claim/workbench", "page", page(actor, id, filter, paper, null, frame));
    }

    private WorkbenchPage page(
            Actor actor, long id, QueueFilter filter, @Nullable Long paper, @Nullable Refusal refusal, Frame frame) {
        ClaimFile file = cases.review(actor, new ClaimId(id));
        Optional<PersonId> holder =
                actor.person() == null ? Optional.empty() : reviews.take(actor, new ClaimId(id), clock.now());
        Map<String, String> errors = refusal == null ? Map.of() : Map.of("", WizardViews.sentence(refusal, frame));
        return views.page(actor, new ReviewViews.Look(filter, file, paper, holder, errors), frame);
    }

    /** One decision as a form sends it. */
    private ModelAndView act(Form form, Actor actor, Frame frame, Runnable decision) {
        try {
            once.run(actor, form.key(), form.body(), () -> {
                decision.run();
                return "";
            });
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            ModelAndView again = new ModelAndView(
                    "claim/workbench", "page", page(actor, form.id(), QueueFilter.ALL, null, refusal, frame));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:/reviews/" + form.id());
    }

    /** The claim, the version that was seen, and the key of the form. */
    private record Form(long id, String key, String body) {
        static Form of(String verb, long id, int version, String key, Object... rest) {
            return new Form(id, key, verb + " " + id + " " + version + " " + List.of(rest));
        }
    }

    @PostMapping("/reviews/{id}/approve")
    ModelAndView approve(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame) {
        return act(
                Form.of("approve", id, version, key),
                actor,
                frame,
                () -> reviews.approve(actor, new ClaimId(id), version, clock.now()));
    }

    @PostMapping("/reviews/{id}/ask")
    ModelAndView ask(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            @RequestParam(required = false) @Nullable List<PaperKind> papers,
            @RequestParam(defaultValue = "") String words,
            Actor actor,
            Frame frame) {
        Ask ask = new Ask(papers == null ? List.of() : papers, words);
        return act(
                Form.of("ask", id, version, key, ask),
                actor,
                frame,
                () -> reviews.askPapers(actor, new ClaimId(id), version, ask, clock.now()));
    }

    @PostMapping("/reviews/{id}/refuse")
    ModelAndView refuse(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            @RequestParam(defaultValue = "") String clause,
            @RequestParam(defaultValue = "") String words,
            Actor actor,
            Frame frame) {
        Ground ground = new Ground(clause, words);
        return act(
                Form.of("refuse", id, version, key, ground),
                actor,
                frame,
                () -> reviews.proposeRefusal(actor, new ClaimId(id), version, ground, clock.now()));
    }

    @PostMapping("/reviews/{id}/second")
    ModelAndView second(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            @RequestParam boolean agree,
            Actor actor,
            Frame frame) {
        return act(Form.of("second", id, version, key, agree), actor, frame, () -> {
            if (agree) {
                reviews.confirmRefusal(actor, new ClaimId(id), version, clock.now());
            } else {
                reviews.declineRefusal(actor, new ClaimId(id), version, clock.now());
            }
        });
    }

    @PostMapping("/reviews/{id}/up")
    ModelAndView up(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame) {
        return act(
                Form.of("up", id, version, key),
                actor,
                frame,
                () -> reviews.sendUp(actor, new ClaimId(id), version, clock.now()));
    }

    @PostMapping("/reviews/{id}/take-over")
    ModelAndView takeOver(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame) {
        return act(
                Form.of("take-over", id, version, key),
                actor,
                frame,
                () -> reviews.takeOver(actor, new ClaimId(id), version, clock.now()));
    }

    @PostMapping("/reviews/{id}/fact")
    ModelAndView fact(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            @RequestParam Map<String, String> form,
            Actor actor,
            Frame frame) {
        List<Looked> looked = looked(form);
        return act(
                Form.of("fact", id, version, key, looked),
                actor,
                frame,
                () -> reviews.confirmFacts(actor, new ClaimId(id), version, looked, clock.now()));
    }

    /** All fields of the form, or the one whose own button was pressed. */
    private static List<Looked> looked(Map<String, String> form) {
        List<Looked> looked = new ArrayList<>();
        String only = form.getOrDefault("only", "");
        form.forEach((name, value) -> {
            if (name.startsWith("v.") && (only.isEmpty() || name.equals("v." + only))) {
                looked.add(new Looked(FactField.of(name.substring(2)).orElseThrow(Refusal::notFound), value));
            }
        });
        looked.sort(Comparator.comparing(Looked::field));
        return looked;
    }

    @PostMapping("/reviews/{id}/class")
    ModelAndView disease(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam("request_key") String key,
            @RequestParam(defaultValue = "") String disease,
            Actor actor,
            Frame frame) {
        return act(
                Form.of("class", id, version, key, disease),
                actor,
                frame,
                () -> reviews.confirmClass(actor, new ClaimId(id), version, disease, clock.now()));
    }

    @PostMapping("/reviews/{id}/proposals/{proposal}/aside")
    ModelAndView aside(
            @PathVariable long id,
            @PathVariable long proposal,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame) {
        return act(
                Form.of("aside", id, 0, key, proposal),
                actor,
                frame,
                () -> proposals.putAside(actor, proposal, clock.now()));
    }

    /** A paper of a claim in the reader's territory, marked with who looks at it and when. */
    @GetMapping("/reviews/{id}/papers/{paper}/{page}.png")
    @Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR})
    ResponseEntity<byte[]> picture(
            @PathVariable long id, @PathVariable long paper, @PathVariable int page, Actor actor, Frame frame) {
        ClaimFile file = cases.review(actor, new ClaimId(id));
        String mark = actor.name() + " " + frame.fmt().stamp(frame.today().now());
        return intake.picture(actor, file.eventCase(), paper, page, mark);
    }
}
