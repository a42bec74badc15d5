package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What the database itself keeps of a province's file: a unit has of it what it pays for once, and what others pay for once. */
@RoomTest
class ImportConstraintTest {
    private static final long IMPORT = 900_000_001L;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Unit unit;
    private long person;

    @BeforeEach
    void aUnit() {
        unit = data.unit(TestData.DAYE);
        person = data.person().value();
    }

    private void submission(String kind, Long of, boolean granted, int people) {
        jdbc.sql("""
                        insert into enrolment.submission (fund, unit, unit_path, kind, effective_day, people, total_fen, state,
                            enrolled_by, enrolled_at, import, granted)
                        values (42, :unit, :path, :kind, '2026-03-01', :people, 0, 'AWAITING', :person, now(), :import, :granted)
                        """)
                .param("unit", unit.id().value())
                .param("path", unit.path())
                .param("kind", kind)
                .param("people", people)
                .param("person", person)
                .param("import", of, java.sql.Types.BIGINT)
                .param("granted", granted)
                .update();
    }

    private void imported(boolean granted) {
        submission("IMPORT", IMPORT, granted, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUnitHasOfAFileTwoSubmissionsAtMostOneOfEachWay(boolean again) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            imported(true);
            imported(false);
            assertThatThrownBy(() -> imported(again)).rootCause().hasMessageContaining("submission_of_import_once");
        });
    }

    @Test
    void aSubmissionOfAFileNamesItAndNoOtherDoes() {
        assertThatThrownBy(() -> submission("IMPORT", null, false, 2))
                .rootCause()
                .hasMessageContaining("submission_of_import");
        assertThatThrownBy(() -> submission("HISTORY", IMPORT, false, 2))
                .rootCause()
                .hasMessageContaining("submission_of_import");
        assertThatThrownBy(() -> imported(false))
                .as("of a file that was never written")
                .rootCause()
                .hasMessageContaining("foreign key");
    }

    @Test
    void whoJoinsAloneIsOne() {
        assertThatThrownBy(() -> submission("SELF", null, true, 2))
                .rootCause()
                .hasMessageContaining("alone_is_one_person");
        assertThat(jdbc.sql("select count(*) from enrolment.submission where fund = 42 and unit = :unit")
                        .param("unit", unit.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
