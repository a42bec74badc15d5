package org.tongzhou.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** The figures of a city's year, and the pages and the file that show them. */
@TestPropertySource(properties = "tongzhou.house=dashboard")
class DashboardTest extends XianningRoom {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    Plans plans;

    @Test
    void participationIsCountedOnceAPersonACountyAgainstTheTarget() {
        RegionFigures chibi = region(CHIBI);
        assertThat(chibi.insured()).isEqualTo(3);
        assertThat(chibi.target()).isEqualTo(2);
        assertThat(chibi.reachedBp()).isEqualTo(15_000);
        assertThat(region(JIAYU).insured())
                .as("last year's cover is last year's")
                .isEqualTo(1);
        assertThat(region(JIAYU).reachedBp()).isEqualTo(2_500);
    }

    @Test
    void feesPayoutsAndLossRatioAreThoseOfTheYear() {
        assertThat(region(CHIBI).fees()).isEqualTo(Money.ofFen(34_000));
        assertThat(region(CHIBI).paid()).isEqualTo(Money.ofFen(42_050));
        assertThat(region(CHIBI).benefits()).isEqualTo(2);
        assertThat(region(CHIBI).lossBp()).isEqualTo(12_368);
        assertThat(region(JIAYU).paid()).isEqualTo(Money.ZERO);
        assertThat(region(JIAYU).fees())
                .as("and what the policy costs beside its covers")
                .isEqualTo(Money.ofFen(4_234));
    }

    /** 3 March 2031 is a Monday. */
    @Test
    void daysPerClaimLeaveOutWeekendsAndTheWaitForPapers() {
        assertThat(region(CHIBI).workingDays()).isEqualTo(3 + 9);
        assertThat(region(CHIBI).daysTenths()).isEqualTo(60);
        assertThat(region(JIAYU).workingDays()).as("9 less the 5 of waiting").isEqualTo(4);
        assertThat(city().keptBp()).isEqualTo(6_667);
        assertThat(city().days()).containsExactly(0L, 0L, 0L, 1L, 1L, 0L, 0L, 0L, 0L, 1L, 0L);
    }

    @Test
    void monthsAndPlansAddUpToTheTotals() {
        assertThat(city().byMonth()).startsWith(0L, 1L, 3L, 0L).hasSize(12);
        assertThat(city().payouts().get("hospital")).startsWith(0L, 12_050L, 0L);
        assertThat(city().payouts().get("critical")).startsWith(0L, 0L, 30_000L);
        assertThat(city().total().insured()).isEqualTo(4);
        assertThat(city().units()).isEqualTo(2);
    }

    @Test
    void theProvinceSeesTheCityAsOneRegionWithTheSameSums() {
        RegionFigures xianning = figures.of(manager, Scope.province(TestData.FUND), YEAR, NOW).regions().stream()
                .filter(region -> region.code().equals("4212"))
                .findFirst()
                .orElseThrow();
        RegionFigures city = city().total();
        assertThat(xianning.insured()).isEqualTo(city.insured());
        assertThat(xianning.target()).isEqualTo(6);
        assertThat(xianning.paid()).isEqualTo(city.paid());
        assertThat(xianning.workingDays()).isEqualTo(16);
    }

    @Test
    void aManagerOfAnotherCitySeesNothingOfIt() {
        Actor other = data.actor(Role.MANAGER, "/42/4202/");
        assertThatThrownBy(() -> figures.of(other, XIANNING, YEAR, NOW)).isInstanceOf(Refusal.class);
        assertThat(figures.of(other, other.scope(), YEAR, NOW).total().insured())
                .isZero();
    }

    @Test
    void pageTablesAndFileShowTheSameNumbers() throws Exception {
        String page = body("/dashboard?year=2031&region=4212");
        assertThat(page).contains("赤壁", "150%", "嘉鱼", "25%", "420.50").doesNotContain("style=\"");
        assertThat(body("/dashboard?year=2031&region=4212&metric=days")).contains("6.0", "4.0");
        assertThat(body("/dashboard?year=2031&region=4212&view=table")).contains("340.00", "124%", "120.50", "300.00");
        assertThat(body("/dashboard.csv?year=2031&region=4212"))
                .contains(
                        "\"赤壁市\",\"421281\",\"2\",\"3\",\"150.00%\",\"340.00\",\"2\",\"420.50\",\"123.68%\",\"2\",\"6.0\"");
        assertThat(body("/dashboard?year=2031&region=421281")).contains("赤壁");
    }

    /** One person short of two hundred in a year of its own. */
    @Test
    void whoIsOneShortOfTheTargetIsNotToldToHaveReachedIt() throws Exception {
        data.aim(2029, Map.of(CHIBI, 200L));
        rows.joined(data.unit(CHIBI), 2029, 199);
        assertThat(body("/dashboard?year=2029&region=4212"))
                .contains("赤壁 99%", "完成 99%，距目标还差 1 人次", ">99%")
                .doesNotContain(">100%");
        assertThat(body("/dashboard?year=2029&region=4212&view=table"))
                .contains(">99%")
                .doesNotContain(">100%");
    }

    /** In ten thousands three people are none. */
    @Test
    void howManyAreMissingIsSaidInANumberThatIsNotNought() throws Exception {
        data.aim(2028, Map.of(CHIBI, 500_003L));
        rows.joined(data.unit(CHIBI), 2028, 500_000);
        assertThat(body("/dashboard?year=2028&region=4212")).contains("还差 3 人次");
    }

    @Test
    void aYearThatIsNoneIsRefusedInWords() throws Exception {
        mvc.perform(get("/dashboard?year=abcd").with(visits.of(manager))).andExpect(status().isUnprocessableContent());
        mvc.perform(get("/dashboard?region=9999").with(visits.of(manager))).andExpect(status().isNotFound());
    }

    @Test
    void aRegionThatIsNotOfTheFundOrNotOfTheReadersIsNotFound() throws Exception {
        for (String elsewhere : List.of("3301", "330106", "33", "99", "421299")) {
            requireNotFound(manager, elsewhere);
        }
        Actor ofAnotherCity = data.actor(Role.MANAGER, "/42/4202/");
        requireNotFound(ofAnotherCity, "4212");
        requireNotFound(ofAnotherCity, CHIBI);
    }

    /** Jingshan county has been a city of that rank, under another code, since 2019. */
    @Test
    void theFiguresOfACountyThatIsNoMoreCanStillBeRead() throws Exception {
        assertThat(body("/dashboard?year=2031&region=420821")).contains("京山");
    }

    /** Daily cash in hospital has no short name; another plan was never on file. */
    @Test
    void aPlanIsCalledByItsNameOnFileWhereItHasNoShortOne() throws Exception {
        plans.loadShipped(TestData.FUND, "beijing-2011", NOW);
        Unit unit = data.unit(TestData.DAYE);
        rows.paid(data.person(), unit, "hospital-days", "2027-04-01", 16_000);
        rows.paid(data.person(), unit, "never-filed", "2027-05-01", 100);
        assertThat(body("/dashboard?year=2027")).contains("住院津贴互助保障", "never-filed");
        assertThat(body("/dashboard?year=2027&view=table"))
                .contains("住院津贴互助保障", "never-filed")
                .doesNotContain("hospital-days");
    }

    private void requireNotFound(Actor reader, String region) throws Exception {
        for (String address : List.of("/dashboard", "/dashboard.csv")) {
            mvc.perform(asked(address, region, reader))
                    .andExpect(status().isNotFound())
                    .andExpect(content().string(containsString("没有找到")));
            mvc.perform(asked(address, region, reader).cookie(new Cookie("language", "en")))
                    .andExpect(status().isNotFound())
                    .andExpect(content().string(containsString("was not found")));
        }
    }

    private MockHttpServletRequestBuilder asked(String address, String region, Actor reader) {
        return get(address).queryParam("region", region).with(visits.of(reader));
    }

    private String body(String path) throws Exception {
        return mvc.perform(get(path).with(visits.of(manager)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
