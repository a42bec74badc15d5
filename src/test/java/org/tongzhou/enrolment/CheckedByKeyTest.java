package org.tongzhou.enrolment;

import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/**
 * What a connection has planned among few rows it keeps among millions: the checks of what is awaited and of covers never read a table
 * whole, not even a small one.
 */
class CheckedByKeyTest extends ManyRows {
    /** After five the server keeps a plan. */
    private static final int UNTIL_PLANS_ARE_KEPT = 8;

    @Test
    void whatIsAwaitedIsCheckedByTheKeys() {
        checked(() -> write("""
                , chosen as (
                    insert into enrolment.choice (fund, submission, no, plan, edition, units, fee_fen)
                    select 42, s.id, 1, 'hospital', '2025', 1, 8000 from s)
                insert into enrolment.awaited (fund, person, submission, row_number, choice)
                select 42, :person, s.id, 2, 1 from s
                """, "AWAITING"));
    }

    @Test
    void coversAreCheckedByTheKeys() {
        checked(() -> write("""
                insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission, row_number,
                    fee_fen, state, cover, first_joined, continuous_since, waiting_until)
                select 42, :person, 'hospital', '2025', 1, s.unit, s.unit_path, s.id, 2, 8000, 'ACTIVE',
                    '[2041-01-01,2042-01-01)', '2041-01-01', '2041-01-01', '2041-01-01' from s
                """, "ACTIVE"));
    }

    private void checked(Runnable write) {
        undone(() -> {
            jdbc.sql("set local session_replication_role = origin").update();
            write.run();
            analyze("enrolment.awaited, enrolment.choice, enrolment.cover");
            for (int i = 0; i < UNTIL_PLANS_ARE_KEPT; i++) {
                write.run();
            }
            withoutReadingWhole(
                    "enrolment.awaited",
                    () -> withoutReadingWhole(
                            "enrolment.choice",
                            () -> withoutReadingWhole(
                                    "enrolment.cover", () -> withoutReadingWhole("person.person", write::run))));
        });
    }

    /** One person of a submission of their own, registered by a statement of its own. */
    private void write(String insert, String state) {
        Unit unit = data.unit(TestData.DAYE);
        PersonId person = data.person();
        jdbc.sql("""
                        insert into enrolment.submission (fund, unit, unit_path, kind, effective_day, people, total_fen, state,
                            enrolled_by, enrolled_at, matched_on)
                        values (42, :unit, :path, 'HISTORY', '2041-01-01', 1, 8000, :state, :person, now(),
                            case when :state = 'ACTIVE' then '2041-01-01'::date end)
                        """)
                .param("unit", unit.id().value())
                .param("path", unit.path())
                .param("state", state)
                .param("person", person.value())
                .update();
        jdbc.sql("with s as (select id, unit, unit_path from enrolment.submission where fund = 42 and unit = :unit) "
                        + insert)
                .param("unit", unit.id().value())
                .param("person", person.value())
                .update();
    }
}
