package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.FundId;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** More refunds, files of the bank and lines of a file than a page holds. */
class PagedMoneyTest extends ManyRows {
    private static final String FILE = "href=\"/credits/statements/(#)\"";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private SomeCredits in;

    @Test
    void everyRefundStandsOnOnePageOnceWhatWaitsFirst() {
        CreditId credit = credit(in.one(line("600.00", "没有编号")));
        undone(() -> {
            refunds(FUND, credit, 880_000, "PROPOSED", 1);
            refunds(FUND, credit, 881_000, "DROPPED", 230);
            refunds(new FundId(11), credit, 882_000, "DROPPED", 3);
            List<Long> listed = pages().numbers("/refunds", "退给(#)</td>");
            assertThat(listed.get(0)).isEqualTo(880_001);
            assertThat(listed.subList(1, listed.size())).containsExactlyElementsOf(descending(881_230, 881_001));
        });
    }

    private void refunds(FundId fund, CreditId credit, int first, String state, int count) {
        jdbc.sql("""
                        insert into contribution.refund (fund, credit, amount_fen, sealed, payee, reason, state, proposed_by,
                            proposed_at)
                        select :fund, :credit, 100, '\\x00', '退给' || :first + n, '多交的退回', :state, 1, :now
                        from generate_series(1, :count) n
                        """)
                .param("fund", fund.code())
                .param("credit", credit.value())
                .param("first", first)
                .param("state", state)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .update();
    }

    @Test
    void everyFileOfTheBankStandsOnOnePageOnce() {
        undone(() -> {
            List<Long> ours = files(FUND.code(), 50);
            List<Long> elsewhere = files(11, 3);
            assertThat(pages().numbers("/credits", FILE, "before"))
                    .doesNotHaveDuplicates()
                    .containsAll(ours)
                    .doesNotContainAnyElementsOf(elsewhere);
        });
    }

    /** In the order of the file after those that somebody has to look at. */
    @Test
    void everyLineOfAFileStandsOnOnePageOnce() {
        undone(() -> {
            long file = files(FUND.code(), 1).get(0);
            jdbc.sql("""
                            insert into contribution.statement_line (fund, statement, no, line, bank_serial, amount_fen,
                                value_date, outcome)
                            select :fund, :file, n, n, 'PAGED' || n, 100, date '2026-02-09',
                                case when n > 600 then 'UNKNOWN' else 'NOT_A_FEE' end
                            from generate_series(1, 1203) n
                            """).param("fund", FUND.code()).param("file", file).update();
            assertThat(pages().numbers("/credits/statements/" + file, ">PAGED(#)</td>"))
                    .containsExactlyElementsOf(
                            LongStream.concat(LongStream.rangeClosed(601, 1203), LongStream.rangeClosed(1, 600))
                                    .boxed()
                                    .toList());
        });
    }

    @Test
    void aProgramReadsEveryLineOfTheFileThatItHandedIn() {
        undone(() -> {
            jdbc.sql("set local session_replication_role = origin").update();
            JsonNode answer = answer(multipart("/api/credits")
                    .file(new MockMultipartFile("file", "明细.csv", "text/csv", csv(1_203)))
                    .header("Idempotency-Key", UUID.randomUUID().toString()));
            String statement = "/api/credits/" + answer.path("statement").asLong();
            List<String> serials = new ArrayList<>(serials(answer));
            while (!answer.path("next").asString("").isEmpty()) {
                answer =
                        answer(get(statement).param("after", answer.path("next").asString()));
                serials.addAll(serials(answer));
            }
            assertThat(serials)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 1_203)
                            .mapToObj(n -> "PROGRAM" + n)
                            .toList());
        });
    }

    @Test
    void ofAFileThatNobodyHandedInThereAreNoLines() throws Exception {
        mvc.perform(get("/api/credits/999999999999").with(visits.program(in.finance())))
                .andExpect(status().isNotFound());
    }

    private static byte[] csv(int lines) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(n -> "2026-02-09,PROGRAM" + n + ",95.00,某单位工会,没有编号")
                .collect(Collectors.joining("\n", "交易日期,流水号,金额,对方户名,附言\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode answer(AbstractMockHttpServletRequestBuilder<?> asked) {
        try {
            String json = mvc.perform(asked.with(visits.program(in.finance())))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
            return JsonMapper.shared().readTree(json);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static List<String> serials(JsonNode answer) {
        return answer.path("lines")
                .valueStream()
                .map(line -> line.path("serial").asString())
                .toList();
    }

    private AllPages pages() {
        return new AllPages(mvc, visits.of(in.finance()));
    }

    private static List<Long> descending(long from, long to) {
        return LongStream.rangeClosed(0, from - to).mapToObj(n -> from - n).toList();
    }

    private List<Long> files(int fund, int count) {
        return jdbc.sql("""
                        insert into contribution.statement (fund, name, format, hash, lines, faults, uploaded_by, uploaded_at)
                        select :fund, '明细.csv', 'CSV', sha256(n::text::bytea), 1203, '{}', 1, :now
                        from generate_series(1, :count) n returning id
                        """)
                .param("fund", fund)
                .param("count", count)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }
}
