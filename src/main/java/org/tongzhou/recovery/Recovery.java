package org.tongzhou.recovery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/** What a person owes back of a benefit, what has become of it, and what was agreed. Names are masked. */
public record Recovery(
        RecoveryId id,
        RecoveryTerms terms,
        State state,
        Hand proposed,
        @Nullable Hand confirmed,
        List<RecoveryEntry> entries,
        List<Instalment> instalments,
        @Nullable Integer consentBp,
        @Nullable WriteOff writeOff,
        @Nullable Appeal appeal) {
    public Recovery {
        entries = List.copyOf(entries);
        instalments = List.copyOf(instalments);
    }

    /** Where it stands. */
    public enum State {
        PROPOSED,
        OPEN,
        SETTLED,
        WITHDRAWN
    }

    /** Who did something and when. */
    public record Hand(PersonId person, String name, Instant at) {}

    /** One part of the plan; {@code base} is what was settled before the plan. */
    public record Instalment(int no, LocalDate due, Money amount, Money base) {}

    public record WriteOff(Hand proposed, String grounds, boolean confirmed) {}

    public record Appeal(Instant at, String words, @Nullable String answer) {
        public boolean isOpen() {
            return answer == null;
        }
    }

    public Money settled() {
        return entries.stream().map(RecoveryEntry::less).reduce(Money.ZERO, Money::plus);
    }

    /** What an appeal may take off: all of the demand that was not taken off or given up before, paid back already or not. */
    public Money reducible() {
        return terms.amount().minus(sum(Kind.REDUCED)).minus(givenUp());
    }

    /** What was given up and is not owed after all. */
    Money givenUp() {
        return sum(Kind.WRITTEN_OFF).minus(sum(Kind.REVIVED));
    }

    private Money sum(Kind kind) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind)
                .map(RecoveryEntry::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    /** The cause of an entry that may come again where a repayment was taken back in between: an entry is written once. */
    String numbered(Kind kind, String cause) {
        long before = entries.stream()
                .filter(entry -> entry.kind() == kind)
                .filter(entry -> entry.cause().equals(cause) || entry.cause().startsWith(cause + "#"))
                .count();
        return before == 0 ? cause : cause + "#" + (before + 1);
    }

    /** A match that still holds: money found in the bank's statement, and not taken off again. */
    public boolean isLiveMatch(RecoveryEntry entry) {
        return entry.kind() == Kind.RECEIVED
                && entry.cause().startsWith("assignment:")
                && entries.stream()
                        .noneMatch(other ->
                                other.kind() == Kind.TAKEN_BACK && other.cause().equals(entry.cause()));
    }

    public Money outstanding() {
        return state == State.OPEN ? terms.amount().minus(settled()) : Money.ZERO;
    }

    /** How much of an instalment has been paid: what came since the plan fills the oldest first. */
    public Money paidOf(Instalment instalment) {
        Money came = settled().minus(instalment.base());
        for (Instalment each : instalments) {
            Money part = came.min(each.amount());
            if (each.no() == instalment.no()) {
                return part;
            }
            came = came.minus(part);
        }
        return Money.ZERO;
    }
}
