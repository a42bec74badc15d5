package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More that does not agree, and more payments in trouble, than a page holds. */
class PagedDisputesTest extends ManyRows {
    private static final String PROPOSED = "action=\"/payments/discrepancies/(#)/propose\"";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Payments payments;

    @Autowired
    private Discrepancies discrepancies;

    @Autowired
    private InstructionStore instructions;

    @Test
    void whatDoesNotAgreeStandsOnOnePageOnceTheOldestFirst() {
        undone(() -> {
            List<Long> ours = disputes(FUND.code(), 230);
            List<Long> elsewhere = disputes(11, 5);
            assertThat(pages().numbers("/payments", PROPOSED, "disputes"))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(ours)
                    .doesNotContainAnyElementsOf(elsewhere);
        });
    }

    /** They say the same sum. */
    @Test
    void linesOfTheBanksBookThatSayAWrongSumAreToldApart() {
        undone(() -> {
            wrongSum("BOOK-4711", "BOOK-4712");
            assertThat(page("/payments")).contains("流水 BOOK-4711</span>", "流水 BOOK-4712</span>");
        });
    }

    @Test
    void allOfItIsCountedByItsAge() {
        undone(() -> {
            disputes(FUND.code(), 230);
            int open = discrepancies.openCount(FUND);
            assertThat(page("/payments")).contains("说法不一的 " + open + " 件");
            assertThat(page("/payments/reconciliation")).contains("没有办结的 " + open + " 件");
        });
    }

    @Test
    void everyTroubledPaymentOfOtherBatchesStandsOnOnePageOnceTheOldestFirst() {
        undone(() -> {
            batch();
            List<Long> troubled = rejected(230);
            disputed(troubled.get(7));
            List<Long> undisputed = troubled.stream()
                    .filter(one -> !one.equals(troubled.get(7)))
                    .toList();
            assertThat(pages().numbers("/payments", "HB9(#)</td>", "elsewhere")).containsExactlyElementsOf(undisputed);
            assertThat(page("/payments")).containsPattern("其他批次退回的 \\d+ 笔");
        });
    }

    /** Also a page far behind the first. */
    @Test
    void troubledPaymentsAreReadInTheirOrderByAnIndex() {
        undone(() -> {
            List<Long> ids = troubled(20_000, 0);
            withoutReadingWhole(
                    "payment.instruction",
                    () -> assertThat(instructions.troubledElsewhere(FUND, new BatchId(0), ids.get(14_999), 51))
                            .extracting(InstructionRow::id)
                            .containsExactlyElementsOf(ids.subList(15_000, 15_051)));
            assertThat(read("payment.instruction_in_trouble")).isBetween(51L, 1_000L);
        });
    }

    @Test
    void whatIsPaidAnewIsInTroubleNoMore() {
        undone(() -> {
            batch();
            List<Long> troubled = rejected(20);
            int before = instructions.countTroubledElsewhere(FUND, new BatchId(0));
            paidAnew(13);
            assertThat(instructions.countTroubledElsewhere(FUND, new BatchId(0)))
                    .isEqualTo(before - 13);
            assertThat(pages().numbers("/payments", "HB9(#)</td>", "elsewhere"))
                    .containsExactlyElementsOf(troubled.subList(13, 20));
        });
    }

    /** However many came back before and were paid anew. */
    @Test
    void troubledPaymentsAreCountedByAnIndexOfThoseAlone() {
        undone(() -> {
            int before = instructions.countTroubledElsewhere(FUND, new BatchId(0));
            troubled(20_000, 19_990);
            long read = read("payment.instruction_in_trouble");
            withoutReadingWhole(
                    "payment.instruction",
                    () -> assertThat(instructions.countTroubledElsewhere(FUND, new BatchId(0)))
                            .isEqualTo(before + 10));
            assertThat(read("payment.instruction_in_trouble") - read).isBetween(10L, 1_000L);
        });
    }

    @Test
    void whoSettlesOnALaterPageStaysOnIt() {
        undone(() -> {
            long id = disputes(FUND.code(), 1).get(0);
            String stood = "/payments/batches/7?all=true&after=12&before=34&disputes=56&elsewhere=78";
            String path = "/payments/discrepancies/" + id;
            assertThat(sent(maker(), path + "/propose", "as", "AS_BOOKED", "evidence", "柜台流水 1")
                            .getRedirectedUrl())
                    .isEqualTo(stood);
            Actor checker = data.actor(Role.FINANCE_CHECKER, PROVINCE);
            assertThat(sent(checker, path + "/settle", "seen", seal(id)).getRedirectedUrl())
                    .isEqualTo(stood);
        });
    }

    @Test
    void whatIsRefusedOnALaterPageStandsThereWithWhatWasTyped() {
        undone(() -> {
            List<Long> ours = disputes(FUND.code(), 230);
            long last = ours.get(229);
            String answer = text(visit(post("/payments/discrepancies/" + last + "/propose")
                    .param("as", "AS_BOOKED")
                    .param("evidence", "误")
                    .param("disputes", Long.toString(ours.get(200)))
                    .param("request_key", UUID.randomUUID().toString())
                    .with(csrf())));
            assertThat(answer).contains("id=\"ev-" + last + "-error\"").doesNotContain("id=\"ev-" + ours.get(0));
        });
    }

    private String seal(long id) {
        return new Discrepancy(
                        id,
                        NOW,
                        DiscrepancyKind.GAP,
                        null,
                        null,
                        null,
                        "",
                        null,
                        Settlement.AS_BOOKED,
                        jdbc.sql("select proposed_by from payment.discrepancy where fund = :fund and id = :id")
                                .param("fund", FUND.code())
                                .param("id", id)
                                .query(Long.class)
                                .single(),
                        "柜台流水 1")
                .seal();
    }

    private MockHttpServletResponse sent(Actor who, String action, String... fields) {
        MockHttpServletRequestBuilder request = post(action);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return visit(
                who,
                request.param("batch", "7")
                        .param("all", "true")
                        .param("after", "12")
                        .param("before", "34")
                        .param("disputes", "56")
                        .param("elsewhere", "78")
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf()));
    }

    private String page(String path) {
        return text(visit(get(path)));
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse visit(MockHttpServletRequestBuilder request) {
        return visit(maker(), request);
    }

    private MockHttpServletResponse visit(Actor who, MockHttpServletRequestBuilder request) {
        try {
            return mvc.perform(request.with(visits.of(who))).andReturn().getResponse();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private AllPages pages() {
        return new AllPages(mvc, visits.of(maker()));
    }

    private Actor maker() {
        return data.actor(Role.FINANCE_MAKER, PROVINCE, data.person());
    }

    /** Of no payment. */
    private List<Long> disputes(int fund, int count) {
        return jdbc.sql("""
                        insert into payment.discrepancy (fund, at, kind, claimed)
                        select :fund, :now, 'GAP', 'GAP' || n from generate_series(1, :count) n returning id
                        """)
                .param("fund", fund)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .query(Long.class)
                .list();
    }

    /** The first of them were paid anew. */
    private List<Long> troubled(int count, int replaced) {
        List<Long> ids = jdbc.sql("""
                        insert into payment.instruction (fund, cause, attempt, person, unit_path, plan, reference, payee,
                            payee_index, amount_fen, end_to_end, created_at, state, replaced)
                        select :fund, 'paged:' || n, 1, 1, '/42/', 'p', 'HB1', '\\x00', '\\x00', 100, 'PAGED-TROUBLE-' || n, :now,
                            (array['UNKNOWN', 'REJECTED', 'RETURNED'])[1 + n % 3], n <= :replaced
                        from generate_series(1, :count) n returning id
                        """)
                .param("fund", FUND.code())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .param("replaced", replaced)
                .query(Long.class)
                .list();
        analyze("payment.instruction");
        return ids;
    }

    private void wrongSum(String... lines) {
        jdbc.sql("""
                        insert into payment.discrepancy (fund, at, kind, claimed, bank_ref)
                        select :fund, :now, 'AMOUNT', '1.00', line from unnest(:lines::text[]) line
                        """)
                .param("fund", FUND.code())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("lines", lines)
                .update();
    }

    private void disputed(long reference) {
        jdbc.sql("""
                        insert into payment.discrepancy (fund, at, kind, instruction, claimed)
                        select fund, :now, 'CONTRADICTION', id, 'PAID' from payment.instruction
                        where fund = :fund and reference = 'HB9' || :reference
                        """)
                .param("fund", FUND.code())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("reference", reference)
                .update();
    }

    /** By the numbers of their references. */
    private List<Long> rejected(int count) {
        jdbc.sql("set local session_replication_role = origin").update();
        payments.instructAll(
                Actor.system(FUND),
                IntStream.range(0, count).mapToObj(this::refund).toList(),
                NOW);
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("update payment.instruction set state = 'REJECTED' where fund = :fund and reference like 'HB970%'")
                .param("fund", FUND.code())
                .update();
        return LongStream.range(700_000, 700_000 + count).boxed().toList();
    }

    /** The first of those that were rejected. */
    private void paidAnew(int count) {
        jdbc.sql("set local session_replication_role = origin").update();
        jdbc.sql("""
                        insert into payment.instruction (fund, cause, attempt, replaces, purpose, person, unit_path, plan, reference,
                            payee, payee_index, amount_fen, end_to_end, created_at)
                        select fund, cause, 2, id, purpose, person, unit_path, plan, reference, payee, payee_index, amount_fen,
                            'PAGED-ANEW-' || id, created_at
                        from payment.instruction where fund = :fund and reference like 'HB970%' order by id limit :count
                        """).param("fund", FUND.code()).param("count", count).update();
        jdbc.sql("set local session_replication_role = replica").update();
    }

    private NewInstruction refund(int n) {
        return new NewInstruction(
                "refund:" + (970_000_000L + n),
                data.person(),
                new PayeeAccount("冯健军", "6228480000003390", "建设银行", null),
                Money.ofFen(100),
                PROVINCE + "4202/420281/",
                "",
                "HB9" + (700_000 + n),
                Purpose.FEE_REFUND);
    }

    private void batch() {
        jdbc.sql("""
                        insert into payment.batch (fund, execution_day, value_day, seq, message, state, content_hash, made_by, made_name,
                            made_at, msg_id, file_name)
                        values (:fund, :day, :day, 99, 'pain.001.001.09', 'DISCARDED', '\\x0123456789', 1, '周*', :now, 'PAGED-TROUBLE',
                            'TZ_PAGED_TROUBLE.xml')
                        """)
                .param("fund", FUND.code())
                .param("day", TODAY)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
    }
}
