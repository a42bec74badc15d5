package org.tongzhou.recovery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/**
 * What a person owes back of a benefit, what has become of it, and what was agreed. Names are masked. All entries are there and on its page:
 * what is owed is less their sum, and no more come once nothing is.
 */
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
        WITHDRAWN;

        /** It waits for a second person, or for money. */
        public boolean isToBeWorkedOn() {
            return this == PROPOSED || this == OPEN;
        }
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

    RecoveryCourse course() {
        return new RecoveryCourse(entries);
    }

    public Money settled() {
        return course().settled();
    }

    /** What an appeal may take off: all of the demand that was not taken off or given up before, paid back already or not. */
    public Money reducible() {
        return terms.amount().minus(course().reduced()).minus(course().givenUp());
    }

    /** A match that still holds: money found in the bank's statement, and not taken off again. */
    public boolean isLiveMatch(RecoveryEntry entry) {
        return course().isLiveMatch(entry);
    }

    /** A repayment noted by hand that still holds. */
    public boolean isLiveNote(RecoveryEntry entry) {
        return course().isLiveNote(entry);
    }

    /** The last repayment was noted by hand and taken back: where the money came all the same, a statement has yet to say so. */
    public boolean wantsStatement() {
        return course().endsUnnoted();
    }

    public Money outstanding() {
        return state == State.OPEN ? terms.amount().minus(settled()) : Money.ZERO;
    }

    /** Stands for the sum that would be given up, and why: who confirms it says by this what they saw. */
    public String writeOffSeal() {
        Canonical seen = new Canonical("recovery.write_off/1")
                .number(id.value())
                .number(outstanding().fen());
        if (writeOff != null) {
            seen.text(writeOff.grounds())
                    .number(writeOff.proposed().person().value())
                    .instant(writeOff.proposed().at());
        }
        return HexFormat.of().formatHex(seen.digest());
    }

    /**
     * How much of an instalment has been paid: what came since the plan fills the oldest first, once it has made up for what came
     * before the plan and was taken back.
     */
    public Money paidOf(Instalment instalment) {
        Money came = settled().minus(instalment.base()).max(Money.ZERO);
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
