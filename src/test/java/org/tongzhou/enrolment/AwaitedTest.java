package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** Two men of a roster, one with three plans and one with two: what they await, what begins, what is taken back or given up. */
class AwaitedTest extends RosterRoom {
    @Autowired
    Submissions submissions;

    private final ResidentId first = man();
    private final ResidentId second = man();
    private Submission submission;

    @BeforeEach
    void enrolled() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        submission = enrol(officer, upload(officer, HEAD + line(first, "1,2,,1") + line(second, "1,,,1")));
    }

    private List<Map<String, Object>> rows(String from) {
        return jdbc.sql("select person, row_number, plan, edition, units, fee_fen, state from " + from
                        + " where fund = 42 and submission = :submission order by person, plan")
                .param("submission", submission.id().value())
                .query()
                .listOfRows();
    }

    private long lines() {
        return jdbc.sql("select count(*) from enrolment.awaited where fund = 42 and submission = :submission")
                .param("submission", submission.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsAwaitedIsOneLineAPersonUntilItBegins() {
        assertThat(lines()).isEqualTo(2);
        List<Map<String, Object>> awaited = rows("enrolment.enrolled");
        assertThat(awaited).hasSize(5).allMatch(row -> row.get("state").equals("AWAITING"));
        starts.activate(TestData.FUND, submission.id(), TODAY);
        assertThat(lines()).isZero();
        awaited.forEach(row -> row.put("state", "ACTIVE"));
        assertThat(rows("enrolment.cover")).isEqualTo(awaited);
    }

    @Test
    void whatIsTakenBackBeforeItBeginsIsAwaitedAsBefore() {
        List<Map<String, Object>> awaited = rows("enrolment.enrolled");
        starts.activate(TestData.FUND, submission.id(), TODAY);
        List<Cover> begun = covers.of(TestData.FUND, person(first));
        assertThat(submissions.awaitAgain(TestData.FUND, submission.id(), TODAY))
                .isTrue();
        assertThat(lines()).isEqualTo(2);
        assertThat(rows("enrolment.cover")).isEmpty();
        assertThat(rows("enrolment.enrolled")).isEqualTo(awaited);
        starts.activate(TestData.FUND, submission.id(), TODAY);
        assertThat(covers.of(TestData.FUND, person(first)))
                .extracting(Cover::plan, Cover::period)
                .isEqualTo(begun.stream()
                        .map(cover -> Tuple.tuple(cover.plan(), cover.period()))
                        .toList());
    }

    @Test
    void coverThatHasBegunIsNotTakenBack() {
        starts.activate(TestData.FUND, submission.id(), TODAY);
        assertThat(submissions.awaitAgain(TestData.FUND, submission.id(), TODAY.plusDays(1)))
                .isFalse();
        assertThat(lines()).isZero();
    }

    @Test
    void whatOnePersonGivesUpIsKeptAndTheOtherAwaitsTheirs() {
        PersonId leaving = person(first);
        List<Map<String, Object>> theirs = rows("enrolment.enrolled").stream()
                .filter(row -> row.get("person").equals(leaving.value()))
                .toList();
        submissions.withdraw(TestData.FUND, submission.id(), Set.of(leaving), false, TODAY);
        assertThat(lines()).isEqualTo(1);
        theirs.forEach(row -> row.put("state", "CANCELLED"));
        assertThat(rows("enrolment.cover")).isEqualTo(theirs).hasSize(3);
        assertThat(covers.of(TestData.FUND, leaving)).isEmpty();
        assertThat(covers.of(TestData.FUND, person(second)))
                .hasSize(2)
                .allMatch(cover -> cover.state() == Cover.State.AWAITING && cover.id() == null);
    }
}
