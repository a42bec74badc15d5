package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.FundId;
import org.tongzhou.testing.RoomTest;

@RoomTest
class SitesAtWorkTest {
    @Autowired
    JdbcClient jdbc;

    /** Another fund's site holds up nobody who seals this one's anew. */
    @Test
    void aFundsLeasesAreItsOwn() {
        for (int fund : List.of(46, 47)) {
            jdbc.sql("""
                            insert into access.job_lease (fund, name, holder, fence, until)
                            values (:fund, 'test.standing', 'site', :fund, clock_timestamp() + interval '1 hour'),
                                (:fund, 'test.run_out', 'site', 1, clock_timestamp())""").param("fund", fund).update();
        }
        assertThat(SitesAtWork.standing(jdbc, new FundId(46)).keySet()).containsExactly("46 test.standing");
        assertThat(SitesAtWork.standing(jdbc, null)).containsKeys("46 test.standing", "47 test.standing");
        assertThat(SitesAtWork.standing(jdbc, new FundId(48))).isEmpty();
    }

    /** A site that works renews its leases when half of their time is over, and must be seen to. */
    @Test
    void aLeaseIsRenewedWhileSomebodyLooks() throws IOException {
        String span = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"))
                .getProperty("tongzhou.jobs.lease");
        Duration lease = DurationStyle.detectAndParse(Objects.requireNonNull(span));
        assertThat(lease.dividedBy(2)).isLessThan(SitesAtWork.LONGEST_LOOK.minusSeconds(10));
    }
}
