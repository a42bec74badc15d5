package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;

/** More offers of free cover than a page holds. */
class PagedOffersTest extends GigRoom {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void everyOfferOfTheTerritoryStandsOnOnePageOnce() throws Exception {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(9_000));
        String county = HUANGSHI + DAYE + "/";
        List<Long> ours = open(opened, county, 430, TODAY.plusDays(100));
        List<Long> elsewhere = open(opened, HUANGSHI + "420202/", 5, TODAY.plusDays(100));
        Actor reader = data.actor(Role.MANAGER, county);
        assertThat(new AllPages(mvc, visits.of(reader)).numbers("/free-cover", "name=\"offer\" value=\"(#)\""))
                .doesNotHaveDuplicates()
                .containsAll(ours)
                .doesNotContainAnyElementsOf(elsewhere);
    }

    @Test
    void whoClosesOneOnALaterPageStaysOnIt() throws Exception {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(9_000));
        mvc.perform(post("/free-cover/close")
                        .param("offer", Long.toString(opened.offer().value()))
                        .param("after", "12")
                        .with(csrf())
                        .with(visits.of(data.actor(Role.FINANCE_MAKER, PROVINCE))))
                .andExpect(redirectedUrl("/free-cover?after=12"));
    }

    /** Of plans that nobody has, so that they meet no other offer. */
    private List<Long> open(SomeOffers.Opened like, String path, int count, LocalDate firstDay) {
        return jdbc.sql("""
                        insert into gig.offer (fund, unit, unit_path, plan, programme, each_fen, places, first_day, last_day,
                            opened_by, opened_at)
                        select fund, unit, :path, 'paged-' || :count || '-' || n, programme, each_fen, 1, :first, :first,
                            opened_by, opened_at
                        from gig.offer, generate_series(1, :count) n where fund = :fund and id = :like returning id
                        """)
                .param("path", path)
                .param("first", firstDay)
                .param("count", count)
                .param("fund", FUND.code())
                .param("like", like.offer().value())
                .query(Long.class)
                .list();
    }
}
