package org.tongzhou.contribution;

import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.recovery.KnownCredits;

/** Tells the room recovery which credits stand in the statements that were read, so that none is booked twice. */
@Component
class StatementCredits implements KnownCredits {
    private final CreditStore credits;

    StatementCredits(CreditStore credits) {
        this.credits = credits;
    }

    @Override
    public boolean has(FundId fund, String bankReference) {
        return credits.hasSerial(fund, bankReference);
    }
}
