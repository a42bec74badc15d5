package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** Our book of the bank account beside the bank's, for one day, tolerance zero. */
@Component
public class Reconciliation {
    private static final int PAGE = 200;
    private static final int FIRST = 20;

    private final DayLines lines;
    private final StatementStore statements;

    Reconciliation(DayLines lines, StatementStore statements) {
        this.lines = lines;
        this.statements = statements;
    }

    /** What a line of the day is about. */
    public enum Kind {
        BATCH,
        RETURN,
        NOT_OURS
    }

    /**
     * One line; {@code id} tells it from the others of its kind, {@code label} is a batch number, a claim's reference or the bank's own.
     * Amounts out of the account are negative.
     */
    public record Line(
            Kind kind,
            long id,
            String label,
            int payments,
            @Nullable Money ours,
            @Nullable Money bank,
            String bankRef) {
        public boolean agrees() {
            return ours != null && ours.equals(bank);
        }

        /** Ours less the bank's, a missing side as zero. */
        public Money difference() {
            return (ours == null ? Money.ZERO : ours).minus(bank == null ? Money.ZERO : bank);
        }

        LineKey key() {
            return new LineKey(Math.abs(difference().fen()), kind, id);
        }

        /** Why the two sides differ, as the last part of a key of words. */
        public String why() {
            return bank == null
                    ? "not_at_bank"
                    : ours != null ? "amount" : kind == Kind.NOT_OURS ? "not_ours" : "not_booked";
        }
    }

    /** The sums of a day's lines and how many differ; {@code explained} is what these differ by, together. */
    public record Day(LocalDate day, int lines, int differing, Money ours, Money bank, Money explained) {
        public int agreeing() {
            return lines - differing;
        }

        public Money difference() {
            return ours.minus(bank);
        }
    }

    /** Both books on a day; no lines where nothing was paid or returned. */
    @Transactional(readOnly = true)
    public Day on(Actor actor, LocalDate day) {
        requireProvince(actor);
        return lines.sums(actor.fund(), day);
    }

    /** What does not agree on a day, largest first, 200 at a time; together it is the day's difference to the fen. */
    @Transactional(readOnly = true)
    public Slice<Line> exceptions(Actor actor, LocalDate day, String after) {
        requireProvince(actor);
        return page(lines.differing(actor.fund(), day, new DayLines.Part(LineKey.after(after), PAGE + 1)));
    }

    /** What agrees on a day, 200 at a time. */
    @Transactional(readOnly = true)
    public Slice<Line> agreed(Actor actor, LocalDate day, String after) {
        requireProvince(actor);
        return page(lines.agreeing(actor.fund(), day, new DayLines.Part(LineKey.after(after), PAGE + 1)));
    }

    private static Slice<Line> page(List<Line> found) {
        return Slice.of(found, PAGE, line -> line.key().text());
    }

    /** The first 20 of a day's lines, those that differ before those that agree. */
    @Transactional(readOnly = true)
    public List<Line> first(Actor actor, LocalDate day) {
        requireProvince(actor);
        return lines.first(actor.fund(), day, FIRST);
    }

    /** The bank's balances of a day, when its statement has come. */
    @Transactional(readOnly = true)
    public Optional<BankBalance> balance(Actor actor, LocalDate day) {
        requireProvince(actor);
        return statements.of(actor.fund(), day);
    }

    private static void requireProvince(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWholeFund();
    }

    /** The newest day on which either book has a benefit paid or returned; empty before the first. */
    @Transactional(readOnly = true)
    public Optional<Day> newestDay(Actor actor) {
        requireProvince(actor);
        FundId fund = actor.fund();
        return lines.newestDay(fund).map(day -> lines.sums(fund, day));
    }
}
