package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.time.ZoneOffset;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More looks at somebody's data than a page holds. */
class PagedViewsTest extends ManyRows {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void everyLookAtAMembersDataStandsOnOnePageOnce() {
        undone(() -> {
            Actor member = data.actor(Role.MEMBER, PROVINCE);
            looks(member.person(), 100_000, 430);
            looks(data.person(), 200_000, 3);
            assertThat(new AllPages(mvc, visits.of(member)).numbers("/my", "核对户名(#)<"))
                    .containsExactlyElementsOf(LongStream.iterate(100_430, n -> n - 1)
                            .limit(430)
                            .boxed()
                            .toList());
        });
    }

    private void looks(PersonId person, int first, int count) {
        jdbc.sql("""
                        insert into person.view_log (fund, person, at, seen_by_name, reason)
                        select :fund, :person, :now, '周审核', '核对户名' || :first + n from generate_series(1, :count) n
                        """)
                .param("fund", FUND.code())
                .param("person", person.value())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("first", first)
                .param("count", count)
                .update();
    }
}
