package org.tongzhou.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** More demands than a page holds. */
class PagedRecoveriesTest extends ManyRows {
    private static final long FIRST_CAUSE = 770_000_000_000L;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Sealing sealing;

    @Test
    void everyDemandStandsOnOnePageOnceWhatWaitsFirst() {
        undone(() -> {
            long waiting = demands(FUND, "PROPOSED", 0, 1).get(0);
            List<Long> withdrawn = demands(FUND, "WITHDRAWN", 1, 450);
            List<Long> elsewhere = demands(new FundId(11), "WITHDRAWN", 1, 5);
            List<Long> listed = new AllPages(mvc, visits.of(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE)))
                    .numbers("/recoveries", "href=\"/recoveries/(#)\"");
            assertThat(listed)
                    .doesNotHaveDuplicates()
                    .containsAll(withdrawn)
                    .contains(waiting)
                    .doesNotContainAnyElementsOf(elsewhere);
            assertThat(listed.indexOf(waiting)).isLessThan(listed.indexOf(withdrawn.get(449)));
        });
    }

    @Test
    void allThatAMemberWasAskedForStandsOnOnePageOnceTheNewestFirst() {
        undone(() -> {
            PersonId person = data.person();
            List<Long> own = demands(FUND, "PROPOSED", 0, 210);
            demands(FUND, "PROPOSED", 210, 5);
            jdbc.sql("""
                            update recovery.recovery set person = :person, state = 'SETTLED', confirmed_by = :by,
                                confirmed_name = '李*', confirmed_at = :now where fund = :fund and id = any(:own)
                            """)
                    .param("person", person.value())
                    .param("by", data.person().value())
                    .param("now", NOW.atOffset(ZoneOffset.UTC))
                    .param("fund", FUND.code())
                    .param("own", own.toArray(Long[]::new))
                    .update();
            Collections.reverse(own);
            assertThat(new AllPages(mvc, visits.of(data.actor(Role.MEMBER, TestData.PROVINCE, person)))
                            .numbers("/my/recoveries", "aria-labelledby=\"r(#)\""))
                    .containsExactlyElementsOf(own);
        });
    }

    private List<Long> demands(FundId fund, String state, int from, int count) {
        List<String> causes = IntStream.range(from, from + count)
                .mapToObj(n -> "claim:" + (FIRST_CAUSE + n))
                .toList();
        return jdbc.sql("""
                        insert into recovery.recovery (fund, cause, reference, person, payee_name, region, plan, paid_fen,
                            amount_fen, reason, grounds, state, proposed_by, proposed_name, proposed_at)
                        select :fund, d.cause, 'HB' || n, :person, '周*涛', '/42/4202/420281/', 'hospital', 100, 100, 'OVERPAID',
                            d.grounds, :state, :maker, '王*', :now
                        from unnest(:causes::text[], :grounds::bytea[]) with ordinality as d (cause, grounds, n)
                        returning id
                        """)
                .param("fund", fund.code())
                .param("person", data.person().value())
                .param("state", state)
                .param("maker", data.person().value())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("causes", causes.toArray(String[]::new))
                .param(
                        "grounds",
                        causes.stream()
                                .map(cause -> sealing.seal(fund, cause, "多付了一天"))
                                .toArray(byte[][]::new))
                .query(Long.class)
                .list();
    }
}
