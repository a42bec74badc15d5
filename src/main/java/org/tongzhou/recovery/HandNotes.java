package org.tongzhou.recovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/** Repayments that the bank told otherwise than by its statement, noted by hand. */
@Component
class HandNotes {
    /** A cause that names the bank's reference of a credit. */
    private static final String BANK = "bank:";

    private final RecoveryRows rows;
    private final Steps steps;
    private final Optional<KnownCredits> credits;

    HandNotes(RecoveryRows rows, Steps steps, Optional<KnownCredits> credits) {
        this.rows = rows;
        this.steps = steps;
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

    /** {@code recovery} is locked. */
    void note(Actor maker, Recovery recovery, Receipt receipt, Hand hand) {
        RecoveryEntry entry = new RecoveryEntry(
                0, Kind.RECEIVED, BANK + receipt.bankReference(), receipt.amount(), receipt.valueDate());
        if (!steps.enter(maker.fund(), recovery, entry, hand)) {
            throw known(receipt);
        }
        Map<String, String> details =
                Map.of("fen", Long.toString(receipt.amount().fen()));
        steps.record(maker, "recovery.received", recovery.id(), details, hand.at());
    }

    private static Refusal known(Receipt receipt) {
        return Refusal.conflict("recovery_receipt_known", receipt.bankReference());
    }
}
