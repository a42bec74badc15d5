package org.tongzhou.catalogue.web;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.CasesFile;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.FactsFault;
import org.tongzhou.catalogue.Check;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.catalogue.Replay;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.catalogue.web.DraftPage.Case;
import org.tongzhou.catalogue.web.DraftPage.Cases;
import org.tongzhou.catalogue.web.DraftPage.Fault;
import org.tongzhou.catalogue.web.DraftPage.GateLine;
import org.tongzhou.catalogue.web.DraftPage.Head;
import org.tongzhou.catalogue.web.DraftPage.Pane;
import org.tongzhou.catalogue.web.DraftPage.ReplayCard;
import org.tongzhou.catalogue.web.DraftPage.Result;
import org.tongzhou.catalogue.web.DraftPage.Trial;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** Puts the designer's pages together. */
@Component
class DraftViews {
    private final Drafts drafts;
    private final Replays replays;
    private final Plans plans;

    DraftViews(Drafts drafts, Replays replays, Plans plans) {
        this.drafts = drafts;
        this.replays = replays;
        this.plans = plans;
    }

    /** What stands on the page beside the draft: a trial and what was refused. */
    record Look(Optional<TrialForm> trial, boolean decide, Map<String, String> errors) {
        static final Look PLAIN = new Look(Optional.empty(), false, Map.of());

        static Look refused(String sentence) {
            return new Look(Optional.empty(), false, Map.of("", sentence));
        }
    }

    DraftListPage list(Actor actor, Frame frame, Map<String, String> errors) {
        LocalDate today = frame.today().day();
        List<PlanCode> codes = plans.book(actor.fund()).versions().stream()
                .map(PlanVersion::code)
                .distinct()
                .toList();
        return new DraftListPage(
                codes.stream()
                        .map(code -> new DraftListPage.Plan(
                                code.value(), name(actor.fund(), code, frame), editions(actor.fund(), code, frame)))
                        .toList(),
                drafts.open(actor).stream()
                        .map(draft -> open(actor.fund(), draft, frame))
                        .toList(),
                actor.is(Role.PLAN_DESIGNER),
                errors);
    }

    private DraftListPage.Open open(FundId fund, Draft draft, Frame frame) {
        return new DraftListPage.Open(
                draft.id().value(),
                name(fund, draft.code(), frame),
                edition(draft),
                draft.maker().name(),
                frame.fmt().stamp(draft.maker().savedAt()),
                state(draft, frame),
                tone(draft));
    }

    private static String edition(Draft draft) {
        return org.tongzhou.catalogue.PlanText.of(draft.text()).at("edition");
    }

    private String name(FundId fund, PlanCode code, Frame frame) {
        return plans.editions(fund, code).stream()
                .reduce((first, second) -> second)
                .map(plan -> plan.name().in(frame.words().locale()))
                .orElse(code.value());
    }

    private static String state(Draft draft, Frame frame) {
        return frame.say("catalogue.draft.state." + draft.state().name().toLowerCase(Locale.ROOT));
    }

    private static String tone(Draft draft) {
        return switch (draft.state()) {
            case DRAFT -> "warn";
            case SUBMITTED -> "info";
            case ACCEPTED -> "good";
            case DISCARDED -> "";
        };
    }

    private List<DraftListPage.Edition> editions(FundId fund, PlanCode code, Frame frame) {
        LocalDate today = frame.today().day();
        return plans.editions(fund, code).stream()
                .sorted(Comparator.comparing(
                                (PlanVersion plan) -> plan.heading().validFrom())
                        .reversed())
                .map(plan -> edition(plan, today, frame))
                .toList();
    }

    private static DraftListPage.Edition edition(PlanVersion plan, LocalDate today, Frame frame) {
        LocalDate from = plan.heading().validFrom();
        String validity = plan.heading()
                .validTo()
                .map(end -> frame.fmt().range(from, end.minusDays(1)))
                .orElseGet(() -> frame.say("catalogue.draft.from", from));
        String state = from.isAfter(today) ? "coming" : plan.holdsOn(today) ? "in_force" : "past";
        boolean closed = state.equals("in_force") && !plan.isOpenOn(today);
        return new DraftListPage.Edition(
                plan.edition(),
                validity,
                frame.say("catalogue.edition." + (closed ? "retired" : state)),
                closed ? "" : state.equals("in_force") ? "good" : state.equals("coming") ? "info" : "");
    }

    DraftPage page(Actor actor, Draft draft, Look look, Frame frame) {
        LocalDate today = frame.today().day();
        Check check = drafts.check(actor.fund(), draft, today);
        Optional<PlanVersion> inForce = drafts.inForce(actor.fund(), draft.code(), today);
        boolean edit = mayEdit(actor, draft);
        Outline outline = outline(actor.fund(), draft, check, frame);
        return new DraftPage(
                head(actor.fund(), draft, inForce, outline, frame),
                pane(draft, check, outline, edit, frame),
                outline.changes(),
                cases(draft, check, edit, frame),
                trial(draft, check, inForce, look, frame),
                gates(check, frame),
                replays.latest(actor, draft.id())
                        .map(replay -> card(replay, draft, frame))
                        .orElse(null),
                editions(actor.fund(), draft.code(), frame),
                can(actor, draft, edit, check),
                look.errors());
    }

    private static boolean mayEdit(Actor actor, Draft draft) {
        return draft.state() == Draft.State.DRAFT
                && actor.is(Role.PLAN_DESIGNER)
                && actor.isPerson(draft.maker().person());
    }

    private static DraftPage.Can can(Actor actor, Draft draft, boolean edit, Check check) {
        boolean own = actor.isPerson(draft.maker().person());
        boolean submitted = draft.state() == Draft.State.SUBMITTED;
        boolean checker = actor.is(Role.PLAN_DESIGNER) || actor.is(Role.PROVINCE_REVIEWER);
        return new DraftPage.Can(
                edit,
                edit && check.isReady(),
                own && submitted,
                !own && submitted && checker,
                draft.state().isOpen() && checker && check.plan().isPresent());
    }

    private Head head(FundId fund, Draft draft, Optional<PlanVersion> inForce, Outline outline, Frame frame) {
        String against = inForce.map(plan -> frame.say(
                        "catalogue.draft.against",
                        plan.edition(),
                        outline.changes().size()))
                .orElse(frame.say("catalogue.draft.new"));
        return new Head(
                draft.id().value(),
                draft.version(),
                frame.say("catalogue.draft.title", name(fund, draft.code(), frame), edition(draft)),
                against + " · "
                        + frame.say(
                                "catalogue.draft.saved",
                                draft.maker().name(),
                                draft.maker().savedAt()),
                state(draft, frame),
                tone(draft),
                draft.content(),
                draft.told().reason(),
                draft.told().words());
    }

    private Outline outline(FundId fund, Draft draft, Check check, Frame frame) {
        Optional<String> base = drafts.inForce(fund, draft.code(), frame.today().day())
                .flatMap(plan -> plans.source(fund, draft.code(), plan.edition()))
                .map(Plans.Source::text);
        return new Outline(frame, draft.text(), base, check.faults());
    }

    /** Both panes as what was typed would make them. */
    Pane pane(Actor actor, Draft typed, Frame frame) {
        Check check = drafts.check(actor.fund(), typed, frame.today().day());
        return pane(typed, check, outline(actor.fund(), typed, check, frame), mayEdit(actor, typed), frame);
    }

    private static Pane pane(Draft draft, Check check, Outline outline, boolean edit, Frame frame) {
        return new Pane(
                draft.id().value(),
                draft.text(),
                outline.groups(),
                Outline.faults(frame, draft.text(), check.faults()),
                edit);
    }

    private static Cases cases(Draft draft, Check check, boolean edit, Frame frame) {
        List<Fault> faults = check.caseFaults().stream()
                .map(fault -> new Fault(fault.line(), 1, fault.path(), words(fault, frame), ""))
                .toList();
        int held = (int) check.cases().stream().filter(Check.Tried::holds).count();
        return new Cases(
                draft.cases(),
                check.cases().stream().map(tried -> line(tried, frame)).toList(),
                faults,
                held,
                edit);
    }

    private static String words(FactsFault fault, Frame frame) {
        return fault.told(frame.words().locale()).message();
    }

    private static Case line(Check.Tried tried, Frame frame) {
        Optional<Money> difference = tried.before().map(before -> tried.pays().minus(before));
        return new Case(
                tried.golden().name(),
                frame.fmt().money(tried.golden().pays()),
                tried.before().map(frame.fmt()::money).orElse(frame.fmt().orNone(null)),
                frame.fmt().money(tried.pays()),
                difference.map(it -> signed(it, frame)).orElse(""),
                difference.map(Money::isNegative).orElse(false),
                tried.holds());
    }

    private static String signed(Money difference, Frame frame) {
        return (difference.isPositive() ? "+" : "") + frame.fmt().money(difference);
    }

    private static List<GateLine> gates(Check check, Frame frame) {
        return Arrays.stream(Check.Gate.values())
                .map(gate -> new GateLine(
                        frame.say("catalogue.gate." + gate.name().toLowerCase(Locale.ROOT)),
                        !check.closed().contains(gate)))
                .toList();
    }

    private static Trial trial(Draft draft, Check check, Optional<PlanVersion> inForce, Look look, Frame frame) {
        LocalDate today = frame.today().day();
        TrialForm form = look.trial()
                .orElseGet(() -> TrialForm.example(
                        today.toString(), today.withDayOfYear(1).toString()));
        if (!look.decide()) {
            return new Trial(form.typed(), List.of(), null);
        }
        CasesFile.Parsed parsed = CasesFile.parse("case.json", form.asCases(draft, "1", "0.00"), draft.code());
        List<String> faults = parsed.faults().stream()
                .map(fault -> fault.path().replaceFirst("^\\[0]\\.(facts\\.)?", "") + ": " + words(fault, frame))
                .toList();
        Result result = parsed.cases().isEmpty()
                ? null
                : Check.tried(parsed.cases(), check.plan(), inForce).stream()
                        .findFirst()
                        .map(tried -> result(tried, frame))
                        .orElse(null);
        return new Trial(form.typed(), faults, result);
    }

    private static Result result(Check.Tried tried, Frame frame) {
        Decision decision = tried.decision();
        List<String> against = new ArrayList<>();
        decision.reasons()
                .forEach(reason -> against.add(Explanations.words(
                                frame, "decision.reason." + reason.code().code(), reason.facts(), Reader.REVIEWER)
                        + " " + Explanations.clause(frame, reason.clause().orElse(null))));
        return new Result(
                tried.before().map(frame.fmt()::money).orElse(frame.fmt().orNone(null)),
                frame.fmt().money(tried.pays()),
                decision.explanation(),
                against);
    }

    private static ReplayCard card(Replay replay, Draft draft, Frame frame) {
        Replay.Sums sums = replay.effect().sums();
        Money difference = sums.draft().minus(sums.now());
        boolean running = replay.state() == Replay.State.RUNNING;
        return new ReplayCard(
                running,
                replay.state() == Replay.State.FAILED,
                replay.content().equals(draft.content()),
                replay.total() == 0 ? 100 : replay.done() * 100.0 / replay.total(),
                frame.say("catalogue.replay.counted", frame.fmt().count(running ? replay.total() : replay.done())),
                frame.fmt().money(sums.draft()),
                frame.fmt().money(sums.now()),
                frame.say(
                        difference.isNegative() ? "catalogue.replay.below" : "catalogue.replay.above",
                        difference.isNegative() ? Money.ZERO.minus(difference) : difference,
                        frame.fmt().share(Math.abs(difference.fen()), sums.now().fen())),
                frame.fmt().share(sums.draft().fen(), sums.fees().fen()),
                frame.fmt().share(sums.now().fen(), sums.fees().fen()),
                replay.effect().more(),
                replay.effect().less(),
                replay.same(),
                replay.effect().setAside() == 0
                        ? ""
                        : frame.say(
                                "catalogue.replay.aside",
                                frame.fmt().count(replay.effect().setAside())),
                took(replay.took()));
    }

    private static String took(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1_000.0);
    }

    ReplayPage replay(Actor actor, Draft draft, Replay.Side side, @Nullable String after, Frame frame) {
        Optional<Replay> latest = replays.latest(actor, draft.id());
        Replay replay = latest.orElseThrow(org.tongzhou.kernel.Refusal::notFound);
        var page = replays.changes(actor, replay, side, after);
        boolean mayOpen = actor.is(Role.PROVINCE_REVIEWER) || actor.is(Role.AUDITOR);
        return new ReplayPage(
                draft.id().value(),
                frame.say("catalogue.draft.title", name(actor.fund(), draft.code(), frame), edition(draft)),
                card(replay, draft, frame),
                side.name(),
                page.items().stream()
                        .map(change -> new ReplayPage.Line(
                                change.label().number(),
                                mayOpen ? "/reviews/" + change.claim() : null,
                                change.label().maskedName(),
                                change.label().unit(),
                                frame.fmt().money(change.now()),
                                frame.fmt().money(change.draft()),
                                signed(change.draft().minus(change.now()), frame)))
                        .toList(),
                after,
                page.next());
    }
}
