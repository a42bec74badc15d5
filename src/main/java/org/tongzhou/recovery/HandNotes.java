package org.tongzhou.recovery;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.Payments;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/** Repayments that the bank told otherwise than by its statement, noted by hand. */
@Component
class HandNotes {
    /** A cause that names the bank's reference of a credit. */
    static final String BANK = "bank:";

    /** A cause that names the entry that is taken off again. */
    static final String UNNOTED = "repayment:";

    private final RecoveryRows rows;
    private final Payments payments;
    private final Steps steps;
    private final Returns returns;
    private final Optional<KnownCredits> credits;

    HandNotes(RecoveryRows rows, Payments payments, Steps steps, Returns returns, Optional<KnownCredits> credits) {
        this.rows = rows;
        this.payments = payments;
        this.steps = steps;
        this.returns = returns;
        this.credits = credits;
    }

    /** Refuses a credit that stands among what came in, or that was noted before. No statement is read until the transaction ends. */
    void requireNew(FundId fund, Receipt receipt) {
        if (!receipt.bankReference().matches("[0-9A-Za-z-]{3,60}")) {
            throw Refusal.invalid("recovery_bank_reference");
        }
        Repayments.Credit credit = new Repayments.Credit(receipt.bankReference(), receipt.valueDate());
        if (credits.filter(known -> known.has(fund, credit)).isPresent()) {
            throw Refusal.conflict("recovery_receipt_listed", receipt.bankReference());
        }
        if (!rows.noted(fund, List.of(credit)).isEmpty()) {
            throw known(receipt);
        }
    }

    /** {@code recovery} is locked. Refuses a day to come, and one before the benefit was ordered ({@code recovery_receipt_day}). */
    void note(Actor maker, Recovery recovery, Receipt receipt, Hand hand) {
        requireDay(maker.fund(), recovery.terms().cause(), receipt.valueDate(), FundClock.dayOf(hand.at()));
        RecoveryEntry entry = new RecoveryEntry(
                0, Kind.RECEIVED, cause(maker.fund(), receipt), receipt.amount(), receipt.valueDate());
        if (!steps.enter(maker.fund(), recovery, entry, hand)) {
            throw known(receipt);
        }
        Map<String, String> details =
                Map.of("fen", Long.toString(receipt.amount().fen()));
        steps.record(maker, "recovery.received", recovery.id(), details, hand.at());
    }

    /** What was taken back may be noted anew, under a number. */
    private String cause(FundId fund, Receipt receipt) {
        int before = rows.notes(fund, receipt.bankReference());
        return BANK + receipt.bankReference() + (before == 0 ? "" : "#" + (before + 1));
    }

    /** {@code recovery} is locked: the person owes it once more, unless the benefit itself is with us by now. */
    void takeBack(Actor checker, Recovery recovery, Recoveries.Mistake mistake, Hand hand) {
        long note = mistake.note();
        FundId fund = checker.fund();
        RecoveryEntry noted = recovery.entries().stream()
                .filter(entry -> entry.id() == note && recovery.isLiveNote(entry))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("recovery_note_over"));
        if (rows.enteredBy(fund, note).filter(hand.person()::equals).isPresent()) {
            throw Refusal.notAllowed("recovery_noted_it");
        }
        RecoveryEntry back = new RecoveryEntry(
                0, Kind.TAKEN_BACK, UNNOTED + note, noted.amount(), FundClock.dayOf(hand.at()), mistake.reason());
        steps.enter(fund, recovery, back, hand);
        Map<String, String> details = Map.of("fen", Long.toString(noted.amount().fen()), "of", noted.cause());
        steps.record(checker, "recovery.taken_back", recovery.id(), details, hand.at());
        returns.keepOf(fund, recovery.id(), hand.at());
    }

    private void requireDay(FundId fund, String cause, LocalDate day, LocalDate today) {
        LocalDate ordered = payments.of(fund, cause).stream()
                .flatMap(instruction -> instruction.history().stream())
                .map(event -> FundClock.dayOf(event.at()))
                .min(Comparator.naturalOrder())
                .orElse(today);
        if (day.isBefore(ordered) || day.isAfter(today)) {
            throw Refusal.invalid("recovery_receipt_day", ordered, today);
        }
    }

    private static Refusal known(Receipt receipt) {
        return Refusal.conflict("recovery_receipt_known", receipt.bankReference());
    }
}
