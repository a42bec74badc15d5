package org.tongzhou.catalogue.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftCheck;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.catalogue.web.DraftPage.GateLine;
import org.tongzhou.catalogue.web.DraftPage.Head;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.CapsApart;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;

/** Puts the designer's pages together. */
@Component
class DraftViews {
    private final Drafts drafts;
    private final Plans plans;
    private final DraftNames names;
    private final ReplayViews replays;

    DraftViews(Drafts drafts, Plans plans, DraftNames names, ReplayViews replays) {
        this.drafts = drafts;
        this.plans = plans;
        this.names = names;
        this.replays = replays;
    }

    /** What stands on the page beside the draft: a trial and what was refused; {@code unsaved} where the draft is what was typed. */
    record Look(Optional<TrialForm> trial, boolean decide, boolean unsaved, Map<String, String> errors) {
        static final Look PLAIN = new Look(Optional.empty(), false, false, Map.of());

        static Look refused(String sentence) {
            return new Look(Optional.empty(), false, false, Map.of("", sentence));
        }

        static Look tried(TrialForm trial, Map<String, String> errors) {
            return new Look(Optional.of(trial), true, false, errors);
        }

        /** The same beside what was typed over what is saved. */
        Look over(Draft saved, Draft typed) {
            return new Look(trial, decide, !DraftForm.isSame(saved, typed), errors);
        }
    }

    DraftListPage list(Actor actor, String after, Frame frame, Map<String, String> errors) {
        List<PlanCode> codes = plans.book(actor.fund()).versions().stream()
                .map(PlanVersion::code)
                .distinct()
                .toList();
        return new DraftListPage(
                codes.stream()
                        .map(code -> new DraftListPage.Plan(
                                code.value(),
                                names.plan(actor.fund(), code, frame),
                                names.editions(actor.fund(), code, frame)))
                        .toList(),
                plans.book(actor.fund()).capsApart(frame.today().day()).stream()
                        .map(it -> apart(it, frame))
                        .toList(),
                drafts.open(actor, after).map(draft -> open(actor.fund(), draft, frame)),
                after,
                actor.is(Role.PLAN_DESIGNER),
                errors);
    }

    private static String apart(CapsApart caps, Frame frame) {
        return frame.say(
                "catalogue.draft.apart",
                caps.since(),
                caps.group(),
                title(caps.one(), frame),
                title(caps.other(), frame));
    }

    private static String title(PlanVersion plan, Frame frame) {
        return frame.say("catalogue.draft.title", plan.name().in(frame.words().locale()), plan.edition());
    }

    private DraftListPage.Open open(FundId fund, Draft draft, Frame frame) {
        return new DraftListPage.Open(
                draft.id().value(),
                names.plan(fund, draft.code(), frame),
                DraftNames.edition(draft),
                draft.maker().name(),
                frame.fmt().stamp(draft.maker().savedAt()),
                DraftNames.state(draft, frame),
                DraftNames.tone(draft));
    }

    DraftPage page(Actor actor, Draft draft, Look look, Frame frame) {
        LocalDate today = frame.today().day();
        DraftCheck check = drafts.check(actor.fund(), draft, today);
        Optional<PlanVersion> inForce = drafts.inForce(actor.fund(), draft.code(), today);
        boolean edit = mayEdit(actor, draft);
        Outline outline = outline(actor.fund(), draft, check, frame);
        return new DraftPage(
                head(actor.fund(), draft, inForce, outline, frame),
                pane(draft, check, outline, edit, frame),
                outline.changes(),
                new CaseViews(draft, check, frame).cases(edit),
                new TrialViews(draft, check, frame).trial(inForce, look),
                gates(check, frame),
                replays.latest(actor, draft, frame),
                names.editions(actor.fund(), draft.code(), frame),
                can(actor, draft, edit, check),
                edit && look.unsaved(),
                look.errors());
    }

    private static boolean mayEdit(Actor actor, Draft draft) {
        return draft.state() == Draft.State.DRAFT
                && actor.is(Role.PLAN_DESIGNER)
                && actor.isPerson(draft.maker().person());
    }

    private static DraftPage.Can can(Actor actor, Draft draft, boolean edit, DraftCheck check) {
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
                names.title(fund, draft, frame),
                against + " · "
                        + frame.say(
                                "catalogue.draft.saved",
                                draft.maker().name(),
                                draft.maker().savedAt()),
                DraftNames.state(draft, frame),
                DraftNames.tone(draft),
                draft.content(),
                draft.told().reason(),
                draft.told().words());
    }

    private Outline outline(FundId fund, Draft draft, DraftCheck check, Frame frame) {
        Optional<String> base = drafts.inForce(fund, draft.code(), frame.today().day())
                .flatMap(plan -> plans.source(fund, draft.code(), plan.edition()))
                .map(Plans.Source::text);
        return new Outline(frame, draft.text(), base, check.faults());
    }

    /** Both panes as what was typed would make them. */
    DraftPane pane(Actor actor, Draft typed, Frame frame) {
        DraftCheck check = drafts.check(actor.fund(), typed, frame.today().day());
        return pane(typed, check, outline(actor.fund(), typed, check, frame), mayEdit(actor, typed), frame);
    }

    private static DraftPane pane(Draft draft, DraftCheck check, Outline outline, boolean edit, Frame frame) {
        return new DraftPane(
                draft.id().value(),
                draft.text(),
                outline.groups(),
                outline.cut(),
                Outline.faults(frame, draft.text(), check.faults()),
                edit);
    }

    private static List<GateLine> gates(DraftCheck check, Frame frame) {
        return Arrays.stream(DraftCheck.Gate.values())
                .map(gate -> new GateLine(
                        frame.say("catalogue.gate." + gate.name().toLowerCase(Locale.ROOT)),
                        !check.closed().contains(gate)))
                .toList();
    }
}
