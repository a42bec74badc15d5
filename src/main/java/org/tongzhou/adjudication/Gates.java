package org.tongzhou.adjudication;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Waiting;

/** The rules that hold for every benefit of a plan; each is checked, whatever the others say. Days are counted since 1970. */
final class Gates {
    /** Its zero chooses the words: a wait of every term is not one of first joiners. */
    private static final Fact SERVED_ANEW = Fact.count("waived_on_renewal", 0);

    private final long validFrom;
    private final String coverClause;
    private final Waiting waiting;
    private final boolean waits;
    private final int waitingDays;
    private final int waitingMonths;
    private final String waitingClause;
    private final @Nullable Sex onlySex;
    private final int filingDays;
    private final String filingClause;

    Gates(PlanVersion plan) {
        this.validFrom = plan.heading().validFrom().toEpochDay();
        this.coverClause = plan.citation(plan.claiming().coverClause());
        this.waiting = plan.waiting();
        this.waits = !waiting.isNone();
        this.waitingDays = waiting.days().value();
        this.waitingMonths = waiting.months().value();
        this.waitingClause = plan.citation(plan.waiting().clause());
        this.onlySex = plan.eligibility().only().orElse(null);
        this.filingDays = plan.claiming().filing().withinDays().orElse(Integer.MAX_VALUE);
        this.filingClause = plan.citation(plan.claiming().filing().clause());
    }

    /** True when nothing stands against an event of this day; every reason that does is told. */
    boolean open(Run run, int day) {
        boolean open = inForce(run, day) & inCover(run, day) & waited(run, day) & rightSex(run) & inTime(run, day);
        if (open && run.trace.on()) {
            notes(run, day);
        }
        return open;
    }

    private static Fact date(String name, long day) {
        return Fact.date(name, LocalDate.ofEpochDay(day));
    }

    /** An edition's end is for those who would join; the covers that it leaves are its own to decide. */
    private boolean inForce(Run run, int day) {
        if (day >= validFrom) {
            return true;
        }
        Fact[] values = run.trace.on() ? new Fact[] {date("event", day), date("from", validFrom)} : Run.NO_FACTS;
        run.refuse(Reason.Code.PLAN_NOT_IN_FORCE, null, values);
        return false;
    }

    private boolean inCover(Run run, int day) {
        if (day >= run.cover().from && day < run.cover().until) {
            return true;
        }
        run.refuse(Reason.Code.OUTSIDE_COVER, coverClause, run.trace.on() ? inCoverFacts(run, day) : Run.NO_FACTS);
        return false;
    }

    private static Fact[] inCoverFacts(Run run, int day) {
        return new Fact[] {date("event", day), date("from", run.cover().from), date("last", run.cover().until - 1L)};
    }

    private boolean waits(Run run) {
        return waits && !(waiting.waivedForAccidents() && run.facts.kind() == EventKind.ACCIDENT);
    }

    /** What the certificate says holds for its cover, whatever a later edition says of new ones. */
    private long firstDay(Run run) {
        int promised = run.cover().promised;
        return promised == CoverFacts.NOT_PROMISED ? firstDayByRule(run) : promised;
    }

    private long firstDayByRule(Run run) {
        if (waitingMonths > 0) {
            return waiting.endsFor(
                            run.cover().continuousSince(), run.cover().term().from())
                    .toEpochDay();
        }
        return start(run) + (long) waitingDays;
    }

    /** From which the wait is counted. */
    private int start(Run run) {
        return waiting.waivedOnRenewal() ? run.cover().since : run.cover().from;
    }

    private boolean isByMonths(Run run) {
        return waitingMonths > 0 && firstDay(run) == firstDayByRule(run);
    }

    private boolean waited(Run run, int day) {
        if (!waits(run) || day >= firstDay(run)) {
            return true;
        }
        Reason.Code code = isByMonths(run) ? Reason.Code.WAITING_MONTHS : Reason.Code.WAITING_PERIOD;
        run.refuse(code, waitingClause, run.trace.on() ? waitedFacts(run, day) : Run.NO_FACTS);
        return false;
    }

    private Fact[] waitedFacts(Run run, int day) {
        Fact length = isByMonths(run)
                ? Fact.count("months", waitingMonths)
                : Fact.count("days", Math.toIntExact(firstDay(run) - start(run)));
        Fact event = date("event", day);
        Fact last = date("last_waiting_day", firstDay(run) - 1);
        return waiting.waivedOnRenewal()
                ? new Fact[] {event, last, length}
                : new Fact[] {event, last, length, SERVED_ANEW};
    }

    private boolean rightSex(Run run) {
        if (onlySex == null || onlySex == run.cover().sex()) {
            return true;
        }
        run.refuse(Reason.Code.WRONG_SEX, null, Run.NO_FACTS);
        return false;
    }

    private boolean inTime(Run run, int day) {
        if (run.facts.filedDay - (long) day <= filingDays
                || run.facts.lateReason().isPresent()) {
            return true;
        }
        Fact[] values = run.trace.on()
                ? new Fact[] {date("filed", run.facts.filedDay), date("last", day + (long) filingDays)}
                : Run.NO_FACTS;
        run.refuse(Reason.Code.FILED_LATE, filingClause, values);
        return false;
    }

    private void notes(Run run, int day) {
        run.trace.gate("in_cover", coverClause, inCoverFacts(run, day));
        if (waits(run)) {
            run.trace.gate(
                    "waited",
                    waitingClause,
                    date("last_waiting_day", firstDay(run) - 1),
                    date("continuous_since", run.cover().since));
        }
        run.facts.lateReason().ifPresent(reason -> run.trace.gate("late_reason", null, Fact.text("reason", reason)));
    }
}
