package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What the database itself keeps of covers and of what awaits them, whoever writes: straight into the tables, past every door. */
@RoomTest
class CoverConstraintTest {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestData data;

    private PersonId person;
    private Unit unit;
    private long submission;

    @BeforeEach
    void somebody() {
        person = data.person();
        unit = data.unit(TestData.DAYE);
        submission = submission();
    }

    private long submission() {
        return jdbc.sql("""
                        insert into enrolment.submission (fund, unit, unit_path, kind, effective_day, people, total_fen, state,
                            enrolled_by, enrolled_at)
                        values (42, :unit, :path, 'HISTORY', '2026-01-01', 1, 0, 'AWAITING', :person, now()) returning id
                        """)
                .param("unit", unit.id().value())
                .param("path", unit.path())
                .param("person", person.value())
                .query(Long.class)
                .single();
    }

    /** Of a submission of its own. */
    private long cover(LocalDate from, int months, String state) {
        return cover(person.value(), submission(), from, months, state);
    }

    private long cover(long of, long submission, LocalDate from, int months, String state) {
        return jdbc.sql("""
                        insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission, row_number,
                            fee_fen, state, cover, first_joined, continuous_since, waiting_until)
                        values (42, :person, 'hospital', '2025', 1, :unit, :path, :submission, 1, 0, :state,
                            case when :state = 'ACTIVE' then daterange(:from, :upto) end, :from, :from, :from) returning id
                        """)
                .param("person", of)
                .param("unit", unit.id().value())
                .param("path", unit.path())
                .param("submission", submission)
                .param("state", state)
                .param("from", from)
                .param("upto", from.plusMonths(months))
                .query(Long.class)
                .single();
    }

    @Test
    void annualTermsFollowOneAnotherAndNeverOverlap() {
        LocalDate first = LocalDate.of(2025, 3, 1);
        cover(first, 12, "ACTIVE");
        cover(first.plusYears(1), 12, "ACTIVE");
        assertThatThrownBy(() -> cover(first.plusMonths(11), 12, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_once");
        assertThatThrownBy(() -> cover(first, 12, "ACTIVE")).rootCause().hasMessageContaining("cover_once");
    }

    @Test
    void aTermThatIsMovedOntoAnotherIsRefused() {
        LocalDate first = LocalDate.of(2025, 3, 1);
        cover(first, 12, "ACTIVE");
        long next = cover(first.plusYears(1), 12, "ACTIVE");
        assertThatThrownBy(() -> jdbc.sql(
                                "update enrolment.cover set cover = '[2026-02-01,2027-02-01)',"
                                        + " first_joined = '2025-03-01', continuous_since = '2025-03-01' where fund = 42 and id = :id")
                        .param("id", next)
                        .update())
                .rootCause()
                .hasMessageContaining("cover_once");
    }

    @Test
    void aSubmissionCoversUntilTheLastOfItsCoversEnds() {
        LocalDate first = LocalDate.of(2025, 3, 1);
        assertThat(coversUntil()).isNull();
        long cover = cover(person.value(), submission, first, 12, "ACTIVE");
        cover(data.person().value(), submission, first.minusYears(1), 12, "ACTIVE");
        assertThat(coversUntil()).isEqualTo(first.plusYears(1));
        jdbc.sql("update enrolment.cover set cover = '[2025-03-01,2026-09-01)' where fund = 42 and id = :id")
                .param("id", cover)
                .update();
        assertThat(coversUntil()).isEqualTo(LocalDate.of(2026, 9, 1));
        jdbc.sql("update enrolment.cover set state = 'CANCELLED', cover = null where fund = 42 and id = :id")
                .param("id", cover)
                .update();
        assertThat(coversUntil()).isEqualTo(LocalDate.of(2026, 9, 1));
    }

    private LocalDate coversUntil() {
        return (LocalDate) jdbc.sql("select covers_until from enrolment.submission where fund = 42 and id = :id")
                .param("id", submission)
                .query((row, n) -> new Object[] {row.getObject(1, LocalDate.class)})
                .single()[0];
    }

    @Test
    void shortTermsMayBeManyAndNeverOverlap() {
        LocalDate first = LocalDate.of(2025, 3, 1);
        cover(first, 3, "ACTIVE");
        cover(first.plusMonths(3), 3, "ACTIVE");
        assertThatThrownBy(() -> cover(first.plusMonths(5), 3, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_once");
    }

    /** Of a submission of its own. */
    private void awaits(String... plans) {
        awaits(person.value(), submission(), plans);
    }

    private void awaits(long of, long submission, String... plans) {
        transaction.executeWithoutResult(status -> {
            choose(submission, plans);
            awaitsWhatWasChosen(of, submission, 7);
        });
    }

    private void choose(long submission, String... plans) {
        jdbc.sql("""
                        insert into enrolment.choice (fund, submission, no, plan, edition, units, fee_fen)
                        select 42, :submission, 7, plan, '2025', 1, 8000 from unnest(:plans::text[]) as plan
                        """).param("submission", submission).param("plans", plans).update();
    }

    private void awaitsWhatWasChosen(long of, long submission, int choice) {
        jdbc.sql("""
                        insert into enrolment.awaited (fund, person, submission, row_number, choice)
                        values (42, :person, :submission, 2, :choice)
                        """)
                .param("person", of)
                .param("submission", submission)
                .param("choice", choice)
                .update();
    }

    @Test
    void onePlanIsAwaitedOnce() {
        awaits("hospital", "accident");
        awaits("women");
        assertThatThrownBy(() -> awaits("critical", "accident")).rootCause().hasMessageContaining("awaited_once");
        assertThatThrownBy(() -> awaits("critical", "critical")).rootCause().hasMessageContaining("choice_pkey");
        awaits("critical");
    }

    @ParameterizedTest
    @CsvSource({"hospital, awaited_once", "women, "})
    void whoIsWrittenTwiceAtOnceAwaitsNoPlanTwice(String plan, String refused) {
        long other = submission();
        choose(submission, "hospital");
        choose(other, plan);
        ThrowingCallable both = () -> jdbc.sql("""
                        insert into enrolment.awaited (fund, person, submission, row_number, choice)
                        values (42, :person, :one, 2, 7), (42, :person, :other, 2, 7)
                        """)
                .param("person", person.value())
                .param("one", submission)
                .param("other", other)
                .update();
        if (refused == null) {
            assertThatCode(both).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(both).rootCause().hasMessageContaining(refused);
        }
    }

    @Test
    void whatIsAwaitedWasChosenInItsSubmissionAndStaysAsItIs() {
        choose(submission(), "hospital");
        assertThatThrownBy(() -> awaitsWhatWasChosen(person.value(), submission, 7))
                .rootCause()
                .hasMessageContaining("awaited_choice");
        awaits(person.value(), submission, "hospital", "women");
        assertThatThrownBy(() -> awaitsWhatWasChosen(data.person().value(), submission, 8))
                .rootCause()
                .hasMessageContaining("awaited_choice");
        assertThatThrownBy(() -> ofSubmission("delete from enrolment.choice"))
                .rootCause()
                .hasMessageContaining("choice_awaited");
        assertThatThrownBy(() -> ofSubmission("update enrolment.choice set fee_fen = 1"))
                .rootCause()
                .hasMessageContaining("choice_stays");
        assertThatThrownBy(() -> ofSubmission("update enrolment.awaited set choice = 9"))
                .rootCause()
                .hasMessageContaining("choice_stays");
        assertThatThrownBy(() -> jdbc.sql("truncate enrolment.choice").update())
                .rootCause()
                .hasMessageContaining("choice_stays");
        ofSubmission("delete from enrolment.awaited");
        assertThat(ofSubmission("delete from enrolment.choice")).isEqualTo(2);
    }

    private int ofSubmission(String change) {
        return jdbc.sql(change + " where fund = 42 and submission = :submission")
                .param("submission", submission)
                .update();
    }

    @Test
    void whatIsAwaitedNamesPeopleAndSubmissionsThatAwaitTheirFeeAndKeepsThem() {
        assertThatThrownBy(() -> awaits(999_999_999L, submission, "hospital"))
                .rootCause()
                .hasMessageContaining("awaited_person");
        assertThatThrownBy(() -> awaits(person.value(), 999_999_999L, "hospital"))
                .rootCause()
                .hasMessageContaining("awaited_submission");
        long paid = submission();
        jdbc.sql(
                        "update enrolment.submission set state = 'ACTIVE', matched_on = '2026-01-01' where fund = 42 and id = :id")
                .param("id", paid)
                .update();
        assertThatThrownBy(() -> awaits(person.value(), paid, "hospital"))
                .rootCause()
                .hasMessageContaining("awaited_submission");
        long other = data.person().value();
        awaits(other, submission, "hospital");
        assertKept(other);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8000, choice_units_check",
        "1000, 8000, choice_units_check",
        "1, -1, choice_fee_fen_check",
        ", 8000, units",
        "1, , fee_fen"
    })
    void aChoiceIsWhole(Integer units, Long fee, String refused) {
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into enrolment.choice (fund, submission, no, plan, edition, units, fee_fen)
                                values (42, ?, 1, 'hospital', '2025', ?::int, ?::bigint)
                                """).params(submission, units, fee).update())
                .rootCause()
                .hasMessageContaining(refused);
    }

    @Test
    void aSubmissionHoldsAPlanForAPersonOnce() {
        LocalDate first = LocalDate.of(2025, 3, 1);
        cover(person.value(), submission, first, 12, "ACTIVE");
        assertThatThrownBy(() -> cover(person.value(), submission, first.plusYears(1), 12, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_of_person");
    }

    @Test
    void aCoverLiesWhereItsSubmissionDoes() {
        unit = data.unit(TestData.DAYE);
        assertThatThrownBy(() -> cover(person.value(), submission, LocalDate.of(2025, 3, 1), 12, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_submission");
    }

    @Test
    void aCoverNamesPeopleAndSubmissionsThatExistAndKeepsThem() {
        assertThatThrownBy(() -> cover(999_999_999L, submission, LocalDate.of(2025, 3, 1), 12, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_person");
        long other = data.person().value();
        cover(other, submission, LocalDate.of(2025, 3, 1), 12, "ACTIVE");
        assertThatThrownBy(() -> jdbc.sql("delete from enrolment.submission where fund = 42 and id = :id")
                        .param("id", submission)
                        .update())
                .as("the day on which its covers end names it too")
                .rootCause()
                .hasMessageContaining("ending_fund_submission_fkey");
        jdbc.sql("delete from enrolment.ending where fund = 42 and submission = :id")
                .param("id", submission)
                .update();
        assertKept(other);
        assertThatThrownBy(() -> cover(person.value(), 999_999_999L, LocalDate.of(2026, 3, 1), 12, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_submission");
    }

    /** Somebody whom nothing else names, and their submission. */
    private void assertKept(long somebody) {
        assertThatThrownBy(() -> jdbc.sql("delete from person.person where fund = 42 and id = :id")
                        .param("id", somebody)
                        .update())
                .rootCause()
                .hasMessageContaining("cover_person");
        assertThatThrownBy(() -> jdbc.sql("delete from enrolment.submission where fund = 42 and id = :id")
                        .param("id", submission)
                        .update())
                .rootCause()
                .hasMessageContaining("cover_submission");
    }

    /** Neither transaction sees the other's row; the second has to wait, and is refused once the first has committed. */
    @ParameterizedTest
    @CsvSource({"false, cover_once", "true, awaited_once"})
    void twoTransactionsAtOnceNeverBothWriteWhatOverlaps(boolean awaited, String refused) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = both.submit(() -> transaction.executeWithoutResult(status -> {
                write(awaited, LocalDate.of(2025, 3, 1));
                written.countDown();
                untilSomebodyWaits();
            }));
            Future<?> second = both.submit(() -> transaction.executeWithoutResult(status -> {
                await(written);
                write(awaited, LocalDate.of(2025, 9, 1));
            }));
            first.get(60, TimeUnit.SECONDS);
            assertThatThrownBy(() -> second.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .rootCause()
                    .hasMessageContaining(refused);
        } finally {
            both.shutdownNow();
        }
        assertThat(jdbc.sql("select count(*) from enrolment.enrolled where fund = 42 and person = :person")
                        .param("person", person.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private void write(boolean awaited, LocalDate from) {
        if (awaited) {
            awaits("hospital");
        } else {
            cover(from, 12, "ACTIVE");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void untilSomebodyWaits() {
        long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<Long> waiting;
        do {
            assertThat(System.nanoTime()).as("the second waits").isLessThan(patience);
            waiting = jdbc.sql("select objid::bigint from pg_locks where locktype = 'advisory' and not granted"
                            + " and objid = 1129272901"
                            + " and database = (select oid from pg_database where datname = current_database())")
                    .query(Long.class)
                    .list();
        } while (waiting.isEmpty());
    }
}
