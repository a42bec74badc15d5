package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tongzhou.adjudication.Reason.Code;
import org.tongzhou.claim.Outcome.Objection;

/** Which reasons say that no cover stood on the day, as a reviewer is shown it. */
class OutsideCoverTest {
    @Test
    void aWaitIsOutsideCoverWhetherCountedInDaysOrInMonths() {
        assertThat(Arrays.stream(Code.values())
                        .filter(code -> new Objection(code.code(), List.of(), null).isOutsideCover()))
                .containsExactlyInAnyOrder(Code.OUTSIDE_COVER, Code.WAITING_PERIOD, Code.WAITING_MONTHS);
    }
}
