package org.tongzhou.payment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** Each day compared with the bank's book once, automatically, when the day is over. */
@Component
public class DailyRuns {
    private static final int PAGE = 14;
    private static final LocalDate AFTER_ALL = LocalDate.of(9999, 12, 31);
    private static final int CAUGHT_UP_AT_ONCE = 31;

    private final JdbcClient jdbc;
    private final DayLines lines;
    private final DiscrepancyStore discrepancies;
    private final ValueDays valueDays;

    DailyRuns(JdbcClient jdbc, DayLines lines, DiscrepancyStore discrepancies, ValueDays valueDays) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.discrepancies = discrepancies;
        this.valueDays = valueDays;
    }

    /** What the comparison of a day found when it was made. */
    public record Run(LocalDate day, Instant at, Money ours, Money bank, int lines, int differing, int openItems) {}

    /** The newest day first, 14 at a time. */
    @Transactional(readOnly = true)
    public Slice<Run> newest(Actor actor, String after) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWholeFund();
        return Slice.of(
                before(actor.fund(), day(after), PAGE + 1),
                PAGE,
                run -> run.day().toString());
    }

    private static LocalDate day(String after) {
        try {
            return after.isEmpty() ? AFTER_ALL : Days.parse(after);
        } catch (DateTimeException noDay) {
            return AFTER_ALL;
        }
    }

    private List<Run> before(FundId fund, LocalDate day, int limit) {
        return jdbc.sql("""
                        select day, run_at, ours_fen, bank_fen, lines, differing, open_items from payment.daily_run
                        where fund = :fund and day < :before order by day desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("before", day)
                .param("limit", limit)
                .query((row, n) -> new Run(
                        row.getObject("day", LocalDate.class),
                        row.getTimestamp("run_at").toInstant(),
                        Money.ofFen(row.getLong("ours_fen")),
                        Money.ofFen(row.getLong("bank_fen")),
                        row.getInt("lines"),
                        row.getInt("differing"),
                        row.getInt("open_items")))
                .list();
    }

    /**
     * Compares the oldest day before {@code today} that has not been compared; false when there is none. A holder of the
     * lease that was overtaken leaves nothing behind.
     */
    @Transactional
    public boolean runNext(FundId fund, LocalDate today, Leases.Lease lease, Instant now) {
        Optional<LocalDate> next = next(fund, today);
        if (next.isEmpty()) {
            return false;
        }
        lease.guard();
        Reconciliation.Day day = lines.sums(fund, next.get());
        return jdbc.sql("""
                        insert into payment.daily_run
                            (fund, day, run_at, ours_fen, bank_fen, lines, differing, open_items, fence)
                        values (:fund, :day, :at, :ours, :bank, :lines, :differing, :open, :fence)
                        on conflict do nothing
                        """)
                        .param("fund", fund.code())
                        .param("day", day.day())
                        .param("at", Ids.utc(now))
                        .param("ours", day.ours().fen())
                        .param("bank", day.bank().fen())
                        .param("lines", day.lines())
                        .param("differing", day.differing())
                        .param("open", discrepancies.openCount(fund))
                        .param("fence", lease.fence())
                        .update()
                == 1;
    }

    /** Payments that the bank has accepted and of whose day it has said nothing more; also where its answers are carried. */
    @Transactional
    public void askAboutForgotten(FundId fund, Instant now) {
        discrepancies.openForgotten(fund, valueDays.overdue(FundClock.dayOf(now)), now);
    }

    /**
     * The oldest day without a run since the first that either book knows, but no more than a month back; days to come that
     * a clock running ahead has compared are no sign that those before them were.
     */
    private Optional<LocalDate> next(FundId fund, LocalDate today) {
        return jdbc.sql("""
                        select min(d)::date from generate_series(
                            greatest(:earliest, least(
                                (select min(value_date) from payment.instruction_event where fund = :fund),
                                (select min(value_date) from payment.bank_entry where fund = :fund))),
                            :yesterday::date, '1 day') as d
                        where not exists (select from payment.daily_run where fund = :fund and day = d::date)
                        """)
                .param("fund", fund.code())
                .param("earliest", today.minusDays(CAUGHT_UP_AT_ONCE))
                .param("yesterday", today.minusDays(1))
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .filter(day -> knowsAnything(fund));
    }

    private boolean knowsAnything(FundId fund) {
        return jdbc.sql(
                        "select exists (select from payment.instruction_event where fund = :fund and value_date is not null)")
                .param("fund", fund.code())
                .query(Boolean.class)
                .single();
    }
}
