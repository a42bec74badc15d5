package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.enrolment.RosterLine.Standing;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.IdentityChange;
import org.tongzhou.person.IdentityChange.Cause;
import org.tongzhou.person.IdentityChanges;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.TestData;

/** Last year's file is sent in again with the number that was corrected since: nobody becomes two people by it. */
class NumbersOfRostersTest extends RosterRoom {
    private static final String FENG = "冯建军";

    @Autowired
    IdentityChanges identities;

    /** Of 冯建军, whose number was corrected: how a row calls them and by which number, and what it is told. */
    @ParameterizedTest
    @CsvSource({
        "SLIP,       冯建军, old, ID_CORRECTED",
        "SLIP,       馮建軍, old, ID_CORRECTED",
        "SLIP,       李四,   old, ",
        "SLIP,       冯建军, new, ",
        "SLIP,       李四,   new, NAME_DIFFERS",
        "RENUMBERED, 冯建军, old, ID_CORRECTED",
        "RENUMBERED, 李四,   old, NAME_DIFFERS",
        "RENUMBERED, 冯建军, new, ",
    })
    void aRowByTheOldNumberSaysSoAndOneByTheNewNumberIsThem(Cause cause, String name, String number, RowCode told)
            throws IOException {
        ResidentId old = man();
        ResidentId today = man();
        registered(FENG, old);
        corrected(old, today, cause);
        RosterLine line = judged(name, number.equals("old") ? old : today);
        assertThat(line.errors()).extracting(RowIssue::code).isEqualTo(told == null ? List.of() : List.of(told));
    }

    @Test
    void whoWasEnrolledUnderTheOldNumberIsStillThatRow() throws IOException {
        ResidentId old = man();
        ResidentId today = man();
        Actor officer = data.officer(data.unit(TestData.DAYE));
        DraftId draft = upload(officer, HEAD + line(FENG, old));
        enrol(officer, draft);
        corrected(old, today, Cause.SLIP);
        assertThat(rosters.verdict(officer, draft, TODAY).lines())
                .extracting(RosterLine::standing)
                .containsExactly(Standing.ENROLLED);
    }

    @Test
    void whoIsEnrolledByTheNewNumberIsTheSamePersonAndTheSlipsOwnerAnother() throws IOException {
        ResidentId old = man();
        ResidentId today = man();
        PersonId feng = registered(FENG, old);
        corrected(old, today, Cause.SLIP);
        Actor officer = data.officer(data.unit(TestData.DAYE));
        enrol(officer, upload(officer, HEAD + line(FENG, today) + line("李四", old)));
        assertThat(person(today)).isEqualTo(feng);
        assertThat(person(old)).isNotEqualTo(feng);
        assertThat(covers.of(TestData.FUND, feng)).hasSize(1);
        assertThat(judged("李四", old).errors()).extracting(RowIssue::code).containsExactly(RowCode.COVERED_ELSEWHERE);
    }

    @ParameterizedTest
    @CsvSource({"1985-06-15, 1950-06-15, LEFT_OUT", "1965-02-20, 1990-06-15, ACTIVE", "1965-02-20, 1965-02-19, LEFT_OUT"
    })
    void whoAwaitsTheirFeeIsAsOldAsTheNewNumberSaysWhenItComes(LocalDate before, LocalDate after, Cover.State state)
            throws IOException {
        ResidentId old = TestData.residentId(Sex.MALE, before);
        ResidentId today = TestData.residentId(Sex.MALE, after);
        Actor officer = data.officer(data.unit(TestData.DAYE));
        Submission submission = enrol(officer, upload(officer, HEAD + line(FENG, old)));
        corrected(old, today, Cause.SLIP);
        starts.activate(TestData.FUND, submission.id(), TODAY.plusDays(9));
        assertThat(covers.of(TestData.FUND, person(today)))
                .extracting(Cover::state)
                .containsExactly(state);
    }

    private PersonId registered(String name, ResidentId id) {
        return people.registerAll(TestData.FUND, List.of(new NewPerson(name, id, "13912345678", null)), NOW)
                .get(0);
    }

    private void corrected(ResidentId old, ResidentId today, Cause cause) {
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI);
        IdentityChange wanted = new IdentityChange(person(old), today.number(), cause, "看了身份证原件");
        long change = identities.ask(reviewer, wanted, NOW);
        identities.confirm(data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE), change, today.number(), NOW);
    }

    private RosterLine judged(String name, ResidentId id) throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        return rosters.verdict(officer, upload(officer, HEAD + line(name, id)), TODAY)
                .lines()
                .get(0);
    }

    private static String line(String name, ResidentId id) {
        return name + "," + id.number() + ",,13912345678,1,,,\n";
    }
}
