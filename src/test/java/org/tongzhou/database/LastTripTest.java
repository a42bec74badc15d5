package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

@RoomTest
class LastTripTest {
    private static final Outbox.Telling TELLING = new Outbox.Telling("notice.password.changed", List.of(), "/my");

    @Autowired
    LastTrip last;

    @Autowired
    AuditTrail audit;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PlatformTransactionManager manager;

    @Autowired
    TestData data;

    private Actor member;
    private final String subject = "test:" + UUID.randomUUID();

    @BeforeEach
    void someone() {
        member = data.actor(Role.MEMBER, "/42/4202/420281/");
    }

    @Test
    void rowsOfAllRoomsGoTogetherRightBeforeTheCommit() throws Exception {
        List<RoundTrips.Trip> trips = RoundTrips.of(() -> transaction.executeWithoutResult(status -> {
            record(1);
            outbox.tell(member.fund(), member.person(), TestData.NOW, TELLING);
            record(1);
        }));
        assertThat(trips).hasSize(2);
        assertThat(trips.get(0).sql()).contains("into audit.entry", "into notice.message");
        assertThat(trips.get(1).sql()).isEqualTo("commit");
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void whatWaitsGoesWithATripThatIsMadeAnywayAndOnlyOnce() throws Exception {
        List<RoundTrips.Trip> made = RoundTrips.of(() -> transaction.executeWithoutResult(status -> {
            record(1);
            last.go(last.trip().run("select 'made anyway'"));
            assertThat(written()).isEqualTo(1);
        }));
        assertThat(made.get(0).sql()).contains("made anyway", "into audit.entry");
        assertThat(made.get(made.size() - 1).sql()).isEqualTo("commit");
        assertThat(made.subList(1, made.size())).noneMatch(trip -> trip.sql().contains("into audit.entry"));
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void whatIsLeftAfterATripThatItDidNotGoWithGoesBeforeTheCommit() {
        transaction.executeWithoutResult(status -> {
            last.go(last.trip().run("select 'made anyway'"));
            record(1);
            assertThat(written()).isZero();
        });
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void twoHundredOfAKindWaitAndMoreDoNot() {
        transaction.executeWithoutResult(status -> {
            record(200);
            assertThat(written()).isZero();
            record(1);
            assertThat(written()).isEqualTo(201);
        });
        assertThat(written()).isEqualTo(201);
    }

    @Test
    void nothingStaysOfWhatIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            record(1);
            status.setRollbackOnly();
        });
        assertThat(written()).isZero();
    }

    /** Whoever has something to do before the commit may leave rows for the first time, or after all others. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 1", "1, 1"})
    void whatIsLeftBeforeTheCommitIsWritten(int earlier, int later) {
        transaction.executeWithoutResult(status -> {
            record(earlier);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    record(1);
                }
            });
            record(later);
        });
        assertThat(written()).isEqualTo(earlier + 1 + later);
    }

    @Test
    void aLastTripThatFailsFailsTheCommitAndUndoesAll() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    record(201);
                    record(1);
                    last.leave((trip, rows) -> trip.run("select from no_such_table"), List.of(1));
                }))
                .isInstanceOf(BadSqlGrammarException.class);
        assertThat(written()).isZero();
    }

    @Test
    void aTransactionInsideAnotherKeepsItsOwn() {
        TransactionTemplate inner = new TransactionTemplate(manager);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(status -> {
            record(3);
            inner.executeWithoutResult(own -> record(1));
            assertThat(written()).isEqualTo(1);
            inner.executeWithoutResult(own -> {
                record(1);
                own.setRollbackOnly();
            });
        });
        assertThat(written()).isEqualTo(4);
    }

    /** Also where rows of before it went to the server within it, since more than wait were left, or had not been any. */
    @ParameterizedTest
    @CsvSource({"0, 1", "3, 1", "150, 60", "150, 201"})
    void nothingStaysOfAPartThatIsTakenBackAndAllOfWhatWasBefore(int before, int inside) {
        transaction.executeWithoutResult(status -> {
            record(before);
            part(inside, true);
            record(1);
        });
        assertThat(written()).isEqualTo(before + 1);
    }

    @Test
    void rowsOfBeforeThatAPartTookAlongAreWrittenThoughItIsTakenBack() {
        transaction.executeWithoutResult(status -> {
            record(2);
            parts().executeWithoutResult(own -> {
                record(1);
                last.go(last.trip().run("select 'made anyway'"));
                own.setRollbackOnly();
            });
        });
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void ofPartsEachStandsOrFallsForItself() {
        transaction.executeWithoutResult(status -> {
            record(1);
            part(1, false);
            part(1, true);
            parts().executeWithoutResult(outer -> {
                record(1);
                part(1, true);
            });
        });
        assertThat(written()).isEqualTo(3);
    }

    private void part(int count, boolean isTakenBack) {
        parts().executeWithoutResult(own -> {
            record(count);
            if (isTakenBack) {
                own.setRollbackOnly();
            }
        });
    }

    private TransactionTemplate parts() {
        TransactionTemplate parts = new TransactionTemplate(manager);
        parts.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return parts;
    }

    @Test
    void withoutATransactionNothingWaits() throws Exception {
        List<RoundTrips.Trip> trips = RoundTrips.of(() -> last.leave((trip, rows) -> trip.run("select 1"), List.of(1)));
        assertThat(trips).hasSize(1);
    }

    private void record(int count) {
        AuditEntry entry = AuditEntry.of(Actor.system(TestData.FUND), TestData.NOW, "test.written", subject);
        audit.recordAll(Collections.nCopies(count, entry));
    }

    private int written() {
        return jdbc.sql("select count(*) from audit.entry where fund = :fund and subject = :subject")
                .param("fund", TestData.FUND.code())
                .param("subject", subject)
                .query(Integer.class)
                .single();
    }
}
