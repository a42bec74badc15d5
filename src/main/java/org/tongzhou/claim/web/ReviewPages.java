package org.tongzhou.claim.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.Grade;
import org.tongzhou.claim.Proposals;
import org.tongzhou.claim.QueueFilter;
import org.tongzhou.claim.QueuePlace;
import org.tongzhou.claim.Recalls;
import org.tongzhou.claim.Reclassifications;
import org.tongzhou.claim.Reclassifications.Graver;
import org.tongzhou.claim.Reviews;
import org.tongzhou.claim.Reviews.Ask;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.claim.Reviews.Looked;
import org.tongzhou.claim.Signs;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.recovery.Recoveries;
import org.tongzhou.recovery.RecoveryTerms;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Sent;

/** The workbench. Looking at a claim reserves it; every decision names the version that was seen and is made once. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class ReviewPages {
    private final Cases cases;
    private final Reviews reviews;
    private final Proposals proposals;
    private final Signs signs;
    private final Reclassifications reclassifications;
    private final Recalls recalls;
    private final ReviewViews views;
    private final Intake intake;
    private final Once once;
    private final FundClock clock;

    ReviewPages(
            Cases cases,
            Reviews reviews,
            Proposals proposals,
            Signs signs,
            Reclassifications reclassifications,
            Recalls recalls,
            ReviewViews views,
            Intake intake,
            Once once,
            FundClock clock) {
        this.cases = cases;
        this.reviews = reviews;
        this.proposals = proposals;
        this.signs = signs;
        this.reclassifications = reclassifications;
        this.recalls = recalls;
        this.views = views;
        this.intake = intake;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/reviews")
    ModelAndView queue(QueuePlace place, Actor actor, Frame frame) {
        ReviewViews.Look look = new ReviewViews.Look(place, null, null, Optional.empty(), KeptForm.NONE);
        return new ModelAndView("claim/workbench", "page", views.page(actor, look, frame));
    }

    @GetMapping("/reviews/{id}")
    @Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR})
    ModelAndView claim(
            @PathVariable long id,
            QueuePlace place,
            @RequestParam @Nullable Long paper,
            @RequestParam(defaultValue = "1") int sheet,
            Actor actor,
            Frame frame) {
        PaperViews.Leaf leaf = paper == null ? null : new PaperViews.Leaf(paper, sheet);
        return new ModelAndView("claim/workbench", "page", page(actor, id, place, leaf, KeptForm.NONE, frame));
    }

    private WorkbenchPage page(
            Actor actor, long id, QueuePlace place, PaperViews.@Nullable Leaf leaf, KeptForm kept, Frame frame) {
        ClaimFile file = cases.review(actor, new ClaimId(id));
        Optional<PersonId> holder =
                actor.person() == null ? Optional.empty() : reviews.take(actor, new ClaimId(id), clock.now());
        return views.page(actor, new ReviewViews.Look(place, file, leaf, holder, kept), frame);
    }

    /** What every form of the desk carries: the claim, its version as it was seen, the key of the form, and where the queue stood. */
    record Seen(
            long id, int version, @BindParam("request_key") String key, QueueFilter filter, String after) {
        Seen {
            key = Objects.requireNonNullElse(key, "");
            filter = Objects.requireNonNullElse(filter, QueueFilter.ALL);
            after = Objects.requireNonNullElse(after, "");
        }

        QueuePlace place() {
            return new QueuePlace(filter, after);
        }
    }

    /** Makes one decision once, and answers with the claim after it, or with the page and what was refused. */
    private ModelAndView act(Seen seen, Object said, Desk desk, Consumer<ClaimId> decision) {
        try {
            once.run(desk.actor(), seen.key(), seen.id() + " " + seen.version() + " " + said, () -> {
                decision.accept(new ClaimId(seen.id()));
                return "";
            });
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            KeptForm kept = desk.typed().refused(refusal, desk.frame());
            WorkbenchPage page = page(desk.actor(), seen.id(), seen.place(), null, kept, desk.frame());
            return Again.page("claim/workbench", page);
        }
        return new ModelAndView("redirect:" + seen.place().in("/reviews/" + seen.id()));
    }

    /** Who decides, the page they will see, and what they have written. */
    private record Desk(Actor actor, Frame frame, KeptForm typed) {
        Desk(Actor actor, Frame frame) {
            this(actor, frame, KeptForm.NONE);
        }
    }

    @PostMapping("/reviews/{id}/approve")
    ModelAndView approve(Seen seen, Actor actor, Frame frame) {
        return act(
                seen, "approve", new Desk(actor, frame), id -> reviews.approve(actor, id, seen.version(), clock.now()));
    }

    @PostMapping("/reviews/{id}/ask")
    ModelAndView ask(
            Seen seen,
            @RequestParam(required = false) @Nullable List<PaperKind> papers,
            @RequestParam(defaultValue = "") String words,
            Sent form,
            Actor actor,
            Frame frame) {
        Ask ask = new Ask(papers == null ? List.of() : papers, words);
        return act(
                seen,
                ask,
                new Desk(actor, frame, new KeptForm("ask", form.tried(Map.of()))),
                id -> reviews.askPapers(actor, id, seen.version(), ask, clock.now()));
    }

    @PostMapping("/reviews/{id}/refuse")
    ModelAndView refuse(
            Seen seen,
            @RequestParam(defaultValue = "") String clause,
            @RequestParam(defaultValue = "") String words,
            Sent form,
            Actor actor,
            Frame frame) {
        Ground ground = new Ground(clause, words);
        return act(
                seen,
                ground,
                new Desk(actor, frame, new KeptForm("refuse", form.tried(Map.of()))),
                id -> reviews.proposeRefusal(actor, id, seen.version(), ground, clock.now()));
    }

    @PostMapping("/reviews/{id}/second")
    ModelAndView second(Seen seen, @RequestParam boolean agree, Actor actor, Frame frame) {
        return act(seen, "second " + agree, new Desk(actor, frame), id -> {
            if (agree) {
                reviews.confirmRefusal(actor, id, seen.version(), clock.now());
            } else {
                reviews.declineRefusal(actor, id, seen.version(), clock.now());
            }
        });
    }

    @PostMapping("/reviews/{id}/up")
    ModelAndView up(Seen seen, Actor actor, Frame frame) {
        return act(seen, "up", new Desk(actor, frame), id -> reviews.sendUp(actor, id, seen.version(), clock.now()));
    }

    @PostMapping("/reviews/{id}/compute")
    ModelAndView compute(Seen seen, Actor actor, Frame frame) {
        return act(
                seen,
                "compute",
                new Desk(actor, frame),
                id -> reviews.computeAgain(actor, id, seen.version(), clock.now()));
    }

    @PostMapping("/reviews/{id}/take-over")
    ModelAndView takeOver(Seen seen, Actor actor, Frame frame) {
        return act(
                seen,
                "take-over",
                new Desk(actor, frame),
                id -> reviews.takeOver(actor, id, seen.version(), clock.now()));
    }

    @PostMapping("/reviews/{id}/fact")
    ModelAndView fact(Seen seen, @RequestParam Map<String, String> typed, Sent form, Actor actor, Frame frame) {
        List<Looked> looked = looked(typed);
        Desk desk = new Desk(actor, frame, new KeptForm("fact", form.tried(Map.of())));
        return act(seen, looked, desk, id -> reviews.confirmFacts(actor, id, seen.version(), looked, clock.now()));
    }

    @PostMapping("/reviews/{id}/facts")
    ModelAndView facts(Seen seen, @RequestParam Map<String, String> typed, Sent form, Actor actor, Frame frame) {
        List<Looked> looked = looked(typed);
        Desk desk = new Desk(actor, frame, new KeptForm("facts", form.tried(Map.of())));
        return act(seen, looked, desk, id -> reviews.correctFacts(actor, id, seen.version(), looked, clock.now()));
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
    ModelAndView disease(Seen seen, @RequestParam(defaultValue = "") String disease, Actor actor, Frame frame) {
        return act(
                seen,
                "class " + disease,
                new Desk(actor, frame),
                id -> reviews.confirmClass(actor, id, seen.version(), disease, clock.now()));
    }

    @PostMapping("/reviews/{id}/grade")
    ModelAndView grade(Seen seen, Certificate certificate, Sent form, Actor actor, Frame frame) {
        return act(
                seen,
                certificate,
                new Desk(actor, frame, new KeptForm("grade", form.tried(Map.of()))),
                id -> reviews.confirmGrade(actor, id, seen.version(), certificate.stated(), clock.now()));
    }

    /** What a certificate of disability states, as it was typed. */
    record Certificate(
            @Nullable String grade,
            @Nullable String judged,
            @Nullable String ended) {
        boolean isGiven() {
            return grade != null;
        }

        Grade stated() {
            if (grade == null || !grade.matches("\\d{1,2}")) {
                throw Refusal.invalid("claim_grade_unknown");
            }
            try {
                LocalDate judgedOn = Days.parse(judged == null ? "" : judged);
                return new Grade(
                        Integer.parseInt(grade), judgedOn, ended == null || ended.isBlank() ? null : Days.parse(ended));
            } catch (DateTimeException notADay) {
                throw Refusal.invalid("claim_grade_days");
            }
        }
    }

    @PostMapping("/reviews/{id}/proposals/{proposal}/aside")
    ModelAndView aside(Seen seen, @PathVariable long proposal, Actor actor, Frame frame) {
        return act(
                seen,
                "aside " + proposal,
                new Desk(actor, frame),
                id -> proposals.putAside(actor, proposal, clock.now()));
    }

    @PostMapping("/reviews/{id}/signs/{sign}")
    ModelAndView sign(
            Seen seen,
            @PathVariable long sign,
            @RequestParam(defaultValue = "") String words,
            Sent form,
            Actor actor,
            Frame frame) {
        Signs.Finding finding = new Signs.Finding(sign, words);
        return act(
                seen,
                finding,
                new Desk(actor, frame, new KeptForm(ClaimPanel.signForm(sign), form.tried(Map.of()))),
                id -> signs.lookedAt(actor, id, seen.version(), finding, clock.now()));
    }

    @PostMapping("/reviews/{id}/graver")
    ModelAndView graver(
            Seen seen,
            @RequestParam(defaultValue = "") String disease,
            Certificate certificate,
            @RequestParam(defaultValue = "") String words,
            Sent form,
            Actor actor,
            Frame frame) {
        return act(
                seen,
                disease + certificate + words,
                new Desk(actor, frame, new KeptForm("graver", form.tried(Map.of()))),
                id -> {
                    String finding =
                            certificate.isGiven() ? certificate.stated().finding() : disease;
                    reclassifications.reclassify(actor, id, seen.version(), new Graver(finding, words), clock.now());
                });
    }

    /** A benefit that was paid and was not owed, or not so much, is demanded back. */
    @PostMapping("/reviews/{id}/recall")
    ModelAndView recall(
            Seen seen,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam RecoveryTerms.Reason reason,
            @RequestParam(defaultValue = "") String words,
            Sent form,
            Actor actor,
            Frame frame) {
        Money back = Money.typed(amount).orElse(Money.ZERO);
        Recoveries.Demand demand = new Recoveries.Demand(back, reason, words);
        return act(
                seen,
                demand,
                new Desk(actor, frame, new KeptForm("recall", form.tried(Map.of()))),
                id -> recalls.propose(actor, id, demand, clock.now()));
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
