package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
@TestPropertySource(properties = "tongzhou.house=rosters") // sample people of its own, in a database of its own
class RostersTest {
    private static final Instant NOW = TestData.NOW;
    private static final LocalDate TODAY = TestData.TODAY;
    private static final String HEAD = "姓名,证件号码,性别,手机号,住院医疗,重大疾病,女职工特病,意外伤害\n";
    private static final PlanCode HOSPITAL = new PlanCode("hospital");

    @Autowired
    Rosters rosters;

    @Autowired
    Covers covers;

    @Autowired
    People people;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private DraftId upload(Actor officer, String csv) throws IOException {
        Path file = Files.writeString(folder.resolve(officer.userId() + ".csv"), csv);
        return rosters.upload(officer, "名册.csv", file, NOW);
    }

    private static String line(ResidentId id, String units) {
        return "张三," + id.number() + ",,13912345678," + units + "\n";
    }

    private static ResidentId man() {
        return TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));
    }

    private Enrolling asSeen(Actor officer, DraftId draft, LocalDate today) {
        DraftVerdict verdict = rosters.verdict(officer, draft, today);
        return new Enrolling(verdict.good(), verdict.fee(), null);
    }

    private Submission enrol(Actor officer, DraftId draft) {
        return rosters.enrol(officer, draft, asSeen(officer, draft, TODAY), NOW);
    }

    private long coversOf(Unit unit) {
        return jdbc.sql("select count(*) from enrolment.cover where unit = :unit")
                .param("unit", unit.id().value())
                .query(Long.class)
                .single();
    }

    private PersonId person(ResidentId id) {
        return people.find(TestData.FUND, id).orElseThrow();
    }

    @Test
    void theMineRosterIsEnrolledAsExpectedAndItsNextYearRenews() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        DraftId draft = upload(officer, MovedRosters.csv("daye-1695.xlsx", "429006"));
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        assertThat(List.of(verdict.lines().size(), verdict.bad(), verdict.good()))
                .containsExactly(1695, 19, 1676);
        assertThat(verdict.count(RosterLine.Standing.NEW)).isEqualTo(1676);
        assertThat(coversOf(unit)).isZero();

        Submission submission = enrol(officer, draft);
        assertThat(submission.people()).isEqualTo(1676);
        assertThat(submission.total()).isEqualTo(Money.ofYuan(362_685));
        covers.activate(TestData.FUND, submission.id(), TODAY);

        LocalDate nextYear = LocalDate.of(2027, 2, 10);
        Instant then = NOW.plus(java.time.Duration.ofDays(365));
        Path file = Files.writeString(folder.resolve("next.csv"), MovedRosters.csv("daye-next-year.xlsx", "429006"));
        DraftId next = rosters.upload(officer, "daye-2027.csv", file, then);
        DraftVerdict again = rosters.verdict(officer, next, nextYear);
        assertThat(again.count(RosterLine.Standing.RENEWAL))
                .isEqualTo(1639
                        - again.lines(l -> l.isBad()
                                        && l.checked().idNumber() != null
                                        && people.find(
                                                        TestData.FUND,
                                                        new ResidentId(
                                                                l.checked().idNumber()))
                                                .isPresent())
                                .size());
        assertThat(again.missing()).hasSize(37);
        assertThat(again.count(RosterLine.Standing.RENEWAL) + again.count(RosterLine.Standing.NEW) + again.bad())
                .isEqualTo(1722);
    }

    @Test
    void theSameFileAgainIsTheSameDraftAndEnrolsNobodyTwice() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        String csv = HEAD + line(man(), "1,1,,1") + line(man(), "1,4,,1");
        DraftId draft = upload(officer, csv);
        assertThat(upload(officer, csv)).isEqualTo(draft);
        Submission first = enrol(officer, draft);
        assertThat(enrol(officer, draft).id()).isEqualTo(first.id());

        DraftId later = upload(officer, csv);
        assertThat(later).isNotEqualTo(draft);
        DraftVerdict verdict = rosters.verdict(officer, later, TODAY);
        assertThat(verdict.errors()).containsOnlyKeys(RowCode.COVERED_HERE);
        assertThatThrownBy(() -> enrol(officer, later))
                .isInstanceOf(Refusal.class)
                .hasMessage("roster_nobody_to_enrol");
        assertThat(coversOf(unit)).isEqualTo(6);
    }

    @Test
    void tenButtonsAtOnceEnrolOnce() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        DraftId draft = upload(officer, HEAD + line(man(), "1,1,,1").repeat(1) + line(man(), "1,,,"));
        Enrolling seen = asSeen(officer, draft, TODAY);
        List<SubmissionId> answers =
                atOnce(10, i -> rosters.enrol(officer, draft, seen, NOW).id());
        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(coversOf(unit)).isEqualTo(4);
    }

    @Test
    void twoUploadsAtOnceAreOneDraft() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        String csv = HEAD + line(man(), "1,1,,1");
        Path file = Files.writeString(folder.resolve("same.csv"), csv);
        List<DraftId> drafts = atOnce(2, i -> rosters.upload(officer, "a.csv", file, NOW));
        assertThat(Set.copyOf(drafts)).hasSize(1);
    }

    @Test
    void twoUnitsAtOnceCannotBothEnrolOnePerson() throws Exception {
        ResidentId shared = man();
        Unit one = data.unit(TestData.DAYE);
        Unit two = data.unit(TestData.DAYE);
        List<Actor> officers = List.of(data.officer(one), data.officer(two));
        List<DraftId> drafts = new ArrayList<>();
        for (Actor officer : officers) {
            drafts.add(upload(officer, HEAD + line(shared, "1,,,") + line(man(), "1,,,")));
        }
        Enrolling seen = new Enrolling(2, Money.ofYuan(190), null);
        List<Boolean> done = atOnce(2, i -> {
            try {
                rosters.enrol(officers.get(i), drafts.get(i), seen, NOW);
                return true;
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isEqualTo("roster_changed");
                return false;
            }
        });
        assertThat(done).containsExactlyInAnyOrder(true, false);
        assertThat(covers.of(TestData.FUND, person(shared))).hasSize(1);
        int loser = done.indexOf(false);
        DraftVerdict verdict = rosters.verdict(officers.get(loser), drafts.get(loser), TODAY);
        assertThat(verdict.errors()).containsOnlyKeys(RowCode.COVERED_ELSEWHERE);
    }

    private interface Step<T> {
        T run(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int threads, Step<T> step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch ready = new CountDownLatch(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                Callable<T> task = () -> {
                    ready.countDown();
                    ready.await();
                    return step.run(number);
                };
                futures.add(pool.submit(task));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aBadRowIsPutRightInPlaceAndEnrolledLater() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId id = man();
        DraftId draft = upload(officer, HEAD + line(man(), "1,,,") + "李四," + id.number() + ",男,1391234567,1,,,\n");
        Submission first = enrol(officer, draft);
        assertThat(first.people()).isEqualTo(1);
        rosters.fix(officer, draft, new CellFix(3, 3, "13912345670"), NOW);
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        assertThat(verdict.bad()).isZero();
        assertThat(verdict.count(RosterLine.Standing.ENROLLED)).isEqualTo(1);
        assertThat(verdict.lines().get(1).fixed()).isTrue();
        Submission second = enrol(officer, draft);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.people()).isEqualTo(1);
        assertThat(rosters.find(officer, draft).state()).isEqualTo(Draft.State.ENROLLED);
        assertThatThrownBy(() -> rosters.fix(officer, draft, new CellFix(3, 3, "x"), NOW))
                .hasMessage("roster_enrolled_already");
    }

    @Test
    void aRowThatIsEnrolledIsNotChangedAndItsDoubleStaysWrong() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId id = man();
        DraftId draft = upload(officer, HEAD + line(id, "1,,,") + line(id, "1,4,,"));
        enrol(officer, draft);
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        assertThat(verdict.errors()).containsOnlyKeys(RowCode.DUPLICATE_IN_FILE);
        assertThat(verdict.count(RosterLine.Standing.ENROLLED)).isEqualTo(1);
        for (int row : new int[] {2, 3}) {
            String answer = row == 2 ? "roster_enrolled_already" : "";
            try {
                rosters.fix(officer, draft, new CellFix(row, 3, "13912345670"), NOW);
                assertThat(answer).isEmpty();
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isEqualTo(answer);
            }
        }
    }

    @Test
    void aRowIsTakenOutAndBackIn() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        DraftId draft = upload(officer, HEAD + line(man(), "1,,,") + line(man(), "9,,,"));
        rosters.remove(officer, draft, 3, true, NOW);
        DraftVerdict out = rosters.verdict(officer, draft, TODAY);
        assertThat(List.of(out.bad(), out.good(), out.count(RosterLine.Standing.REMOVED)))
                .containsExactly(0, 1, 1);
        rosters.remove(officer, draft, 3, false, NOW);
        assertThat(rosters.verdict(officer, draft, TODAY).bad()).isEqualTo(1);
    }

    @Test
    void whatTheOfficerDidNotSeeIsNotEnrolled() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        DraftId draft = upload(officer, HEAD + line(man(), "1,,,"));
        for (Enrolling wrong : List.of(
                new Enrolling(2, Money.ofYuan(95), null),
                new Enrolling(1, Money.ofYuan(94), null),
                new Enrolling(1, Money.ofYuan(95), TODAY),
                new Enrolling(1, Money.ofYuan(95), TODAY.plusMonths(4)))) {
            assertThatThrownBy(() -> rosters.enrol(officer, draft, wrong, NOW)).isInstanceOf(Refusal.class);
        }
        assertThat(coversOf(unit)).isZero();
    }

    @Test
    void anotherUnitsDraftIsNotThere() throws IOException {
        DraftId draft = upload(data.officer(data.unit(TestData.DAYE)), HEAD + line(man(), "1,,,"));
        Actor other = data.officer(data.unit(TestData.DAYE));
        assertThatThrownBy(() -> rosters.verdict(other, draft, TODAY)).hasMessage("not_found");
        assertThatThrownBy(() -> rosters.enrol(other, draft, new Enrolling(1, Money.ofYuan(95), null), NOW))
                .hasMessage("not_found");
        assertThatThrownBy(() -> rosters.list(data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI), null))
                .hasMessage("not_allowed");
    }

    @Test
    void theDraftHoldsNobodyInClear() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId id = man();
        DraftId draft = upload(officer, HEAD + line(id, "1,,,"));
        rosters.fix(officer, draft, new CellFix(2, 3, "13800138000"), NOW);
        String dump =
                jdbc.sql("""
                        select string_agg(d::text, ' ') || (select string_agg(f::text, ' ') from enrolment.draft_fix f)
                        from enrolment.draft d where d.id = :id
                        """).param("id", draft.value()).query(String.class).single();
        assertThat(dump)
                .doesNotContain(id.number())
                .doesNotContain("13800138000")
                .doesNotContain("张三");
        assertThat(dump)
                .doesNotContain(java.util.HexFormat.of().formatHex(id.number().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void badRowsComeBackInTheirOwnFormatWithReasonsAndNoFormulas() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        BadRows.Reasons reasons = new BadRows.Reasons() {
            @Override
            public String heading() {
                return "问题";
            }

            @Override
            public String fileSuffix() {
                return "-需要改";
            }

            @Override
            public String of(RowIssue issue) {
                return issue.code().code();
            }
        };
        ResidentId id = man();
        DraftId csv = upload(officer, HEAD + line(man(), "1,,,") + "\"=cmd|x\"," + id.number() + ",男,1391,1,,,\n");
        BadRows file = rosters.badRowsFile(officer, csv, reasons, NOW);
        assertThat(file.fileName()).isEqualTo("名册-需要改.csv");
        assertThat(new String(file.bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                        .get(1))
                .isEqualTo("\"'=cmd|x\",\"'" + id.number()
                        + "\",\"男\",\"1391\",\"1\",\"\",\"\",\"\",\"formula_cell；phone_length\"");

        DraftId xlsx = rosters.upload(officer, "daye.xlsx", Path.of("src/test/resources/rosters/daye-1695.xlsx"), NOW);
        BadRows sheet = rosters.badRowsFile(officer, xlsx, reasons, NOW);
        RosterSheet again = RosterSheet.read(Files.write(folder.resolve("bad.xlsx"), sheet.bytes()));
        assertThat(again.rows()).hasSize(19);
        assertThat(again.titles()).hasSize(13).endsWith("问题");
        assertThat(again.rows().get(0).cell(3).text()).isEqualTo("420281198811120150");
        assertThat(again.rows().get(0).cell(12).text()).isEqualTo("id_check_digit");
    }

    @Test
    void anEnrolmentThatFailsHalfWayLeavesNothing() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        ResidentId id = man();
        DraftId draft = upload(officer, HEAD + line(id, "1,,,") + line(man(), "1,,,"));
        jdbc.sql("create function enrolment.fail_" + unit.id().value()
                        + "() returns trigger language plpgsql as $$ begin raise 'the plug was pulled'; end $$")
                .update();
        jdbc.sql("create trigger fail_" + unit.id().value()
                        + " before insert on enrolment.cover for each row when (new.row_number = 3 and new.unit = "
                        + unit.id().value() + ") execute function enrolment.fail_"
                        + unit.id().value() + "()")
                .update();
        assertThatThrownBy(() -> enrol(officer, draft)).rootCause().hasMessageContaining("plug");
        assertThat(coversOf(unit)).isZero();
        assertThat(people.find(TestData.FUND, id)).isEmpty();
        assertThat(rosters.submissions(officer, draft)).isEmpty();
        jdbc.sql("drop trigger fail_" + unit.id().value() + " on enrolment.cover")
                .update();
        assertThat(enrol(officer, draft).people()).isEqualTo(2);
    }

    // Covers

    @Test
    void coverStartsTheDayAfterTheMoneyAndWaitsOnceForIllness() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId id = man();
        Submission submission = enrol(officer, upload(officer, HEAD + line(id, "1,,,1")));
        assertThat(covers.inForce(TestData.FUND, person(id), TODAY.plusDays(1))).isEmpty();
        covers.activate(TestData.FUND, submission.id(), TODAY);
        covers.activate(TestData.FUND, submission.id(), TODAY.plusDays(5));
        List<Cover> held = covers.inForce(TestData.FUND, person(id), TODAY.plusDays(1));
        assertThat(held).hasSize(2);
        assertThat(covers.inForce(TestData.FUND, person(id), TODAY)).isEmpty();
        LocalDate start = TODAY.plusDays(1);
        assertThat(period(id, HOSPITAL))
                .isEqualTo(new Cover.Period(DateRange.yearFrom(start), start, start, start.plusDays(30)));
        assertThat(period(id, new PlanCode("accident")).waitingUntil()).isEqualTo(start);
    }

    @Test
    void everyMemberIsToldWhatBegan() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId one = man();
        ResidentId two = man();
        Submission submission = enrol(officer, upload(officer, HEAD + line(one, "1,,,1") + line(two, "1,,,")));
        covers.activate(TestData.FUND, submission.id(), TODAY);
        covers.announce(TestData.FUND, submission.id(), NOW);
        assertThat(messages(one)).containsExactly("notice.cover.started 住院医疗、意外伤害 2026-02-11 2027-02-10");
        assertThat(messages(two)).containsExactly("notice.cover.started 住院医疗 2026-02-11 2027-02-10");
    }

    private List<String> messages(ResidentId id) {
        return jdbc.sql(
                        "select template || ' ' || array_to_string(args, ' ') from notice.message where person = :person")
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
        covers.activate(TestData.FUND, submission.id(), TODAY);
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

    private void takeOver(Unit unit, ResidentId id, LocalDate from) {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        Covers.Member member = new Covers.Member(new NewPerson("张三", id, "13912345678", null), HOSPITAL, 1, null);
        Submission taken = covers.importHistory(admin, new Covers.History(unit.id(), from, List.of(member)), NOW);
        covers.activate(TestData.FUND, taken.id(), from.minusDays(1));
    }

    private void renew(Unit unit, ResidentId id, LocalDate matched) {
        Actor officer = data.officer(unit);
        Instant then =
                matched.atTime(9, 0).atZone(org.tongzhou.kernel.FundClock.ZONE).toInstant();
        try {
            Path file = Files.writeString(folder.resolve(id.number() + ".csv"), HEAD + line(id, "1,,,"));
            DraftId draft = rosters.upload(officer, "x.csv", file, then);
            Submission submission = rosters.enrol(officer, draft, asSeen(officer, draft, matched), then);
            covers.activate(TestData.FUND, submission.id(), matched);
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
        Covers.Member member = new Covers.Member(new NewPerson("张三", id, null, null), HOSPITAL, 1, since);
        Submission taken = covers.importHistory(admin, new Covers.History(unit.id(), from, List.of(member)), NOW);
        assertThat(taken.total()).isEqualTo(Money.ofYuan(95));
        covers.activate(TestData.FUND, taken.id(), TODAY);
        assertThat(period(id, HOSPITAL))
                .isEqualTo(new Cover.Period(DateRange.yearFrom(from), since, since, since.plusDays(30)));
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
