package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** What the bank said it paid and has not debited: looked for every second among what it said since, once a day among all. */
class MissingDebitsTest extends ManyRows {
    private static final String EVENTS = "payment.instruction_event";

    @Autowired
    BookStopStore stops;

    @Autowired
    private InstructionEventStore history;

    @Autowired
    private AnswerStore store;

    @Autowired
    private DiscrepancyStore discrepancies;

    @Autowired
    private NoticeAnswers notices;

    @Autowired
    private Answers answers;

    @Autowired
    private PlatformTransactionManager transactions;

    /** So many, a year's, by the word of the bank alone; one of a thousand is not in its book. */
    private void paid(int from, int to) {
        between(from, to, """
                insert into payment.instruction (fund, id, cause, attempt, person, unit_path, plan, reference, payee,
                    payee_index, amount_fen, end_to_end, state, created_at) overriding system value
                select 42, -n, 'paid:' || n, 1, 1, '/42/4202/420281/u1/', 'hospital', 'HB' || n, '\\x00', '\\x00', 100,
                    'MISSING-DEBIT-' || n, 'PAID', '2026-01-01' from generate_series(:from, :to) n
                """);
        between(from, to, """
                insert into payment.instruction_event (fund, instruction, from_state, state, at, value_date)
                select 42, -n, 'SENT', 'PAID', '2026-02-01', date '2026-02-08' - n % 365 from generate_series(:from, :to) n
                """);
        between(from, to, """
                insert into payment.bank_entry (fund, bank_ref, kind, amount_fen, value_date, instruction, answer)
                select 42, 'MISSING' || n, 'DEBIT', 100, date '2026-02-08' - n % 365, -n, 1
                from generate_series(:from, :to) n where n % 1000 <> 7
                """);
        analyze("payment.instruction, payment.instruction_event, payment.bank_entry");
    }

    private void between(int from, int to, String sql) {
        jdbc.sql(sql).param("from", from).param("to", to).update();
    }

    @Test
    void whatWasLookedAtTodayIsNotLookedAtAgain() {
        BookReader reader = new BookReader(history, store, discrepancies, notices, answers, stops, transactions);
        undone(() -> {
            paid(1, 20_000);
            reader.read(TestData.FUND, new VirtualBank(), TestData.NOW);
            assertThat(missing()).isEqualTo(20);
            withoutReadingWhole(EVENTS, () -> reader.read(TestData.FUND, new VirtualBank(), TestData.NOW));
            paid(20_001, 20_010);
            withoutReadingWhole(EVENTS, () -> reader.read(TestData.FUND, new VirtualBank(), TestData.NOW));
            assertThat(missing()).as("told late of a day long over").isEqualTo(21);
            reader.read(TestData.FUND, new VirtualBank(), TestData.NOW.plus(Duration.ofDays(1)));
            assertThat(scans(EVENTS))
                    .as("on another day all of it is looked at")
                    .isGreaterThan(1);
        });
    }

    private int missing() {
        return jdbc.sql(
                        "select count(*) from payment.discrepancy where fund = 42 and kind = 'NO_DEBIT' and claimed = 'PAID'"
                                + " and instruction < 0")
                .query(Integer.class)
                .single();
    }
}
