package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.FundId;

class FundConfigurationTest {
    private final FundConfiguration configuration = new FundConfiguration();

    @Test
    void aFundIsThatOfAProvince() {
        assertThat(configuration.fund("42")).isEqualTo(new FundId(42));
        for (String none : List.of("99", "7", "abc", "", "042", "4201")) {
            refused("fund_unknown", List.of(none), () -> configuration.fund(none));
        }
    }
}
