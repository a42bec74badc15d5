package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.TestData.DAYE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.testing.TestData;

/** What the pages of rosters offer when nobody can be enrolled out of them any more. */
class ShutRostersTest extends RosterRoom {
    @Autowired
    Submissions submissions;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void aClosedRosterWhoseBillWasWithdrawnOffersNoButtonAndSaysWhatToDo() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = upload(officer, HEAD + line(man(), "1,,,"));
        assertThat(page("/rosters/" + draft.value(), officer)).contains("name=\"enrol\"");
        Submission submission = enrol(officer, draft);
        leave(submission, officer, Set.of());
        assertThat(rosters.verdict(officer, draft, TODAY).good()).isEqualTo(1);
        assertThat(page("/rosters/" + draft.value(), officer))
                .contains("这份名册已经办结", "重新上传")
                .doesNotContain("name=\"enrol\"", "都可以参保");
    }

    @Test
    void aRosterOfAUnitThatWasClosedOffersNoButton() throws Exception {
        Unit unit = data.unit(DAYE);
        Actor officer = data.officer(unit);
        DraftId draft = upload(officer, HEAD + line(man(), "1,,,"));
        Unit next = data.unit(DAYE);
        close(unit, next.code());
        assertThat(page("/rosters/" + draft.value(), officer))
                .contains("已于 2026-02-10 撤并", next.name())
                .doesNotContain("name=\"enrol\"", "都可以参保");
    }

    @Test
    void theOfficerOfAUnitThatWasClosedReadsWhichUnitReportsItsWorkers() throws Exception {
        Unit unit = data.unit(DAYE);
        Actor officer = data.officer(unit);
        assertThat(page("/rosters", officer)).doesNotContain("撤并");
        Unit next = data.unit(DAYE);
        close(unit, next.code());
        assertThat(page("/rosters", officer))
                .contains("已于 2026-02-10 撤并", next.name())
                .doesNotContain("type=\"file\"");
        Unit dissolved = data.unit(DAYE);
        close(dissolved, "");
        assertThat(page("/rosters", data.officer(dissolved))).contains("已于 2026-02-10 撤并", "没有登记接续单位");
    }

    /** Whoever left the bill is not offered again until somebody takes the row back in. */
    @Test
    void theRowOfWhoLeftTheBillIsTakenOutOfTheRoster() throws IOException {
        Actor officer = data.officer(data.unit(DAYE));
        ResidentId leaving = man();
        String csv = HEAD + line(man(), "1,,,") + line(leaving, "1,,,") + line(man(), "many,,,");
        DraftId draft = upload(officer, csv);
        Submission submission = enrol(officer, draft);
        leave(submission, officer, Set.of(leaving));
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        assertThat(verdict.good()).isZero();
        assertThat(verdict.lines())
                .extracting(RosterLine::standing)
                .containsExactly(RosterLine.Standing.ENROLLED, RosterLine.Standing.REMOVED, RosterLine.Standing.BAD);
        assertThat(jdbc.sql("select fixed_by from enrolment.draft_fix where draft = :draft and column_number = -1")
                        .param("draft", draft.value())
                        .query(Long.class)
                        .list())
                .containsExactly(Objects.requireNonNull(officer.person()).value());
        rosters.remove(officer, draft, 3, false, NOW);
        assertThat(rosters.verdict(officer, draft, TODAY).good()).isEqualTo(1);
    }

    /** Who gives up the whole bill may hand in the same roster once more. */
    @Test
    void theRowsOfABillThatWasGivenUpStayInTheRoster() throws IOException {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = upload(officer, HEAD + line(man(), "1,,,") + line(man(), "many,,,"));
        leave(enrol(officer, draft), officer, Set.of());
        assertThat(rosters.verdict(officer, draft, TODAY).good()).isEqualTo(1);
    }

    /** These, or with nobody named all. */
    private void leave(Submission submission, Actor officer, Set<ResidentId> who) {
        Set<PersonId> leaving = who.stream().map(this::person).collect(Collectors.toSet());
        PersonId by = Objects.requireNonNull(officer.person());
        submissions.withdraw(TestData.FUND, submission.id(), new Submissions.Leavers(leaving, who.isEmpty(), by), NOW);
    }

    private void close(Unit unit, String successor) {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        closing.close(admin, unit.id(), new UnitClosing.Closure(successor, "单位已经撤并"), NOW);
    }

    private String page(String address, Actor officer) throws Exception {
        return mvc.perform(get(address).with(visits.of(officer)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
