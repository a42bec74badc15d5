package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Two men of a roster, one with three plans and one with two: what they await, what begins, what is taken back or given up. */
class AwaitedTest extends RosterRoom {
    @Autowired
    Submissions submissions;

    @Autowired
    SubmissionsAreTheirPeople check;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    SomeCovers held;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

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

    private long choices() {
        return jdbc.sql("select count(*) from enrolment.choice where fund = 42 and submission = :submission")
                .param("submission", submission.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsAwaitedIsOneLineAPersonUntilItBegins() {
        assertThat(lines()).isEqualTo(2);
        assertThat(choices()).isEqualTo(5);
        List<Map<String, Object>> awaited = rows("enrolment.enrolled");
        assertThat(awaited).hasSize(5).allMatch(row -> row.get("state").equals("AWAITING"));
        starts.activate(TestData.FUND, submission.id(), TODAY);
        assertThat(lines()).isZero();
        assertThat(choices()).isZero();
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

    /** Through all that can become of it, and seen to find what somebody with all rights altered. */
    @Test
    void theCheckHoldsASubmissionAgainstItsPeople() {
        assertThat(found()).isEmpty();
        assertThat(after("update enrolment.submission set total_fen = total_fen + 1 where id = ?"))
                .hasSize(1);
        assertThat(after("update enrolment.submission set people = people + 1 where id = ?"))
                .hasSize(1);
        assertThat(after("delete from enrolment.awaited where submission = ?")).hasSize(1);
        starts.activate(TestData.FUND, submission.id(), TODAY);
        assertThat(found()).isEmpty();
        assertThat(after("update enrolment.submission set state = 'AWAITING', matched_on = null where id = ?"))
                .hasSize(1);
        submissions.awaitAgain(TestData.FUND, submission.id(), TODAY);
        assertThat(found()).isEmpty();
        assertThat(after("update enrolment.submission set state = 'ACTIVE', matched_on = '2026-02-10' where id = ?"))
                .hasSize(1);
        submissions.withdraw(TestData.FUND, submission.id(), leavers(person(first)), NOW);
        assertThat(found()).isEmpty();
        submissions.withdraw(TestData.FUND, submission.id(), leavers(), NOW);
        assertThat(found()).isEmpty();
        assertThat(after("update enrolment.submission set state = 'AWAITING' where id = ?"))
                .hasSize(1);
    }

    private List<Check.Finding> found() {
        String place = "enrolment.submission " + submission.id().value();
        return check.run(TestData.FUND).stream()
                .filter(finding -> finding.place().equals(place))
                .toList();
    }

    private List<Check.Finding> after(String sql) {
        return transaction.execute(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(sql).param(submission.id().value()).update();
            status.setRollbackOnly();
            return found();
        });
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
        submissions.withdraw(TestData.FUND, submission.id(), leavers(leaving), NOW);
        assertThat(lines()).isEqualTo(1);
        assertThat(choices()).isEqualTo(2);
        theirs.forEach(row -> row.put("state", "CANCELLED"));
        assertThat(rows("enrolment.cover")).isEqualTo(theirs).hasSize(3);
        assertThat(covers.of(TestData.FUND, leaving)).isEmpty();
        assertThat(covers.of(TestData.FUND, person(second)))
                .hasSize(2)
                .allMatch(cover -> cover.state() == Cover.State.AWAITING && cover.id() == null);
    }

    @Test
    void whoChoosesAlikeNamesOneChoice() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        ResidentId third = man();
        String roster = HEAD + line(man(), "1,,,1") + line(third, "1,2,,1") + line(man(), "1,,,1");
        submission = enrol(officer, upload(officer, roster));
        assertThat(lines()).isEqualTo(3);
        assertThat(choices()).isEqualTo(5);
        assertThat(rows("enrolment.enrolled")).hasSize(7);
        PersonId leaving = person(third);
        submissions.withdraw(TestData.FUND, submission.id(), leavers(leaving), NOW);
        assertThat(choices()).isEqualTo(2);
        starts.activate(TestData.FUND, submission.id(), TODAY);
        submissions.awaitAgain(TestData.FUND, submission.id(), TODAY);
        assertThat(lines()).isEqualTo(2);
        assertThat(choices()).as("still alike").isEqualTo(2);
    }

    /** In force until the end of February through one unit, awaited for the year after through another. */
    private PersonId movesOn(Unit next) throws IOException {
        ResidentId id = man();
        Histories.Member member =
                new Histories.Member(new NewPerson("张三", id, "13912345678", null), new PlanCode("accident"), 1, null);
        PersonId person = held.from(LocalDate.of(2025, 3, 1), data.unit(TestData.DAYE), List.of(member));
        Actor officer = data.officer(next);
        enrol(officer, upload(officer, HEAD + line(id, ",,,1")));
        return person;
    }

    @Test
    void somebodyIsFoundThroughTheUnitWhoseCoverTheyAwait() throws IOException {
        Unit next = data.unit(TestData.DAYE);
        PersonId person = movesOn(next);
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.PROVINCE);
        assertThat(covers.within(reviewer, Set.of(person))).isEqualTo(Map.of(person, next.id()));
    }

    @Test
    void thePageOfCoversTellsWhatIsAwaitedFromWhatIsInForce() throws Exception {
        PersonId person = movesOn(data.unit(TestData.DAYE));
        String page = body(get("/my/cover").with(visits.of(data.actor(Role.MEMBER, TestData.PROVINCE, person))));
        assertThat(page.split("id=\"cover-accident-")).hasSize(3);
        assertThat(page.split("certificate.pdf")).hasSize(2);
        assertThat(page.lines().filter(line -> line.contains("id=\"cover-")).distinct())
                .hasSize(2);
    }

    @Test
    void programsSeeNoNumberOfWhatIsAwaited() throws Exception {
        Unit next = data.unit(TestData.DAYE);
        PersonId person = movesOn(next);
        String number = people.identity(TestData.FUND, person).number();
        String answer = body(post("/api/covers/search")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"id_number\":\"" + number + "\"}")
                .with(visits.program(data.actor(Role.COUNTY_REVIEWER, TestData.PROVINCE))));
        assertThat(answer).contains("\"id\":null,\"plan\":\"accident\"", "\"state\":\"AWAITING\"");
        assertThat(answer.split("\"id\":[0-9]+,")).hasSize(2);
    }

    private String body(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
