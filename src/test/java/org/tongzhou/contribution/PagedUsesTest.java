package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More money of one bill, as where each of its workers pays alone, and of one programme than a page holds. */
class PagedUsesTest extends ManyRows {
    private static final String OF_A_BILL = "action=\"/credits/matches/(#)/undo\"";
    private static final String OF_A_PROGRAMME = "action=\"/credits/assignments/(#)/undo\"";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private SomeCredits in;

    @Autowired
    private SomeBills bills;

    @Test
    void allThatPaidABillStandsOnOnePageOnceTheOldestFirst() {
        Bill bill = bills.of(data.unit(DAYE), 1);
        undone(() -> {
            List<Long> matches = matched(bill, 230);
            String path = "/bills/" + bill.id().value();
            assertThat(on(page(path), OF_A_BILL)).isEqualTo(50);
            assertThat(new AllPages(mvc, visits.of(in.finance())).numbers(path, OF_A_BILL))
                    .containsExactlyElementsOf(matches);
        });
    }

    /** Whoever leaves a bill has its receipts made void and issued anew. */
    @Test
    void everyReceiptOfABillStandsOnOnePageOnceTheOldestFirst() {
        Bill bill = bills.of(data.unit(DAYE), 1);
        Bill other = bills.of(data.unit(DAYE), 1);
        undone(() -> {
            receipts(bill, 880_000, 230);
            receipts(other, 890_000, 3);
            String path = "/bills/" + bill.id().value();
            String row = "receipts/2026-(8\\d+)\"";
            assertThat(on(page(path), row)).isEqualTo(50);
            assertThat(new AllPages(mvc, visits.of(in.finance())).numbers(path, row, "receipts"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(880_001, 880_230).boxed().toList());
        });
    }

    private void receipts(Bill bill, int first, int count) {
        jdbc.sql("""
                        insert into contribution.receipt (fund, number, bill, part, turn, amount_fen, issued_at)
                        select :fund, '2026-' || :first + n, :bill, 1, n, 4750, :now from generate_series(1, :count) n
                        """)
                .param("fund", FUND.code())
                .param("first", first)
                .param("bill", bill.id().value())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .update();
    }

    @Test
    void whatTheBankTookBackIsSaidOnEveryPageOfABill() {
        Bill bill = bills.of(data.unit(DAYE), 1);
        undone(() -> {
            List<Long> matches = matched(bill, 60);
            jdbc.sql("""
                            update contribution.allocation set ended_on = :today, ended_why = 'RETURNED'
                            where fund = :fund and id = :first
                            """)
                    .param("today", TODAY)
                    .param("fund", FUND.code())
                    .param("first", matches.get(0))
                    .update();
            assertThat(page("/bills/" + bill.id().value() + "?after=" + matches.get(50)))
                    .contains("银行已退回一笔款");
        });
    }

    @Test
    void allThatCameForAProgrammeStandsOnOnePageOnceTheOldestFirst() {
        undone(() -> {
            long programme = programme();
            List<Long> assignments = assigned(programme, 230);
            assigned(programme + 1, 3);
            String path = "/programmes/" + programme;
            assertThat(on(page(path), OF_A_PROGRAMME)).isEqualTo(100);
            assertThat(new AllPages(mvc, visits.of(in.finance())).numbers(path, OF_A_PROGRAMME, "before"))
                    .containsExactlyElementsOf(assignments);
        });
    }

    private static long on(String page, String row) {
        return Pattern.compile(row.replace("#", "\\d+")).matcher(page).results().count();
    }

    private String page(String path) {
        try {
            return mvc.perform(get(path).with(visits.of(in.finance())))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private List<Long> matched(Bill bill, int count) {
        return jdbc.sql("""
                        insert into contribution.allocation (fund, credit, bill, amount_fen, parts, part_fen, made_by, made_at)
                        select :fund, credit, :bill, 1, '{0}', '{1}', 1, :now from unnest(:credits::bigint[]) credit
                        order by credit returning id
                        """)
                .param("fund", FUND.code())
                .param("bill", bill.id().value())
                .param("credits", credits(count).toArray(Long[]::new))
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    private List<Long> assigned(long programme, int count) {
        return jdbc.sql("""
                        insert into contribution.assignment (fund, credit, programme, amount_fen, made_by, made_at)
                        select :fund, credit, :programme, 1, 1, :now from unnest(:credits::bigint[]) credit
                        order by credit returning id
                        """)
                .param("fund", FUND.code())
                .param("programme", programme)
                .param("credits", credits(count).toArray(Long[]::new))
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    private List<Long> credits(int count) {
        return jdbc.sql("""
                        insert into contribution.credit (fund, serial_year, bank_serial, amount_fen, applied_fen, payer, remark,
                            value_date, unit_path, created_at)
                        select :fund, 2026, gen_random_uuid()::text, 1, 1, '某职工', '会费', :today, '/42/', :now
                        from generate_series(1, :count) returning id
                        """)
                .param("fund", FUND.code())
                .param("today", TODAY)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .query(Long.class)
                .list();
    }

    private long programme() {
        return jdbc.sql("""
                        insert into contribution.programme (fund, name, giver, path, kinds, flags, relieves, share_bp,
                            first_day, last_day, budget_fen, proposed_by, proposed_at, agreed_by, agreed_at)
                        values (:fund, '分页补助', 'COUNTY_UNION', :path, '{}', '{}', 'EMPLOYER', 5000,
                            :today, :today::date + 30, 100000, 1, :now, 2, :now) returning id
                        """)
                .param("fund", FUND.code())
                .param("path", data.unit(DAYE).path())
                .param("today", TODAY)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
