package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

class SitesAtWorkTest {
    /** A site that works renews its leases when half of their time is over, and must be seen to. */
    @Test
    void aLeaseIsRenewedWhileSomebodyLooks() throws IOException {
        String span = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"))
                .getProperty("tongzhou.jobs.lease");
        Duration lease = DurationStyle.detectAndParse(Objects.requireNonNull(span));
        assertThat(lease.dividedBy(2)).isLessThan(SitesAtWork.LONGEST_LOOK.minusSeconds(10));
    }
}
