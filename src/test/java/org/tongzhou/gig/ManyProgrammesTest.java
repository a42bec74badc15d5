package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoundTrips;

/** More programmes that may pay for places than can be chosen from at once. */
class ManyProgrammesTest extends ManyToChooseFrom {
    private static final int PROGRAMMES = 320;

    @Test
    void theNewestAreListedAndAnyIsFoundByName() {
        among(this::programmes, (finance, programmes) -> {
            String first = option(programmes.get(0), false);
            assertThat(page(finance, get("/free-cover")))
                    .contains(option(programmes.get(PROGRAMMES - 1), false), "其余的请按名称查找")
                    .doesNotContain(first);
            assertThat(page(finance, get("/free-cover").param("named", " 骑手补助第 1 号 ")))
                    .contains(first)
                    .doesNotContain(option(programmes.get(PROGRAMMES - 1), false), "其余的请按名称查找");
        });
    }

    /** What was refused stands again with the programme that was chosen, whichever others are listed. */
    @Test
    void theOneThatWasChosenStaysChosen() {
        among(
                this::programmes,
                (finance, programmes) -> assertThat(page(
                                finance,
                                post("/free-cover")
                                        .param("unit", "1")
                                        .param("programme", Long.toString(programmes.get(0)))
                                        .param("named", "骑手补助第")
                                        .param("plan", "gig-accident")
                                        .param("places", "二十")
                                        .param("request_key", UUID.randomUUID().toString())
                                        .with(csrf())))
                        .contains(option(programmes.get(0), true), "value=\"骑手补助第\""));
    }

    @Test
    void whoFindsNoneIsToldAndMaySearchAgain() {
        among(
                this::programmes,
                (finance, programmes) -> assertThat(
                                page(finance, get("/free-cover").param("named", "没有这样的方案")))
                        .contains("没有找到能用来开名额的方案", "name=\"named\"")
                        .doesNotContain("name=\"places\""));
    }

    @Test
    void manyOffersAskTheDatabaseForTheirNamesNoMoreOftenThanOne() throws Exception {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
        assertThat(RoundTrips.of(() -> undone(() -> {
                            offers(opened, 20);
                            page(finance, get("/free-cover"));
                        }))
                        .stream()
                        .map(RoundTrips.Trip::brief)
                        .filter(sql ->
                                sql.contains("from organisation.unit") || sql.contains("from contribution.programme")))
                .hasSizeLessThanOrEqualTo(4);
    }

    private void offers(SomeOffers.Opened like, int count) {
        jdbc.sql("""
                        insert into gig.offer (fund, unit, unit_path, plan, programme, each_fen, places, first_day, last_day,
                            opened_by, opened_at)
                        select fund, unit, unit_path, 'paged-names-' || n, programme, each_fen, 1, first_day, last_day,
                            opened_by, opened_at
                        from gig.offer, generate_series(1, :count) n where fund = :fund and id = :like
                        """)
                .param("count", count)
                .param("fund", FUND.code())
                .param("like", like.offer().value())
                .update();
    }

    private static String option(long programme, boolean chosen) {
        return "<option value=\"" + programme + "\"" + (chosen ? " selected" : "") + ">骑手补助";
    }

    /** Agreed ones that pay a sum a person in place of the worker. */
    private List<Long> programmes() {
        return jdbc.sql("""
                        insert into contribution.programme (fund, name, giver, path, kinds, flags, relieves, each_fen,
                            first_day, last_day, budget_fen, proposed_by, proposed_at, agreed_by, agreed_at)
                        select :fund, '骑手补助第 ' || n || ' 号', 'COUNTY_UNION', :path, '{}', '{}', 'WORKER', 3000,
                            :today, :today::date + 30, 100000, 1, :now, 2, :now
                        from generate_series(1, :count) n returning id
                        """)
                .param("fund", FUND.code())
                .param("path", HUANGSHI)
                .param("today", TODAY)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", PROGRAMMES)
                .query(Long.class)
                .list();
    }
}
