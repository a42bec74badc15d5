package org.tongzhou.contribution;

import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.recovery.KnownCredits;
import org.tongzhou.recovery.Repayments;

/** Tells the room recovery which credits stand in the statements that were read, so that none is booked twice. */
@Component
class StatementCredits implements KnownCredits {
    private final CreditStore credits;

    StatementCredits(CreditStore credits) {
        this.credits = credits;
    }

    /** A statement that is being read is read first, and the next one waits: none of its credits is noted by hand in between. */
    @Override
    public boolean has(FundId fund, Repayments.Credit credit) {
        credits.waitForOthers(fund);
        return credits.hasAbout(fund, credit);
    }
}
