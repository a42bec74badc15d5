package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** When covers begin, what continues them, and what may not overlap. */
class StartsTest extends RosterRoom {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    SomeCovers held;

    @Autowired
    Histories histories;

    @Autowired
    Submissions submissions;

    @Test
    void coverStartsTheDayAfterTheMoneyAndWaitsOnceForIllness() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId id = man();
        Submission submission = enrol(officer, upload(officer, HEAD + line(id, "1,,,1")));
        assertThat(covers.inForce(TestData.FUND, person(id), TODAY.plusDays(1))).isEmpty();
        starts.activate(TestData.FUND, submission.id(), TODAY);
        starts.activate(TestData.FUND, submission.id(), TODAY.plusDays(5));
        List<Cover> held = covers.inForce(TestData.FUND, person(id), TODAY.plusDays(1));
        assertThat(held).hasSize(2);
        assertThat(covers.inForce(TestData.FUND, person(id), TODAY)).isEmpty();
        LocalDate start = TODAY.plusDays(1);
        assertThat(period(id, HOSPITAL))
                .isEqualTo(new Cover.Period(DateRange.yearFrom(start), start, start, start.plusDays(30)));
        assertThat(period(id, new PlanCode("accident")).waitingUntil()).isEqualTo(start);
    }

    /** The evening before: what begins tomorrow without a waiting period does not say that it waits. */
    @Test
    void onlyAPlanThatWaitsIsSaidToWait() throws Exception {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId hurt = man();
        ResidentId ill = man();
        Submission submission = enrol(officer, upload(officer, HEAD + line(hurt, ",,,1") + line(ill, "1,,,")));
        starts.activate(TestData.FUND, submission.id(), TODAY);
        assertThat(myCover(hurt)).contains("意外伤害", "2026-02-11").doesNotContain("等待期");
        assertThat(myCover(ill)).contains("2026-02-11", "等待期");
    }

    private Submission enrolled(ResidentId... ids) throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        String lines = Stream.of(ids).map(id -> line(id, "1,,,1")).collect(Collectors.joining());
        return enrol(officer, upload(officer, HEAD + lines));
    }

    private List<Cover.State> states(ResidentId id) {
        return covers.of(TestData.FUND, person(id)).stream().map(Cover::state).toList();
    }

    private String myCover(ResidentId id) throws Exception {
        return page("/my/cover", id);
    }

    private String page(String address, ResidentId id) throws Exception {
        Actor member = data.actor(Role.MEMBER, TestData.PROVINCE, person(id));
        return mvc.perform(get(address).with(visits.of(member)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void everyMemberIsToldWhatBegan() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId one = man();
        ResidentId two = man();
        Submission submission = enrol(officer, upload(officer, HEAD + line(one, "1,,,1") + line(two, "1,,,")));
        starts.activate(TestData.FUND, submission.id(), TODAY);
        starts.announce(TestData.FUND, submission.id(), NOW);
        assertThat(messages(one))
                .containsExactly("notice.cover.started 住院医疗、意外伤害/Hospital medical, Accident 2026-02-11 2027-02-10");
        assertThat(messages(two)).containsExactly("notice.cover.started 住院医疗/Hospital medical 2026-02-11 2027-02-10");
    }

    private List<String> messages(ResidentId id) {
        return jdbc.sql(
                        "select template || ' ' || translate(array_to_string(args, ' '), chr(31), '/') from notice.message where person = :person")
                .param("person", person(id).value())
                .query(String.class)
                .list();
    }

    private Cover.Period period(ResidentId id, PlanCode plan) {
        return covers.of(TestData.FUND, person(id)).stream()
                .filter(cover -> cover.plan().equals(plan))
                .findFirst()
                .orElseThrow()
                .period();
    }

    @Test
    void aNamedLaterDayIsTheStart() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId id = man();
        DraftId draft = upload(officer, HEAD + line(id, "1,,,"));
        LocalDate march = LocalDate.of(2026, 3, 1);
        rosters.nameDay(officer, draft, march, NOW);
        Submission submission = enrol(officer, draft);
        starts.activate(TestData.FUND, submission.id(), TODAY);
        assertThat(period(id, HOSPITAL).term()).isEqualTo(DateRange.yearFrom(march));
    }

    @Test
    void renewalWithinAMonthOfExpiryStartsAtTheOldExpiryWithoutWaiting() {
        Unit unit = data.unit(TestData.DAYE);
        LocalDate start = LocalDate.of(2025, 1, 11);
        for (int late : new int[] {-30, 0, 30, 31, 200}) {
            ResidentId id = man();
            takeOver(unit, id, start);
            LocalDate matched = start.plusYears(1).plusDays(late);
            renew(unit, id, matched);
            Cover.Period period = period(id, HOSPITAL);
            if (late < 31) {
                assertThat(period.term().from()).as("%d", late).isEqualTo(start.plusYears(1));
                assertThat(period.continuousSince()).isEqualTo(start);
                assertThat(period.waitingUntil()).isEqualTo(start.plusDays(30));
            } else {
                assertThat(period.term().from()).as("%d", late).isEqualTo(matched.plusDays(1));
                assertThat(period.continuousSince()).isEqualTo(matched.plusDays(1));
                assertThat(period.firstJoined()).isEqualTo(start);
                assertThat(period.waitingUntil()).isEqualTo(matched.plusDays(31));
            }
        }
    }

    /** The fee can come today at the earliest, for a cover of tomorrow: the roster says of whom it is a renewal as the cover will. */
    @Test
    void aRosterMarksAsRenewedWhomAFeeOfTheSameDayStillRenews() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        LocalDate lastDay = LocalDate.of(2026, 1, 11);
        for (int days : new int[] {0, 1}) {
            ResidentId id = man();
            takeOver(unit, id, lastDay.minusDays(days).minusYears(1));
            DraftVerdict verdict = rosters.verdict(officer, upload(officer, HEAD + line(id, "1,,,")), TODAY);
            assertThat(verdict.lines())
                    .extracting(RosterLine::standing)
                    .as("%d", days)
                    .containsExactly(days == 0 ? RosterLine.Standing.RENEWAL : RosterLine.Standing.NEW);
            renew(unit, id, TODAY);
            assertThat(period(id, HOSPITAL).term().from()).isEqualTo(days == 0 ? lastDay : TODAY.plusDays(1));
        }
    }

    /** A row that was left as it was keeps last year's roster open: the file again is another roster all the same. */
    @Test
    void theSameFileAYearLaterRenews() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId id = man();
        String csv = HEAD + line(id, "1,,,") + line(man(), "many,,,");
        DraftId first = upload(officer, csv);
        starts.activate(TestData.FUND, enrol(officer, first).id(), TODAY);
        LocalDate expiry = TODAY.plusDays(1).plusYears(1);
        LocalDate opens = expiry.minusDays(60);
        assertThat(uploadOn(opens.minusDays(1), officer, csv)).isEqualTo(first);
        DraftId again = uploadOn(opens, officer, csv);
        assertThat(again).isNotEqualTo(first);
        Submission renewal = rosters.enrol(officer, again, asSeen(officer, again, opens), on(opens));
        starts.activate(TestData.FUND, renewal.id(), opens);
        assertThat(covers.of(TestData.FUND, person(id)))
                .extracting(cover -> cover.period().term().from())
                .containsExactlyInAnyOrder(TODAY.plusDays(1), expiry);
    }

    private DraftId uploadOn(LocalDate day, Actor officer, String csv) throws IOException {
        return rosters.upload(officer, "x.csv", Files.writeString(folder.resolve("again.csv"), csv), on(day));
    }

    private static Instant on(LocalDate day) {
        return day.atTime(9, 0).atZone(FundClock.ZONE).toInstant();
    }

    /** Handed in at sixty; the renewal would begin at the old expiry, which is a birthday, the day before it or the day after. */
    @Test
    void whoRenewsIsAsOldAsOnTheDayOfTheRenewal() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        LocalDate expiry = TODAY.plusDays(40);
        for (int after : new int[] {-1, 0, 1}) {
            ResidentId id = TestData.residentId(Sex.MALE, expiry.minusYears(61).plusDays(after));
            takeOver(unit, id, expiry.minusYears(1));
            Actor officer = data.officer(unit);
            DraftVerdict verdict = rosters.verdict(officer, upload(officer, HEAD + line(id, "1,,,1")), TODAY);
            assertThat(verdict.errors().keySet())
                    .as("%d", after)
                    .isEqualTo(after > 0 ? Set.of() : Set.of(RowCode.TOO_OLD));
        }
    }

    /** Handed in after the 61st birthday, within the month of grace: the renewal begins at the old expiry, when they were still sixty. */
    @Test
    void whoWasSixtyAtTheOldExpiryRenewsWithinTheMonthOfGrace() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        LocalDate expiry = TODAY.minusDays(20);
        for (int after : new int[] {-1, 0, 1}) {
            ResidentId id = TestData.residentId(Sex.MALE, expiry.minusYears(61).plusDays(after));
            takeOver(unit, id, expiry.minusYears(1));
            Actor officer = data.officer(unit);
            DraftVerdict verdict = rosters.verdict(officer, upload(officer, HEAD + line(id, "1,,,")), TODAY);
            assertThat(verdict.errors().keySet())
                    .as("%d", after)
                    .isEqualTo(after > 0 ? Set.of() : Set.of(RowCode.TOO_OLD));
        }
        ResidentId id = TestData.residentId(Sex.MALE, expiry.minusYears(61).plusDays(1));
        takeOver(unit, id, expiry.minusYears(1));
        renew(unit, id, TODAY);
        assertThat(period(id, HOSPITAL).term()).isEqualTo(DateRange.yearFrom(expiry));
    }

    /** The renewal is dated back; what is new begins tomorrow, and the month is over for who expired before it. */
    @Test
    void whoIsSixtyOneByNowMayOnlyGoOn() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        LocalDate birth = TODAY.minusYears(61).minusDays(1);
        ResidentId more = TestData.residentId(Sex.MALE, birth);
        takeOver(unit, more, TODAY.minusDays(20).minusYears(1));
        ResidentId late = TestData.residentId(Sex.MALE, birth);
        takeOver(unit, late, TODAY.minusDays(31).minusYears(1));
        ResidentId stranger = TestData.residentId(Sex.MALE, birth);
        DraftVerdict verdict = rosters.verdict(
                officer,
                upload(officer, HEAD + line(more, "1,,,1") + line(late, "1,,,") + line(stranger, "1,,,")),
                TODAY);
        assertThat(verdict.good()).isZero();
        assertThat(verdict.errors()).isEqualTo(Map.of(RowCode.TOO_OLD, 3));
    }

    /** Enrolled at sixty, paid for later: the age of the day on which the cover would begin counts, for each person alone. */
    @Test
    void whoseFeeComesOnlyAfterTheirBirthdayDoesNotBegin() throws IOException {
        LocalDate birthday = TODAY.plusDays(10);
        for (int days : new int[] {8, 9}) {
            ResidentId old = TestData.residentId(Sex.MALE, birthday.minusYears(61));
            ResidentId young = man();
            Submission submission = enrolled(old, young);
            LocalDate matched = TODAY.plusDays(days);
            assertThat(starts.activate(TestData.FUND, submission.id(), matched)).isEmpty();
            assertThat(covers.inForce(TestData.FUND, person(young), matched.plusDays(1)))
                    .hasSize(2);
            assertThat(states(old)).as("%d", days).containsOnly(days == 8 ? Cover.State.ACTIVE : Cover.State.LEFT_OUT);
        }
    }

    /** No bill lapses. Whose birthday was too far off to be noted is as old as the day on which the fee comes makes them. */
    @Test
    void aFeeThatComesMoreThanAYearLateIsHeldAgainstAgesAsWell() throws IOException {
        LocalDate birthday = TODAY.plusYears(1).plusDays(10);
        for (int days : new int[] {8, 9}) {
            ResidentId old = TestData.residentId(Sex.MALE, birthday.minusYears(61));
            ResidentId young = man();
            Submission submission = enrolled(old, young);
            starts.activate(TestData.FUND, submission.id(), TODAY.plusYears(1).plusDays(days));
            assertThat(states(young)).containsOnly(Cover.State.ACTIVE);
            assertThat(states(old)).as("%d", days).containsOnly(days == 8 ? Cover.State.ACTIVE : Cover.State.LEFT_OUT);
        }
    }

    /** Enrolled before birthdays were noted: they are read when the fee comes. */
    @Test
    void whoWasEnrolledBeforeAgesWereNotedIsHeldAgainstTheAgeAsWell() throws IOException {
        ResidentId old = TestData.residentId(Sex.MALE, TODAY.plusDays(10).minusYears(61));
        ResidentId young = man();
        Submission submission = enrolled(old, young);
        jdbc.sql("delete from enrolment.ageing where submission = :id")
                .param("id", submission.id().value())
                .update();
        jdbc.sql("update enrolment.submission set ages_noted = false where id = :id")
                .param("id", submission.id().value())
                .update();
        starts.activate(TestData.FUND, submission.id(), TODAY.plusDays(9));
        assertThat(states(young)).containsOnly(Cover.State.ACTIVE);
        assertThat(states(old)).containsOnly(Cover.State.LEFT_OUT);
    }

    /** Not one that still waits: the page says that it did not begin, why, and who gives the fee back. */
    @Test
    void whoWasTooOldWhenTheFeeCameReadsThatTheCoverDidNotBegin() throws Exception {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId old = TestData.residentId(Sex.MALE, TODAY.plusDays(10).minusYears(61));
        ResidentId young = man();
        Submission submission = enrol(officer, upload(officer, HEAD + line(old, "1,,,") + line(young, "1,,,")));
        assertThat(myCover(old)).contains("等会费到账").doesNotContain("没有开始");
        starts.activate(TestData.FUND, submission.id(), TODAY.plusDays(9));
        assertThat(myCover(old))
                .contains("没有开始", "会费到账时，您到生效日已超过计划的参加年龄", "请联系单位工会")
                .doesNotContain("等会费到账");
        assertThat(page("/my/home", old)).contains("没有开始").doesNotContain("等会费到账");
        assertThat(myCover(young)).doesNotContain("没有开始");
    }

    @Test
    void aSubmissionOfWhichNobodyIsYoungEnoughDoesNotBegin() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId old = TestData.residentId(Sex.MALE, TODAY.plusDays(10).minusYears(61));
        Submission submission = enrol(officer, upload(officer, HEAD + line(old, "1,,,")));
        assertThat(starts.activate(TestData.FUND, submission.id(), TODAY.plusDays(30)))
                .containsExactly(submission.id());
        assertThat(submissions
                        .joiners(TestData.FUND, submission.id(), "", TODAY.plusDays(30))
                        .items())
                .extracting(Submissions.Joiner::begun)
                .containsExactly(false);
    }

    /** The bank takes the fee back, and it comes once more: by then somebody has had a birthday. */
    @Test
    void whoAwaitsTheFeeAgainIsAsOldAsWhenItComesAgain() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId old = TestData.residentId(Sex.MALE, TODAY.plusDays(10).minusYears(61));
        ResidentId older = TestData.residentId(Sex.MALE, TODAY.plusDays(2).minusYears(61));
        ResidentId young = man();
        String csv = HEAD + line(old, "1,,,") + line(older, "1,,,") + line(young, "1,,,");
        Submission submission = enrol(officer, upload(officer, csv));
        starts.activate(TestData.FUND, submission.id(), TODAY.plusDays(2));
        assertThat(submissions.awaitAgain(TestData.FUND, submission.id(), TODAY.plusDays(2)))
                .isTrue();
        starts.activate(TestData.FUND, submission.id(), TODAY.plusDays(20));
        assertThat(covers.inForce(TestData.FUND, person(young), TODAY.plusDays(21)))
                .hasSize(1);
        assertThat(covers.inForce(TestData.FUND, person(old), TODAY.plusDays(21)))
                .isEmpty();
        assertThat(covers.inForce(TestData.FUND, person(older), TODAY.plusDays(21)))
                .isEmpty();
    }

    private void takeOver(Unit unit, ResidentId id, LocalDate from) {
        held.from(
                from,
                unit,
                List.of(new Histories.Member(new NewPerson("张三", id, "13912345678", null), HOSPITAL, 1, null)));
    }

    private void renew(Unit unit, ResidentId id, LocalDate matched) {
        Actor officer = data.officer(unit);
        Instant then = on(matched);
        try {
            Path file = Files.writeString(folder.resolve(id.number() + ".csv"), HEAD + line(id, "1,,,"));
            DraftId draft = rosters.upload(officer, "x.csv", file, then);
            Submission submission = rosters.enrol(officer, draft, asSeen(officer, draft, matched), then);
            starts.activate(TestData.FUND, submission.id(), matched);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void coverTakenOverKeepsItsDates() {
        Unit unit = data.unit(TestData.DAYE);
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        ResidentId id = man();
        LocalDate from = LocalDate.of(2026, 1, 1);
        LocalDate since = LocalDate.of(2025, 1, 1);
        Histories.Member member = new Histories.Member(new NewPerson("张三", id, null, null), HOSPITAL, 1, since);
        Submission taken = histories.takeOver(admin, new Histories.History(unit.id(), from, List.of(member)), NOW);
        assertThat(taken.total()).isEqualTo(Money.ofYuan(95));
        starts.activate(TestData.FUND, taken.id(), TODAY);
        assertThat(period(id, HOSPITAL))
                .isEqualTo(new Cover.Period(DateRange.yearFrom(from), since, since, since.plusDays(30)));
    }

    @Test
    void whoIsTakenOverWithTwoPlansIsOnePersonAndEachPlanKeepsItsDay() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson person = new NewPerson("张三", man(), null, null);
        LocalDate from = LocalDate.of(2026, 1, 1);
        PlanCode accident = new PlanCode("accident");
        Submission taken = histories.takeOver(
                data.actor(Role.ADMIN, TestData.PROVINCE),
                new Histories.History(
                        unit.id(),
                        from,
                        List.of(
                                new Histories.Member(person, HOSPITAL, 1, from.minusYears(2)),
                                new Histories.Member(person, accident, 1, null))),
                NOW);
        assertThat(taken.people()).isEqualTo(1);
        starts.activate(TestData.FUND, taken.id(), TODAY);
        assertThat(period(person.id(), HOSPITAL).continuousSince()).isEqualTo(from.minusYears(2));
        assertThat(period(person.id(), accident).continuousSince()).isEqualTo(from);
    }

    @Test
    void theDatabaseItselfRefusesTwoCoversOfOnePlanAtOnce() {
        Unit unit = data.unit(TestData.DAYE);
        ResidentId id = man();
        takeOver(unit, id, LocalDate.of(2026, 1, 1));
        assertThatThrownBy(() -> takeOver(unit, id, LocalDate.of(2026, 6, 1)))
                .rootCause()
                .hasMessageContaining("cover_once");
    }
}
