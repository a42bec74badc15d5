package org.tongzhou.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/**
 * Months of the books. One person of the province's finance proposes to close a month that is over, another closes it;
 * with it every month before. What comes later is booked on the first open day and keeps its value date.
 */
@Component
public class Periods {
    private static final int PAGE = 24;
    private static final YearMonth AFTER_ALL = YearMonth.of(9999, 12);

    private final PeriodStore store;
    private final Snapshots snapshots;
    private final AuditTrail audit;

    Periods(PeriodStore store, Snapshots snapshots, AuditTrail audit) {
        this.store = store;
        this.snapshots = snapshots;
        this.audit = audit;
    }

    /** Proposed and closed months, newest first, 24 at a time. */
    public Slice<Period> newest(FundId fund, String after) {
        return Slice.of(
                store.before(fund, month(after), PAGE + 1),
                PAGE,
                period -> period.month().toString());
    }

    private static YearMonth month(String after) {
        try {
            return after.isEmpty() ? AFTER_ALL : Days.month(after);
        } catch (DateTimeException noMonth) {
            return AFTER_ALL;
        }
    }

    /** The newest month that is proposed or closed. */
    public Optional<YearMonth> lastProposed(FundId fund) {
        return store.lastProposed(fund);
    }

    public Optional<YearMonth> lastClosed(FundId fund) {
        return store.lastClosed(fund);
    }

    /** Proposes to close a month; again is no error. */
    @Transactional
    public void propose(Actor maker, YearMonth month, Instant now) {
        PersonId person = finance(maker, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        if (!month.isBefore(YearMonth.from(FundClock.dayOf(now)))) {
            throw Refusal.invalid("ledger_month_not_over", month.toString());
        }
        requireOpen(maker.fund(), month);
        if (store.propose(maker, person, month, now)) {
            audit.record(entry(maker, now, "ledger.closing_proposed", month));
        }
    }

    @Transactional
    public void withdraw(Actor maker, YearMonth month, Instant now) {
        finance(maker, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        proposed(maker.fund(), month);
        store.withdraw(maker.fund(), month);
        audit.record(entry(maker, now, "ledger.closing_withdrawn", month));
    }

    /**
     * Closes a month by a second person ({@code ledger_second_person} otherwise). Waits for postings under way; while they go on
     * for too long it is refused ({@code ledger_busy}).
     */
    @Transactional
    public void close(Actor checker, YearMonth month, Instant now) {
        PersonId person = finance(checker, Role.FINANCE_CHECKER);
        Period proposal = proposed(checker.fund(), month);
        if (proposal.proposedBy().equals(person)) {
            throw Refusal.notAllowed("ledger_second_person");
        }
        requireOpen(checker.fund(), month);
        long settled = settled(checker.fund());
        snapshots.count(checker.fund(), settled, now);
        store.close(checker, person, month, new PeriodStore.Closing(settled, now));
        audit.record(entry(checker, now, "ledger.closed", month));
    }

    private long settled(FundId fund) {
        try {
            return snapshots.settled(fund);
        } catch (PessimisticLockingFailureException e) {
            throw Refusal.conflict("ledger_busy");
        }
    }

    private Period proposed(FundId fund, YearMonth month) {
        return store.lock(fund, month)
                .filter(period -> !period.isClosed())
                .orElseThrow(() -> Refusal.conflict("ledger_not_proposed", month.toString()));
    }

    private void requireOpen(FundId fund, YearMonth month) {
        if (store.lastClosed(fund).filter(last -> !month.isAfter(last)).isPresent()) {
            throw Refusal.conflict("ledger_month_closed", month.toString());
        }
    }

    private static PersonId finance(Actor actor, Role... roles) {
        actor.require(roles);
        actor.requireWholeFund();
        return actor.requirePerson();
    }

    private static AuditEntry entry(Actor actor, Instant now, String action, YearMonth month) {
        return new AuditEntry(actor, now, action, "month:" + month, Map.of());
    }
}
