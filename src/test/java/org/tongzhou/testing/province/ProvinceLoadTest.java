package org.tongzhou.testing.province;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;
import org.tongzhou.testing.RoomTest;

/** What is loaded past the doors is what the doors would have left: every check of the house agrees, whatever tables become. */
@RoomTest
@TestPropertySource(properties = "tongzhou.house=province") // an empty fund, in a database of its own
class ProvinceLoadTest {
    @Autowired
    ApplicationContext house;

    @Autowired
    List<Check> checks;

    @Autowired
    FundId fund;

    @Test
    void aLoadedProvinceHasNothingThatDisagrees() throws SQLException {
        Province province = new Province(800, 3);
        Map<String, Long> rows = new ProvinceLoad(house, province).run();
        assertThat(rows).containsEntry("unit", (long) province.units()).containsEntry("claim", 43L);
        assertThat(rows.get("person")).isGreaterThan(province.everybody());
        assertThat(checks)
                .isNotEmpty()
                .allSatisfy(
                        check -> assertThat(check.run(fund)).as(check.name()).isEmpty());
    }
}
