package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More months proposed and closed than a page holds. */
class PagedMonthsTest extends ManyRows {
    private static final String PAGE = "/ledger/months";
    private static final String PROPOSE = "action=\"/ledger/months/propose\"";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void everyMonthStandsOnOnePageOnceTheNewestFirst() {
        undone(() -> {
            januaries(FUND.code(), 1901, 1990);
            januaries(11, 1951, 1960);
            List<Long> listed = new AllPages(mvc, visits.of(finance()))
                    .numbers(PAGE, "<td class=\"num b\">(#)-01</td>").stream()
                            .filter(year -> year < 1991)
                            .toList();
            assertThat(listed)
                    .containsExactlyElementsOf(LongStream.iterate(1990, year -> year - 1)
                            .limit(90)
                            .boxed()
                            .toList());
        });
    }

    @Test
    void aMonthThatIsProposedIsNotOfferedOnALaterPageEither() {
        undone(() -> {
            jdbc.sql("delete from ledger.period where fund = :fund")
                    .param("fund", FUND.code())
                    .update();
            januaries(FUND.code(), 1901, 1990);
            assertThat(page(PAGE + "?after=1950-01")).contains(PROPOSE);
            januaries(FUND.code(), 2026, 2026);
            assertThat(page(PAGE + "?after=1950-01")).doesNotContain(PROPOSE);
        });
    }

    @Test
    void whoActsOnALaterPageStaysOnIt() {
        undone(() -> {
            januaries(FUND.code(), 1901, 1901);
            try {
                mvc.perform(post(PAGE + "/withdraw")
                                .param("month", "1901-01")
                                .param("after", "1950-01")
                                .param("request_key", UUID.randomUUID().toString())
                                .with(csrf())
                                .with(visits.of(finance())))
                        .andExpect(result -> assertThat(result.getResponse().getRedirectedUrl())
                                .isEqualTo(PAGE + "?after=1950-01"));
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2026", "2026-13", "0001-01", "+999999999-01"})
    void aKeyThatIsNoMonthBeginsTheList(String key) throws Exception {
        mvc.perform(get(PAGE).param("after", key).with(visits.of(finance()))).andExpect(status().isOk());
    }

    private Actor finance() {
        return data.actor(Role.FINANCE_MAKER, PROVINCE);
    }

    private String page(String path) {
        try {
            return mvc.perform(get(path).with(visits.of(finance())))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private void januaries(int fund, int first, int last) {
        jdbc.sql("""
                        insert into ledger.period (fund, month, proposed_by, proposed_name, proposed_at)
                        select :fund, make_date(year, 1, 1), 1, '王*', :now from generate_series(:first, :last) year
                        """)
                .param("fund", fund)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("first", first)
                .param("last", last)
                .update();
    }
}
