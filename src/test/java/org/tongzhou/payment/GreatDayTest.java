package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.ManyRows;

/** More lines of one day than anybody reads, as after a catastrophe: all are counted and summed, and each can be reached. */
class GreatDayTest extends ManyRows {
    private static final int LINES = 20_300;

    /** After all that other tests pay, so that it is the newest. */
    private static final LocalDate DAY = LocalDate.of(2042, 3, 5);

    private static final String PAGE = "/payments/reconciliation?day=" + DAY;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Reconciliation reconciliation;

    @Test
    void allItsLinesAreCountedAndSummed() {
        undone(() -> {
            booked(FUND.code(), LINES);
            booked(11, 7);
            assertThat(reconciliation.glance(finance(), DAY).day().difference())
                    .isEqualTo(Money.ofFen(LINES * 20_000L));
            assertThat(page(PAGE)).containsPattern("不相符的 20,?300 项").contains(">4,060,000.00<");
        });
    }

    @Test
    void theLastOfThemIsReachedByItsKey() {
        undone(() -> {
            booked(FUND.code(), LINES);
            long last = jdbc.sql("select max(id) from payment.bank_entry where fund = :fund and value_date = :day")
                    .param("fund", FUND.code())
                    .param("day", DAY)
                    .query(Long.class)
                    .single();
            assertThat(lines(page(PAGE + "&differing=20000-NOT_OURS-" + (last - 2))))
                    .containsExactly("LINE" + (LINES - 1), "LINE" + LINES);
        });
    }

    /** The page of payments is for the batch in hand. */
    @Test
    void thePageOfPaymentsShowsTheFirstOfThemAndTheWayToTheRest() {
        undone(() -> {
            batch();
            booked(FUND.code(), 300);
            booked(11, 5);
            String page = page("/payments");
            assertThat(lines(page)).hasSize(20);
            assertThat(page).contains("这里列 20 项", "共 300 项", "href=\"" + PAGE + "\"");
        });
    }

    @Test
    void ofAnOrdinaryDayThePageOfPaymentsShowsAll() {
        undone(() -> {
            batch();
            booked(FUND.code(), 20);
            String page = page("/payments");
            assertThat(lines(page)).hasSize(20);
            assertThat(page).doesNotContain("这里列");
        });
    }

    private Actor finance() {
        return data.actor(Role.FINANCE_MAKER, PROVINCE);
    }

    private static List<String> lines(String page) {
        return Pattern.compile("xs\">(LINE\\d+)</span>")
                .matcher(page)
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private String page(String path) {
        try {
            return mvc.perform(get(path).with(visits.of(finance())))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private void batch() {
        jdbc.sql("""
                        insert into payment.batch (fund, execution_day, value_day, seq, message, state, content_hash, made_by, made_name,
                            made_at, msg_id, file_name)
                        values (:fund, :day, :day, 1, 'pain.001.001.09', 'DISCARDED', '\\x0123456789', 1, '周*', now(), 'GREAT-DAY', 'TZ_GREAT_DAY.xml')
                        """).param("fund", FUND.code()).param("day", DAY).update();
    }

    /** Lines that are nobody's, of 200.00 each. */
    private void booked(int fund, int lines) {
        jdbc.sql("""
                        with a as (
                            insert into payment.answer (fund, kind, bank_msg_id, hash, received_at, sealed, outcome)
                            values (:fund, 'csv', 'GREAT-DAY', '\\x77', now(), '\\x0000000101', 'APPLIED') returning id)
                        insert into payment.bank_entry (fund, bank_ref, kind, amount_fen, value_date, answer)
                        select :fund, 'LINE' || n, 'DEBIT', 20000, :day, a.id from a, generate_series(1, :lines) n
                        """)
                .param("fund", fund)
                .param("day", DAY)
                .param("lines", lines)
                .update();
    }
}
