package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.RoundTrips;

/** More days compared with the bank's book than a page holds. */
class PagedDaysTest extends ManyRows {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void everyDayThatWasComparedStandsOnOnePageOnce() {
        undone(() -> {
            jdbc.sql("delete from payment.daily_run where fund = :fund")
                    .param("fund", FUND.code())
                    .update();
            compared(FUND.code(), 31, 100);
            compared(11, 31, 900);
            Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
            List<Long> lines = new AllPages(mvc, visits.of(finance))
                    .numbers("/payments/reconciliation", "2023-01-\\d+</a></td><td class=\"num r\">(#)</td>");
            assertThat(lines)
                    .containsExactlyElementsOf(LongStream.iterate(131, n -> n - 1)
                            .limit(31)
                            .boxed()
                            .toList());
        });
    }

    @Test
    void everyLineOfADayThatDiffersStandsOnOnePageOnceTheLargestFirst() {
        undone(() -> {
            booked(FUND.code(), 450, 5_000);
            booked(11, 450, 7_000);
            Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
            List<Long> refs = new AllPages(mvc, visits.of(finance))
                    .numbers("/payments/reconciliation?day=2023-03-05", "xs\">LINE(#)</span>", "differing");
            assertThat(refs)
                    .containsExactlyElementsOf(LongStream.iterate(5_450, n -> n - 1)
                            .limit(450)
                            .boxed()
                            .toList());
        });
    }

    /** Between two statements the bank's book may be read on: sums and lines would be of two states of it. */
    @ParameterizedTest
    @ValueSource(strings = {"/payments/reconciliation", "/payments/reconciliation?day=2023-03-05", "/payments"})
    void aDayIsSummedAndListedByOneStatement(String path) throws Exception {
        Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
        AllPages pages = new AllPages(mvc, visits.of(finance));
        assertThat(RoundTrips.of(() -> undone(() -> {
                    booked(FUND.code(), 3, 5_000);
                    pages.numbers(path, "xs\">LINE(#)</span>");
                })))
                .filteredOn(trip -> trip.sql().contains("theirs as ("))
                .hasSize(1);
    }

    @Test
    void linesThatAgreeArePagedByThemselves() {
        undone(() -> {
            sentBack(FUND.code(), 450, 1_000);
            sentBack(11, 450, 7_000);
            booked(FUND.code(), 3, 5_000);
            Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
            List<Long> refs = new AllPages(mvc, visits.of(finance))
                    .numbers("/payments/reconciliation?day=2023-03-05", "xs\">BACK(#)</span>", "agreeing");
            assertThat(refs)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1_001, 1_450).boxed().toList());
        });
    }

    /** Payments that came back on one day by both books. */
    private void sentBack(int fund, int count, int first) {
        jdbc.sql("""
                        with a as (
                            insert into payment.answer (fund, kind, bank_msg_id, hash, received_at, sealed, outcome)
                            values (:fund, 'csv', 'PAGED-BACK', '\\x78', now(), '\\x0000000101', 'APPLIED') returning id),
                        i as (
                            insert into payment.instruction (fund, cause, attempt, person, unit_path, plan, reference, payee,
                                payee_index, amount_fen, end_to_end, created_at, state, purpose)
                            select :fund, 'paged:' || :first + n, 1, 1, '/42/', 'p', 'HB1', '\\x00', '\\x00', 100,
                                'PAGED-' || :fund || '-' || :first + n, now(), 'RETURNED', 'BENEFIT'
                            from generate_series(1, :count) n returning id, split_part(cause, ':', 2) as no),
                        e as (
                            insert into payment.instruction_event (fund, instruction, from_state, state, at, value_date)
                            select :fund, id, 'PAID', 'RETURNED', now(), '2023-03-05' from i)
                        insert into payment.bank_entry (fund, bank_ref, kind, amount_fen, value_date, instruction, answer)
                        select :fund, 'BACK' || i.no, 'RETURN', 100, '2023-03-05', i.id, a.id from a, i order by i.id
                        """)
                .param("fund", fund)
                .param("first", first)
                .param("count", count)
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-BATCH", "1-CLAIM-2", "9999999999999999999-BATCH-1"})
    void aKeyThatIsNoLineBeginsTheLines(String key) throws Exception {
        Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
        mvc.perform(get("/payments/reconciliation")
                        .param("differing", key)
                        .param("agreeing", key)
                        .with(visits.of(finance)))
                .andExpect(status().isOk());
    }

    /** Lines of one day that are nobody's, two of each sum. */
    private void booked(int fund, int lines, int first) {
        jdbc.sql("""
                        with a as (
                            insert into payment.answer (fund, kind, bank_msg_id, hash, received_at, sealed, outcome)
                            values (:fund, 'csv', 'PAGED-LINES', '\\x77', now(), '\\x0000000101', 'APPLIED') returning id)
                        insert into payment.bank_entry (fund, bank_ref, kind, amount_fen, value_date, answer)
                        select :fund, 'LINE' || (:first + :lines - n), 'DEBIT', 10000 - n / 2, '2023-03-05', a.id
                        from a, generate_series(0, :lines - 1) n
                        """)
                .param("fund", fund)
                .param("first", first)
                .param("lines", lines)
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999998-01-01", "2023-02-30", "x"})
    void aKeyThatIsNoDayBeginsTheList(String key) throws Exception {
        Actor finance = data.actor(Role.FINANCE_MAKER, PROVINCE);
        mvc.perform(get("/payments/reconciliation").param("after", key).with(visits.of(finance)))
                .andExpect(status().isOk());
    }

    /** The days of a January, each with lines of its own. */
    private void compared(int fund, int days, int lines) {
        jdbc.sql("""
                        insert into payment.daily_run (fund, day, run_at, ours_fen, bank_fen, lines, differing, open_items, fence)
                        select :fund, date '2022-12-31' + n, now(), 0, 0, :lines + n, 0, 0, 1 from generate_series(1, :days) n
                        """)
                .param("fund", fund)
                .param("lines", lines)
                .param("days", days)
                .update();
    }
}
