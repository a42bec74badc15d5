package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DayPlace;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** Bills that are overdue, and the messages that say so to who enrolled the people: a step by days, each once. */
@Component
public class Reminders {
    private static final Role[] READERS = {
        Role.UNIT_OFFICER,
        Role.COUNTY_REVIEWER,
        Role.CITY_REVIEWER,
        Role.PROVINCE_REVIEWER,
        Role.FINANCE_MAKER,
        Role.FINANCE_CHECKER,
        Role.MANAGER,
        Role.AUDITOR
    };
    private static final int PAGE = 100;
    private static final int A_ROUND = 1_000;

    private final OverdueStore store;
    private final Tellings tellings;
    private final List<Integer> steps;

    /** Days overdue at which the unit is told [example]. */
    Reminders(
            OverdueStore store, Tellings tellings, @Value("${tongzhou.fee-reminders:1,7,15,30}") List<Integer> steps) {
        this.store = store;
        this.tellings = tellings;
        this.steps = List.copyOf(steps);
    }

    /**
     * Tells of every step that was reached and not told yet; answers how many were told. Steps that passed while nobody
     * looked are told as one, the last. Twice, or on two machines at once, tells nobody twice.
     */
    @Transactional
    public int remind(FundId fund, Instant now) {
        LocalDate today = FundClock.dayOf(now);
        int told = 0;
        for (OverdueStore.Row row : store.toRemind(fund, today, steps, A_ROUND)) {
            OptionalInt step = stepOf(row.bill());
            if (step.isPresent() && store.remind(fund, row.bill(), step.getAsInt(), now)) {
                tellings.overdue(fund, row, now);
                told++;
            }
        }
        return told;
    }

    private OptionalInt stepOf(Overdue bill) {
        return steps.stream()
                .mapToInt(Integer::intValue)
                .filter(step -> step <= bill.days() && step > bill.reminded())
                .max();
    }

    public List<Integer> steps() {
        return steps;
    }

    /** Overdue bills of the actor's territory, the longest first, 100 at a time. */
    public Slice<Overdue> overdue(Actor actor, LocalDate today, @Nullable String after) {
        actor.require(READERS);
        return page(
                store.list(actor.scope(), today, DayPlace.above(after), PAGE + 1),
                bill -> new DayPlace(bill.dueOn(), bill.bill().value()).key());
    }

    /** All of these, on whatever page. */
    public Overdue.InAll inAll(Actor actor, LocalDate today) {
        actor.require(READERS);
        return store.inAll(actor.scope(), today);
    }

    /**
     * Bills whose cover has begun and whose money the bank took back, or somebody took off, to be settled with the unit: the oldest first,
     * 100 at a time.
     */
    public Slice<Overdue> coveredButOwed(Actor actor, LocalDate today, @Nullable String after) {
        actor.require(READERS);
        return page(
                store.coveredButOwed(actor.scope(), today, Slice.above(after), PAGE + 1),
                bill -> Long.toString(bill.bill().value()));
    }

    private static Slice<Overdue> page(List<OverdueStore.Row> rows, Function<Overdue, String> key) {
        return Slice.of(rows.stream().map(OverdueStore.Row::bill).toList(), PAGE, key);
    }
}
