package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.plan.Eligibility;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Waiting;

/** The rules that hold for every benefit of a plan; each is checked, whatever the others say. */
final class Gates {
    private final LocalDate validFrom;
    private final LocalDate validTo;
    private final String coverClause;
    private final Waiting waiting;
    private final String waitingClause;
    private final Eligibility eligibility;
    private final OptionalInt filingDays;
    private final String filingClause;

    Gates(PlanVersion plan) {
        this.validFrom = plan.heading().validFrom();
        this.validTo = plan.heading().validTo().orElse(LocalDate.MAX);
        this.coverClause = plan.citation(plan.claiming().coverClause());
        this.waiting = plan.waiting();
        this.waitingClause = plan.citation(plan.waiting().clause());
        this.eligibility = plan.eligibility();
        this.filingDays = plan.claiming().filing().withinDays();
        this.filingClause = plan.citation(plan.claiming().filing().clause());
    }

    /** True when nothing stands against an event of this day; every reason that does is told. */
    boolean open(Run run, LocalDate day) {
        boolean open = inForce(run, day) & inCover(run, day) & waited(run, day) & rightSex(run) & inTime(run, day);
        if (open && run.trace.on()) {
            notes(run, day);
        }
        return open;
    }

    private boolean inForce(Run run, LocalDate day) {
        if (!day.isBefore(validFrom) && day.isBefore(validTo)) {
            return true;
        }
        Fact[] values =
                run.trace.on() ? new Fact[] {Fact.date("event", day), Fact.date("from", validFrom)} : Run.NO_FACTS;
        run.refuse(Reason.Code.PLAN_NOT_IN_FORCE, null, values);
        return false;
    }

    private boolean inCover(Run run, LocalDate day) {
        if (run.cover.term().contains(day)) {
            return true;
        }
        run.refuse(Reason.Code.OUTSIDE_COVER, coverClause, run.trace.on() ? inCoverFacts(run, day) : Run.NO_FACTS);
        return false;
    }

    private static Fact[] inCoverFacts(Run run, LocalDate day) {
        return new Fact[] {
            Fact.date("event", day),
            Fact.date("from", run.cover.term().from()),
            Fact.date("last", run.cover.term().lastDay())
        };
    }

    private boolean waits(Run run) {
        return !waiting.isNone() && !(waiting.waivedForAccidents() && run.facts.kind() == EventKind.ACCIDENT);
    }

    private LocalDate firstDay(Run run) {
        return waiting.endsFor(run.cover.continuousSince(), run.cover.term().from());
    }

    private boolean waited(Run run, LocalDate day) {
        if (!waits(run) || !day.isBefore(firstDay(run))) {
            return true;
        }
        boolean byMonths = waiting.months().value() > 0;
        Reason.Code code = byMonths ? Reason.Code.WAITING_MONTHS : Reason.Code.WAITING_PERIOD;
        run.refuse(code, waitingClause, run.trace.on() ? waitedFacts(run, day, byMonths) : Run.NO_FACTS);
        return false;
    }

    private Fact[] waitedFacts(Run run, LocalDate day, boolean byMonths) {
        Fact length = byMonths
                ? Fact.count("months", waiting.months().value())
                : Fact.count("days", waiting.days().value());
        return new Fact[] {
            Fact.date("event", day), Fact.date("last_waiting_day", firstDay(run).minusDays(1)), length
        };
    }

    private boolean rightSex(Run run) {
        boolean admitted = eligibility.admits(run.cover.sex());
        if (!admitted) {
            run.refuse(Reason.Code.WRONG_SEX, null, Run.NO_FACTS);
        }
        return admitted;
    }

    private boolean inTime(Run run, LocalDate day) {
        if (filingDays.isEmpty() || run.facts.lateReason().isPresent()) {
            return true;
        }
        LocalDate last = day.plusDays(filingDays.getAsInt());
        boolean inTime = !run.facts.filedOn().isAfter(last);
        if (!inTime) {
            Fact[] values = run.trace.on()
                    ? new Fact[] {Fact.date("filed", run.facts.filedOn()), Fact.date("last", last)}
                    : Run.NO_FACTS;
            run.refuse(Reason.Code.FILED_LATE, filingClause, values);
        }
        return inTime;
    }

    private void notes(Run run, LocalDate day) {
        run.trace.gate("in_cover", coverClause, inCoverFacts(run, day));
        if (waits(run)) {
            run.trace.gate(
                    "waited",
                    waitingClause,
                    Fact.date("last_waiting_day", firstDay(run).minusDays(1)),
                    Fact.date("continuous_since", run.cover.continuousSince()));
        }
        run.facts.lateReason().ifPresent(reason -> run.trace.gate("late_reason", null, Fact.text("reason", reason)));
    }
}
