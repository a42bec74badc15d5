package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Role;

/** Two people release the same payout in the same instant. {@code -Dpairs=500} for the full run. */
class TwoAtOnceTest extends PaymentTest {
    private static final int PAIRS = Integer.getInteger("pairs", 25);

    @Test
    void ofTwoSimultaneousReleasesOneIsDoneAndOneIsRefused() throws Exception {
        SimultaneousReleases releases = new SimultaneousReleases(
                batches, new TransactionTemplate(transactions), maker, List.of(checker, staff(Role.FINANCE_CHECKER)));
        SimultaneousReleases.Tally tally =
                releases.run(PAIRS, NOW, number -> instructed(100 + number, "6228480000003390"));
        assertThat(tally).isEqualTo(new SimultaneousReleases.Tally(PAIRS, PAIRS));
        assertThat(jdbc.sql("select count(*) from payment.instruction_event where fund = :fund and state = 'RELEASED'")
                        .param("fund", fund.code())
                        .query(Integer.class)
                        .single())
                .isEqualTo(PAIRS);
    }
}
