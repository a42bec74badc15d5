package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
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

/** What the database itself keeps of covers, whoever writes them: straight into the table, past every door. */
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
    void shortTermsMayBeManyAndNeverOverlap() {
        LocalDate first = LocalDate.of(2025, 3, 1);
        cover(first, 3, "ACTIVE");
        cover(first.plusMonths(3), 3, "ACTIVE");
        assertThatThrownBy(() -> cover(first.plusMonths(5), 3, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_once");
    }

    @Test
    void oneCoverOfAPlanIsAwaited() {
        cover(LocalDate.EPOCH, 12, "AWAITING");
        assertThatThrownBy(() -> cover(LocalDate.EPOCH, 12, "AWAITING"))
                .rootCause()
                .hasMessageContaining("cover_awaited_once");
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

    /** Else each of millions of covers that begin would be written into every index again. */
    @Test
    void noIndexSaysAnythingThatChangesWhenACoverBegins() {
        assertThat(jdbc.sql("""
                                select pg_get_indexdef(i.indexrelid) from pg_index i
                                where i.indrelid = 'enrolment.cover'::regclass
                                  and (i.indpred is not null or i.indexprs is not null or exists (
                                      select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                                        and a.attname in ('state', 'cover', 'first_joined', 'continuous_since', 'waiting_until')))
                                """).query(String.class).list()).isEmpty();
    }

    @Test
    void aCoverNamesPeopleAndSubmissionsThatExistAndKeepsThem() {
        assertThatThrownBy(() -> cover(999_999_999L, submission, LocalDate.of(2025, 3, 1), 12, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_person");
        cover(person.value(), submission, LocalDate.of(2025, 3, 1), 12, "ACTIVE");
        assertThatThrownBy(() -> jdbc.sql("delete from person.person where fund = 42 and id = :id")
                        .param("id", person.value())
                        .update())
                .rootCause()
                .hasMessageMatching("(?s).*(cover_person|foreign key).*");
        assertThatThrownBy(() -> jdbc.sql("delete from enrolment.submission where fund = 42 and id = :id")
                        .param("id", submission)
                        .update())
                .rootCause()
                .hasMessageContaining("cover_submission");
        assertThatThrownBy(() -> cover(person.value(), 999_999_999L, LocalDate.of(2026, 3, 1), 12, "ACTIVE"))
                .rootCause()
                .hasMessageContaining("cover_submission");
    }

    /** Neither transaction sees the other's row; the second has to wait, and is refused once the first has committed. */
    @ParameterizedTest
    @CsvSource({"ACTIVE, cover_once", "AWAITING, cover_awaited_once"})
    void twoTransactionsAtOnceNeverBothWriteCoversThatOverlap(String state, String refused) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = both.submit(() -> transaction.executeWithoutResult(status -> {
                cover(LocalDate.of(2025, 3, 1), 12, state);
                written.countDown();
                untilSomebodyWaits();
            }));
            Future<?> second = both.submit(() -> transaction.executeWithoutResult(status -> {
                await(written);
                cover(LocalDate.of(2025, 9, 1), 12, state);
            }));
            first.get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .rootCause()
                    .hasMessageContaining(refused);
        } finally {
            both.shutdownNow();
        }
        assertThat(jdbc.sql("select count(*) from enrolment.cover where fund = 42 and person = :person")
                        .param("person", person.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void untilSomebodyWaits() {
        long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
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
