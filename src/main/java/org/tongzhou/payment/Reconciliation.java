package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
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

    /** The key after which each of a day's lists goes on; empty where it begins. */
    public record From(String differing, String agreeing) {
        public static final From START = new From("", "");
    }

    /**
     * Both books on a day as they are at one moment: the sums, what does not agree, the largest first, and what agrees. What does not
     * agree is together the day's difference to the fen.
     */
    public record Compared(Day day, Slice<Line> exceptions, Slice<Line> agreed) {}

    /** 200 of each at a time; no lines where nothing was paid or returned. */
    @Transactional(readOnly = true)
    public Compared on(Actor actor, LocalDate day, From from) {
        requireProvince(actor);
        LineKey differing = LineKey.after(from.differing());
        LineKey agreeing = LineKey.after(from.agreeing());
        DayLines.Found found = lines.of(actor.fund(), day, new DayLines.Wanted(differing, agreeing, PAGE + 1));
        return new Compared(found.day(), page(found.differing()), page(found.agreeing()));
    }

    private static Slice<Line> page(List<Line> found) {
        return Slice.of(found, PAGE, line -> line.key().text());
    }

    /** The sums of a day and the first 20 of its lines, those that differ before those that agree. */
    public record Glance(Day day, List<Line> lines) {
        public Glance {
            lines = List.copyOf(lines);
        }
    }

    @Transactional(readOnly = true)
    public Glance glance(Actor actor, LocalDate day) {
        requireProvince(actor);
        LineKey start = LineKey.after("");
        DayLines.Found found = lines.of(actor.fund(), day, new DayLines.Wanted(start, start, FIRST));
        List<Line> first = Stream.concat(found.differing().stream(), found.agreeing().stream())
                .limit(FIRST)
                .toList();
        return new Glance(found.day(), first);
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
    public Optional<LocalDate> newestDay(Actor actor) {
        requireProvince(actor);
        return lines.newestDay(actor.fund());
    }
}
