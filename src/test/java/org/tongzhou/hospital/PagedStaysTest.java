package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.FactField;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More stays whose member nobody knows yet than a page holds. */
class PagedStaysTest extends ManyRows {
    private static final String COUNTY = HUANGSHI + DAYE + "/";
    private static final String ROW = "action=\"/discharges/(#)/aside\"";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Senders senders;

    @Autowired
    private Reporting reporting;

    @Autowired
    private Discharges discharges;

    @Autowired
    private DischargeStore store;

    @Test
    void everyStayThatWaitsStandsOnOnePageOnceTheOldestFirst() {
        Sender ours = sender(COUNTY);
        Sender elsewhere = sender(HUANGSHI + "420202/");
        undone(() -> {
            List<Long> waiting = waiting(ours, 230);
            List<Long> others = waiting(elsewhere, 3);
            assertThat(new AllPages(mvc, visits.of(reviewer())).numbers("/discharges", ROW))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(waiting)
                    .doesNotContainAnyElementsOf(others);
        });
    }

    @Test
    void whoActsOnALaterPageStaysOnIt() {
        Sender ours = sender(COUNTY);
        undone(() -> {
            List<Long> waiting = waiting(ours, 3);
            String page = "/discharges?after=" + waiting.get(0);
            assertThat(sent(waiting.get(1), waiting.get(0), "不是本县职工")).isEqualTo(page);
            assertThat(wrong(waiting.get(2), waiting.get(0)))
                    .contains("/discharges/" + waiting.get(2) + "/aside")
                    .doesNotContain("/discharges/" + waiting.get(0) + "/aside");
        });
    }

    @Test
    void aKeyThatNoPageGaveIsNoFault() throws Exception {
        mvc.perform(get("/discharges?after=x").with(visits.of(reviewer()))).andExpect(status().isOk());
    }

    /** Among 20,000 that were matched long ago the few that wait are not sought one by one. */
    @Test
    void whatWaitsIsReadByAnIndex() {
        Sender ours = sender(COUNTY);
        undone(() -> {
            matched(ours, 20_000);
            List<Long> waiting = waiting(ours, 120);
            analyze("hospital.discharge");
            withoutReadingWhole("hospital.discharge", () -> {
                Slice<Discharge> first = discharges.waiting(data.actor(Role.PROVINCE_REVIEWER, "/42/"), null);
                assertThat(first.items()).hasSize(100);
                assertThat(discharges
                                .waiting(reviewer(), Long.toString(waiting.get(69)))
                                .items())
                        .extracting(Discharge::id)
                        .containsExactlyElementsOf(waiting.subList(70, 120));
            });
            assertThat(read("hospital.discharge_pkey")).isLessThan(1_000);
        });
    }

    /** However much it has reported over the years, only what is announced now is asked for. */
    @Test
    void whatASenderHasEverReportedIsNotReadWhenItLosesItsTrust() {
        Sender ours = senders.of(reporting.hospital(COUNTY, true).program());
        undone(() -> {
            matched(ours, 20_000);
            analyze("hospital.discharge");
            withoutReadingWhole(
                    "hospital.discharge", () -> senders.distrust(data.actor(Role.ADMIN, "/42/"), ours.id(), NOW));
            assertThat(read("hospital.discharge_pkey")).isLessThan(1_000);
            assertThat(read("hospital.discharge_fund_sender_stay_index_key")).isLessThan(1_000);
        });
    }

    private String sent(long id, long after, String words) {
        try {
            return mvc.perform(post("/discharges/" + id + "/aside")
                            .param("words", words)
                            .param("after", Long.toString(after))
                            .param("request_key", UUID.randomUUID().toString())
                            .with(csrf())
                            .with(visits.of(reviewer())))
                    .andReturn()
                    .getResponse()
                    .getRedirectedUrl();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private String wrong(long id, long after) {
        try {
            return mvc.perform(post("/discharges/" + id + "/aside")
                            .param("words", "无")
                            .param("after", Long.toString(after))
                            .param("request_key", UUID.randomUUID().toString())
                            .with(csrf())
                            .with(visits.of(reviewer())))
                    .andExpect(status().isUnprocessableContent())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private Actor reviewer() {
        return data.actor(Role.COUNTY_REVIEWER, COUNTY);
    }

    private Sender sender(String path) {
        return senders.of(reporting.hospital(path, false).program());
    }

    private List<Long> waiting(Sender sender, int count) {
        DischargeStore.Match nobody = new DischargeStore.Match(null, Discharge.Why.NO_IDENTITY);
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new ReportedStay(
                        "PAGED" + n,
                        "不认识的人",
                        null,
                        Map.of(FactField.ADMITTED, "2026-01-05", FactField.DISCHARGED, "2026-01-09")))
                .map(stay -> store.insert(FUND, 1, sender, stay, nobody, NOW).orElseThrow())
                .toList();
    }

    private void matched(Sender sender, int count) {
        jdbc.sql("""
                        insert into hospital.discharge (fund, sender, message, path, stay_index, facts_index, sealed, state,
                            person, received_at)
                        select :fund, :sender, 1, :path, decode(lpad(to_hex(n), 64, '0'), 'hex'), decode(repeat('0', 64), 'hex'),
                            '\\x00', 'MATCHED', 1, :now
                        from generate_series(1, :count) n
                        """)
                .param("fund", FUND.code())
                .param("sender", sender.id())
                .param("path", sender.path())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .update();
    }
}
