package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.SealedPayouts.Sealed;

/** Two people release the same payout in the same instant. {@code -Dpairs=500} for the full run. */
class TwoAtOnceTest extends PaymentTest {
    private static final int PAIRS = Integer.getInteger("pairs", 25);

    @Test
    void ofTwoSimultaneousReleasesOneIsDoneAndOneIsRefused() throws Exception {
        List<Sealed> sealed = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            instructed(100 + i, "6228480000003390");
            BatchId id = batches.draft(maker, NOW);
            sealed.add(new Sealed(id, batches.get(maker, id).hash()));
        }
        SimultaneousReleases.Tally tally =
                new SimultaneousReleases(batches, checker, staff(Role.FINANCE_CHECKER)).run(sealed, NOW);
        assertThat(tally).isEqualTo(new SimultaneousReleases.Tally(PAIRS, PAIRS));
        assertThat(jdbc.sql("select count(*) from payment.instruction_event where fund = :fund and state = 'RELEASED'")
                        .param("fund", fund.code())
                        .query(Integer.class)
                        .single())
                .isEqualTo(PAIRS);
    }
}
