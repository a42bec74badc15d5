package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** More unions of gig workers than can be chosen from at once. */
class ManyUnionsTest extends ManyToChooseFrom {
    private static final int UNIONS = 320;

    @Test
    void anyOfThemIsFoundByNameOrCode() {
        among(this::unions, (finance, unions) -> {
            String last = option(unions.get(UNIONS - 1), false);
            assertThat(page(finance, get("/free-cover"))).doesNotContain(last).contains("其余的请按名称或代码查找");
            assertThat(page(finance, get("/free-cover").param("union", " 骑手联合会第 320 分会 ")))
                    .contains(last)
                    .doesNotContain(option(unions.get(0), false), "其余的请按名称或代码查找");
            assertThat(page(finance, get("/free-cover").param("union", "9y420000manyu320")))
                    .contains(last);
        });
    }

    /** What was refused stands again with the union that was chosen, whichever others are listed. */
    @Test
    void theOneThatWasChosenStaysChosen() {
        among(
                this::unions,
                (finance, unions) -> assertThat(page(
                                finance,
                                post("/free-cover")
                                        .param("unit", Long.toString(unions.get(UNIONS - 1)))
                                        .param("union", "骑手联合会第")
                                        .param("programme", "1")
                                        .param("plan", "gig-accident")
                                        .param("places", "二十")
                                        .param("request_key", UUID.randomUUID().toString())
                                        .with(csrf())))
                        .contains(option(unions.get(UNIONS - 1), true), "value=\"骑手联合会第\""));
    }

    @Test
    void whoFindsNoneIsToldAndMaySearchAgain() {
        among(
                this::unions,
                (finance, unions) -> assertThat(page(finance, get("/free-cover").param("union", "没有这样的工会")))
                        .contains("没有找到新业态工会", "name=\"union\"")
                        .doesNotContain("name=\"places\""));
    }

    private static String option(long union, boolean chosen) {
        return "<option value=\"" + union + "\"" + (chosen ? " selected" : "") + ">骑手联合会";
    }

    private List<Long> unions() {
        return jdbc.sql("""
                        insert into organisation.unit (fund, id, code, name, kind, county, path, staff_count, flags, share_bp,
                            share_fen, shares_agreed, created_at)
                        overriding system value
                        select :fund, id, '9Y420000MANYU' || lpad(n::text, 3, '0') || '00', '骑手联合会第 ' || n || ' 分会',
                            'GIG_UNION', '420281', :path || '420281/u' || id || '/', 0, '{}', like_this.share_bp,
                            like_this.share_fen, false, :now
                        from (select n, nextval(pg_get_serial_sequence('organisation.unit', 'id')) as id
                            from generate_series(1, :count) n) as drawn
                        cross join (select share_bp, share_fen from organisation.unit limit 1) as like_this returning id
                        """)
                .param("fund", FUND.code())
                .param("path", HUANGSHI)
                .param("count", UNIONS)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }
}
