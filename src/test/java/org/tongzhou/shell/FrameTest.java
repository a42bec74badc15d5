package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;

class FrameTest {
    private static final Refusal HELD =
            Refusal.conflict("cover_held", LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1));

    @Test
    void aRefusalWritesDaysAsItsReaderReadsThem() {
        assertThat(TestFrames.plain().sentence(HELD)).contains("12月31日为止").contains("2027年1月1日起");
        assertThat(TestFrames.seenBy(reader(Role.MEMBER)).sentence(HELD)).contains("12月31日为止");
        assertThat(TestFrames.seenBy(reader(Role.FINANCE_MAKER)).sentence(HELD)).contains("2026-12-31");
    }

    private static Actor reader(Role role) {
        return new Actor(7, "周海涛", Scope.province(new FundId(42)), Set.of(role), null, null);
    }
}
