package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.TestData;

class ApplicationTest {
    private static final ResidentId ID = TestData.residentId(Sex.MALE, LocalDate.of(1990, 3, 7));

    private static Application of(String name) {
        return Application.of(
                new OfferId(1), new Application.Typed(name, ID.number(), "13912345678", true), "203.0.113.7");
    }

    @Test
    void aNameIsWrittenAsOnRosters() {
        assertThat(of(" 阿依古丽•买 买提　").name()).isEqualTo("阿依古丽·买买提");
        refused("gig_name", () -> of(" 　"));
        refused("gig_name", () -> of("张".repeat(51)));
    }
}
