package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More hospitals and insurers that report stays than a page holds. */
class PagedSendersTest extends ManyRows {
    private static final String COUNTY = HUANGSHI + DAYE + "/";
    private static final String ROW = "action=\"/hospitals/(#)/(?:dis)?trust\"";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Senders senders;

    @Autowired
    private Reporting reporting;

    @Test
    void everySenderOfTheTerritoryStandsOnOnePageOnceByName() {
        undone(() -> {
            List<Long> ours = registered(FUND.code(), COUNTY, 520);
            List<Long> elsewhere = registered(FUND.code(), HUANGSHI + "420202/", 3);
            List<Long> ofOthers = registered(11, COUNTY, 3);
            assertThat(new AllPages(mvc, visits.of(data.actor(Role.ADMIN, COUNTY))).numbers("/hospitals", ROW))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(ours)
                    .doesNotContainAnyElementsOf(elsewhere)
                    .doesNotContainAnyElementsOf(ofOthers);
        });
    }

    @Test
    void whoActsOnALaterPageStaysOnIt() throws Exception {
        long id = senders.of(reporting.hospital(COUNTY, false).program()).id();
        String after = "分页医院 & 诊所";
        mvc.perform(post("/hospitals/" + id + "/distrust")
                        .param("after", after)
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(data.actor(Role.ADMIN, PROVINCE))))
                .andExpect(redirectedUrl("/hospitals?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8)));
    }

    /** Of 20,000 the province reads a page by their names, and a county its few by its territory. */
    @Test
    void aPageIsReadByAnIndex() {
        undone(() -> {
            registered(FUND.code(), HUANGSHI + "420202/", 20_000);
            registered(FUND.code(), COUNTY, 20);
            analyze("hospital.sender");
            withoutReadingWhole("hospital.sender", () -> {
                Slice<Sender> first = senders.list(data.actor(Role.ADMIN, PROVINCE), "");
                Slice<Sender> second = senders.list(data.actor(Role.ADMIN, PROVINCE), first.next());
                assertThat(second.items()).hasSize(50).doesNotContainAnyElementsOf(first.items());
                assertThat(senders.list(data.actor(Role.ADMIN, COUNTY), "").items())
                        .hasSizeGreaterThanOrEqualTo(20);
            });
            assertThat(read("hospital.sender")).isLessThan(1_000);
        });
    }

    private List<Long> registered(int fund, String path, int count) {
        return jdbc.sql("""
                        insert into hospital.sender (fund, account, name, kind, path, trusted, registered_by, registered_at)
                        select :fund, :first + n, '分页医院' || :path || lpad(n::text, 5, '0'), 'HOSPITAL', :path, false, 1, :now
                        from generate_series(1, :count) n returning id
                        """)
                .param("fund", fund)
                .param("first", 600_000_000L + Math.floorMod(path.hashCode(), 1_000) * 100_000L)
                .param("path", path)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .query(Long.class)
                .list();
    }
}
