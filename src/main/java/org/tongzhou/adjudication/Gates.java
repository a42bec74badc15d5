package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.plan.Filing;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Waiting;

/** The rules that hold for every benefit of a plan; each is checked, whatever the others say. */
final class Gates {
    private Gates() {}

    static List<Reason> closed(Matter matter) {
        List<Reason> reasons = new ArrayList<>();
        inForce(matter).ifPresent(reasons::add);
        inCover(matter).ifPresent(reasons::add);
        waited(matter).ifPresent(reasons::add);
        rightSex(matter).ifPresent(reasons::add);
        inTime(matter).ifPresent(reasons::add);
        return reasons;
    }

    /** The same checks as notes, for an event that passes them. */
    static List<Step> notes(Matter matter) {
        PlanVersion plan = matter.plan();
        List<Step> notes = new ArrayList<>();
        notes.add(matter.step(
                "in_cover",
                Op.NOTE,
                null,
                plan.claiming().coverClause(),
                Fact.date("event", matter.day()),
                Fact.date("from", matter.cover().term().from()),
                Fact.date("last", matter.cover().term().lastDay())));
        if (plan.waiting().days().value() > 0) {
            notes.add(matter.step(
                    "waited",
                    Op.NOTE,
                    null,
                    plan.waiting().clause(),
                    Fact.date("last_waiting_day", firstDay(matter).minusDays(1)),
                    Fact.date("continuous_since", matter.cover().continuousSince())));
        }
        if (matter.facts().lateReason().isPresent()) {
            notes.add(Matter.note(
                    "late_reason",
                    Fact.text("reason", matter.facts().lateReason().get())));
        }
        return notes;
    }

    private static Optional<Reason> inForce(Matter matter) {
        PlanVersion plan = matter.plan();
        return unless(
                plan.holdsOn(matter.day()),
                new Reason(
                        Reason.Code.PLAN_NOT_IN_FORCE,
                        List.of(
                                Fact.date("event", matter.day()),
                                Fact.date("from", plan.heading().validFrom())),
                        Optional.empty()));
    }

    private static Optional<Reason> inCover(Matter matter) {
        return unless(
                matter.cover().term().contains(matter.day()),
                matter.reason(
                        Reason.Code.OUTSIDE_COVER,
                        matter.plan().claiming().coverClause(),
                        Fact.date("event", matter.day()),
                        Fact.date("from", matter.cover().term().from()),
                        Fact.date("last", matter.cover().term().lastDay())));
    }

    private static LocalDate firstDay(Matter matter) {
        CoverFacts cover = matter.cover();
        return matter.plan()
                .waiting()
                .endsFor(cover.continuousSince(), cover.term().from());
    }

    private static Optional<Reason> waited(Matter matter) {
        Waiting waiting = matter.plan().waiting();
        LocalDate first = firstDay(matter);
        return unless(
                waiting.days().value() == 0 || !matter.day().isBefore(first),
                matter.reason(
                        Reason.Code.WAITING_PERIOD,
                        waiting.clause(),
                        Fact.date("event", matter.day()),
                        Fact.date("last_waiting_day", first.minusDays(1)),
                        Fact.count("days", waiting.days().value())));
    }

    private static Optional<Reason> rightSex(Matter matter) {
        return unless(
                matter.plan().eligibility().admits(matter.cover().sex()),
                new Reason(Reason.Code.WRONG_SEX, List.of(), Optional.empty()));
    }

    private static Optional<Reason> inTime(Matter matter) {
        Filing filing = matter.plan().claiming().filing();
        ClaimFacts facts = matter.facts();
        if (filing.withinDays().isEmpty() || facts.lateReason().isPresent()) {
            return Optional.empty();
        }
        LocalDate last = matter.day().plusDays(filing.withinDays().getAsInt());
        return unless(
                !facts.filedOn().isAfter(last),
                matter.reason(
                        Reason.Code.FILED_LATE,
                        filing.clause(),
                        Fact.date("filed", facts.filedOn()),
                        Fact.date("last", last)));
    }

    private static Optional<Reason> unless(boolean passed, Reason reason) {
        return passed ? Optional.empty() : Optional.of(reason);
    }
}
