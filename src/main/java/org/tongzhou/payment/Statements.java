package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.StatementStore.Aside;

/** Statements that were taken for our account's and are another's. */
@Component
public class Statements {
    private static final int PAGE = 14;
    private static final int OF_A_DAY = 5;
    private static final Place NEWEST = new Place(999_999_999_999_999_999L, Long.MAX_VALUE);

    private final StatementStore store;
    private final AnswerStore answers;
    private final InstructionEventStore history;
    private final AuditTrail audit;

    Statements(StatementStore store, AnswerStore answers, InstructionEventStore history, AuditTrail audit) {
        this.store = store;
        this.answers = answers;
        this.history = history;
        this.audit = audit;
    }

    /** Those put aside, the newest first, 14 at a time. */
    @Transactional(readOnly = true)
    public Slice<AsideStatement> aside(Actor actor, String after) {
        requireReader(actor);
        return page(store.aside(actor.fund(), Place.of(after, NEWEST), PAGE + 1), PAGE);
    }

    /** The last five of a day. */
    @Transactional(readOnly = true)
    public Slice<AsideStatement> asideOf(Actor actor, LocalDate day) {
        requireReader(actor);
        return page(store.asideOf(actor.fund(), day, OF_A_DAY + 1), OF_A_DAY);
    }

    private static Slice<AsideStatement> page(List<AsideStatement> found, int size) {
        return Slice.of(
                found, size, statement -> StatementStore.place(statement).key());
    }

    private static void requireReader(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWholeFund();
    }

    /** The statement of a day and why it is not ours (4–500 characters). */
    public record Wrong(LocalDate day, long statement, String why) {}

    /**
     * Leaves the day to the right statement; no money moves, and the lines that it brought stay in our copy of the bank's book. What was
     * compared with it counts as not compared. Refuses {@code payment_statement_used} where a payment was settled by it: that is not
     * undone by putting a paper aside.
     */
    @Transactional
    public void putAside(Actor checker, Wrong wrong, Instant now) {
        checker.require(Role.FINANCE_CHECKER);
        FundId fund = checker.fund();
        checker.requireWholeFund();
        String why = wrong.why().strip();
        if (!Characters.within(4, 500, why)) {
            throw Refusal.invalid("payment_statement_why", Characters.count(why));
        }
        answers.lockCursor(fund);
        if (store.isOfPayments(fund, wrong.statement())) {
            throw Refusal.conflict("payment_statement_used", wrong.day());
        }
        if (!store.putAside(fund, wrong.day(), new Aside(wrong.statement(), Hand.of(checker), now, why))) {
            throw Refusal.conflict("payment_statement_gone", wrong.day());
        }
        answers.rewindCursor(
                fund,
                store.newestDay(fund)
                        .map(day -> history.newestEventBy(fund, day))
                        .orElse(0L));
        audit.record(AuditEntry.of(checker, now, "payment.statement_aside", "statement:" + wrong.statement()));
    }
}
