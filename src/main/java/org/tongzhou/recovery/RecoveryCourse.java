package org.tongzhou.recovery;

import java.util.List;
import org.tongzhou.kernel.Money;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/** What has become of a demand, entry by entry: how much of each kind, and which entries still hold. */
record RecoveryCourse(List<RecoveryEntry> entries) {
    Money settled() {
        return entries.stream().map(RecoveryEntry::less).reduce(Money.ZERO, Money::plus);
    }

    Money reduced() {
        return sum(Kind.REDUCED);
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

    /** Money found in the bank's statement, and not taken off again. */
    boolean isLiveMatch(RecoveryEntry entry) {
        return isReceived(entry, Repayments.FOUND) && !isTakenBack(entry.cause());
    }

    /** Money noted by hand, and not taken off again. */
    boolean isLiveNote(RecoveryEntry entry) {
        return isReceived(entry, HandNotes.BANK) && !isTakenBack(HandNotes.UNNOTED + entry.id());
    }

    boolean endsUnnoted() {
        return entries.stream()
                .filter(entry -> entry.kind() == Kind.RECEIVED || entry.kind() == Kind.TAKEN_BACK)
                .reduce((before, last) -> last)
                .filter(RecoveryEntry::isUnnoted)
                .isPresent();
    }

    private static boolean isReceived(RecoveryEntry entry, String how) {
        return entry.kind() == Kind.RECEIVED && entry.cause().startsWith(how);
    }

    private boolean isTakenBack(String cause) {
        return entries.stream()
                .anyMatch(other ->
                        other.kind() == Kind.TAKEN_BACK && other.cause().equals(cause));
    }
}
