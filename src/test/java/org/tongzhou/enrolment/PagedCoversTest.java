package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** Somebody who was covered again and again: more covers that have ended than a page holds. */
class PagedCoversTest extends ManyRows {
    private static final long FIRST = 860_000_000;
    private static final String PAST = "href=\"/covers/(86\\d{7})/certificate.pdf\"";

    @Autowired
    private SomeCovers covers;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    private PersonId person;
    private Actor member;

    @BeforeEach
    void aMember() {
        person = covers.hospital(data.unit(TestData.DAYE), TestData.newPerson(Sex.FEMALE, TODAY.minusYears(40)));
        member = data.actor(Role.MEMBER, TestData.PROVINCE, person);
    }

    @Test
    void everyCoverThatHasEndedStandsOnOnePageOnceTheLatestFirst() {
        undone(() -> {
            ended(90);
            List<Long> latestFirst =
                    LongStream.iterate(FIRST + 90, n -> n - 1).limit(90).boxed().toList();
            assertThat(Pattern.compile(PAST).matcher(page("/my/cover")).results())
                    .hasSize(20);
            assertThat(new AllPages(mvc, visits.of(member)).numbers("/my/cover", PAST))
                    .containsExactlyElementsOf(latestFirst);
        });
    }

    @Test
    void whatHoldsStandsOnTheFirstPageAlone() {
        undone(() -> {
            ended(30);
            String first = page("/my/cover");
            assertThat(certificates(first)).hasSize(21);
            String next = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1");
            assertThat(certificates(page(next))).hasSize(10);
            assertThat(page(next)).doesNotContain("目前没有保障");
        });
    }

    private static List<String> certificates(String page) {
        return Pattern.compile("href=\"/covers/\\d+/certificate.pdf\"")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "999999999999999999_1", "0_0"})
    void aKeyThatNoPageGaveIsNoFault(String key) throws Exception {
        assertThat(visit("/my/cover?after=" + key).getStatus()).isEqualTo(200);
    }

    private String page(String path) {
        try {
            return visit(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private MockHttpServletResponse visit(String path) throws Exception {
        return mvc.perform(get(path).with(visits.of(member))).andReturn().getResponse();
    }

    /** Two a term, the latest of which is over. */
    private void ended(int count) {
        jdbc.sql("""
                        insert into enrolment.cover overriding system value
                        select (jsonb_populate_record(c, jsonb_build_object('id', :first + n, 'submission', :first + n, 'cover', daterange(o.starts, o.ends),
                            'first_joined', o.starts, 'continuous_since', o.starts, 'waiting_until', o.starts))).*
                        from enrolment.cover c, generate_series(1, :count) n
                        cross join lateral (select cast(:today as date) - (:count - n) / 2 as ends) e
                        cross join lateral (select e.ends, e.ends - 40 - n % 2 * 1000 as starts) o
                        where c.fund = :fund and c.person = :person
                        """)
                .param("first", FIRST)
                .param("count", count)
                .param("today", TODAY)
                .param("fund", FUND.code())
                .param("person", person.value())
                .update();
    }
}
