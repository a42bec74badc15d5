package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.kernel.Level.CITY;
import static org.tongzhou.kernel.Level.COUNTY;
import static org.tongzhou.kernel.Level.PROVINCE;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Route.Question;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Vault;
import org.tongzhou.testing.TestData;

class RouteTest {
    @Test
    void fiveThousandYuanStaysInTheCounty() {
        assertThat(cost("5000.00").levels()).containsExactly(COUNTY);
    }

    @Test
    void oneFenAboveFiveThousandGoesToTheCity() {
        assertThat(cost("5000.01").levels()).containsExactly(COUNTY, CITY);
    }

    @Test
    void fiftyThousandYuanStaysWithTheCity() {
        assertThat(cost("50000.00").levels()).containsExactly(COUNTY, CITY);
    }

    @Test
    void oneFenAboveFiftyThousandGoesToTheProvince() {
        assertThat(cost("50000.01").levels()).containsExactly(COUNTY, CITY, PROVINCE);
    }

    @Test
    void anyLumpSumGoesToTheCity() {
        Route route = Route.of(Question.of(Money.ofYuan(3_000), true, false), true);
        assertThat(route.levels()).containsExactly(COUNTY, CITY);
    }

    @Test
    void reclassificationGoesToTheProvince() {
        assertThat(Route.of(new Question(Money.ofYuan(100), true, false, true), true)
                        .endsAt(PROVINCE))
                .isTrue();
    }

    @Test
    void theProvinceIsTheSecondLevelWhereACountyHasNoCity() {
        Route route = Route.of(Question.of(Money.parseYuan("5000.01"), false, false), false);
        assertThat(route.levels()).containsExactly(COUNTY, PROVINCE);
        assertThat(route.after(COUNTY)).contains(PROVINCE);
    }

    @Test
    void sampledClaimGoesToTheCity() {
        assertThat(Route.of(Question.of(Money.ofYuan(10), false, true), true).levels())
                .containsExactly(COUNTY, CITY);
    }

    @Test
    void theSecondCheckDrawsAboutOneInTwentyAlwaysTheSameAndOthersUnderAnotherKey() {
        Sealing ours = new Sealing(new Vault(Map.of(1, new byte[32]), new byte[] {1}));
        Sealing theirs = new Sealing(new Vault(Map.of(1, new byte[32]), new byte[] {2}));
        List<Long> drawn = drawn(ours);
        assertThat(drawn).hasSizeBetween(900, 1_100).isEqualTo(drawn(ours)).isNotEqualTo(drawn(theirs));
    }

    private static List<Long> drawn(Sealing sealing) {
        return LongStream.rangeClosed(1, 20_000)
                .filter(id -> sealing.draws(TestData.FUND, new ClaimId(id)))
                .boxed()
                .toList();
    }

    @Test
    void aLevelIsFollowedByTheNextOneOfTheRoute() {
        Route whole = cost("60000");
        assertThat(whole.after(COUNTY)).contains(CITY);
        assertThat(whole.after(CITY)).contains(PROVINCE);
        assertThat(whole.after(Level.PROVINCE)).isEmpty();
    }

    private static Route cost(String yuan) {
        return Route.of(Question.of(Money.parseYuan(yuan), false, false), true);
    }
}
