package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.testing.TestData;

@TestPropertySource(properties = "tongzhou.house=rosters") // sample people of its own, in a database of its own
class RostersTest extends RosterRoom {
    @Autowired
    Submissions submissions;

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
        starts.activate(TestData.FUND, submission.id(), TODAY);

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

    /** Without a day that the unit names, cover begins tomorrow at the earliest: ages are those of that day. */
    @Test
    void whoTurnsSixtyOneOnTheFirstDayOfCoverIsTooOldAndWhoTurnsSixteenIsNot() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        LocalDate first = TODAY.plusDays(1);
        String csv = HEAD
                + line(TestData.residentId(Sex.MALE, first.minusYears(61)), "1,,,")
                + line(TestData.residentId(Sex.MALE, first.minusYears(61).plusDays(1)), "1,,,")
                + line(TestData.residentId(Sex.MALE, first.minusYears(16)), "1,,,");
        DraftVerdict verdict = rosters.verdict(officer, upload(officer, csv), TODAY);
        assertThat(verdict.errors()).containsOnlyKeys(RowCode.TOO_OLD);
        assertThat(verdict.good()).isEqualTo(2);
    }

    @Test
    void aUnitThatWasClosedHandsInNoRosterAndEnrolsNobodyOutOfOneThatLiesThere() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        String csv = HEAD + line(man(), "1,1,,1");
        DraftId draft = upload(officer, csv);
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        closing.close(admin, unit.id(), new UnitClosing.Closure("", "单位已经注销"), NOW);
        List<String> since = List.of(unit.name(), TODAY.toString());
        refused("unit_closed", since, () -> upload(officer, csv + line(man(), "1,1,,1")));
        refused("unit_closed", since, () -> enrol(officer, draft));
        closing.reopen(admin, unit.id(), "注销登记有误", NOW);
        assertThat(enrol(officer, draft).people()).isEqualTo(1);
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

    /** A thousand times by {@code ./bench safety rosters}. */
    @Test
    void oneRosterUploadedTwiceAtOnceEnrolsNobodyTwice() throws Exception {
        int tries = Integer.getInteger("tongzhou.rosters.tries", 2);
        for (int i = 0; i < tries; i++) {
            uploadedTwiceAtOnce(data.unit(TestData.DAYE));
        }
        System.out.println(tries + " rosters uploaded twice at once, each of their people enrolled once");
    }

    private void uploadedTwiceAtOnce(Unit unit) throws Exception {
        Actor officer = data.officer(unit);
        Path file = Files.writeString(folder.resolve("same.csv"), HEAD + line(man(), "1,1,,1") + line(man(), "1,,,"));
        List<DraftId> drafts = atOnce(2, i -> rosters.upload(officer, "a.csv", file, NOW));
        assertThat(Set.copyOf(drafts)).hasSize(1);
        Enrolling seen = asSeen(officer, drafts.get(0), TODAY);
        List<SubmissionId> enrolled =
                atOnce(2, i -> rosters.enrol(officer, drafts.get(i), seen, NOW).id());
        assertThat(Set.copyOf(enrolled)).hasSize(1);
        assertThat(coversOf(unit)).isEqualTo(4);
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
        rosters.fix(officer, draft, List.of(new CellFix(3, 3, "13912345670")), NOW);
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        assertThat(verdict.bad()).isZero();
        assertThat(verdict.count(RosterLine.Standing.ENROLLED)).isEqualTo(1);
        assertThat(verdict.lines().get(1).fixed()).isTrue();
        Submission second = enrol(officer, draft);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.people()).isEqualTo(1);
        assertThat(rosters.find(officer, draft).state()).isEqualTo(Draft.State.ENROLLED);
        assertThatThrownBy(() -> rosters.fix(officer, draft, List.of(new CellFix(3, 3, "x")), NOW))
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
        List<CellFix> both = List.of(new CellFix(2, 3, "13912345670"), new CellFix(3, 3, "13912345670"));
        assertThat(rosters.fix(officer, draft, both, NOW)).containsExactly(2);
        assertThat(rosters.verdict(officer, draft, TODAY).lines())
                .extracting(RosterLine::fixed)
                .containsExactly(false, true);
    }

    @Test
    void theRowOfWhoLeftTheBillIsTakenOutBeforeTheRestIsEnrolled() throws IOException {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        ResidentId leaving = man();
        ResidentId late = man();
        DraftId draft = upload(
                officer,
                HEAD + line(man(), "1,,,") + line(leaving, "1,,,") + "李四," + late.number() + ",男,1391234567,1,,,\n");
        Submission first = enrol(officer, draft);
        submissions.withdraw(TestData.FUND, first.id(), leavers(person(leaving)), NOW);
        rosters.fix(officer, draft, List.of(new CellFix(4, 3, "13912345670")), NOW);
        rosters.remove(officer, draft, 3, true, NOW);
        assertThatThrownBy(() -> rosters.remove(officer, draft, 2, true, NOW)).hasMessage("roster_enrolled_already");
        assertThat(enrol(officer, draft).people()).isEqualTo(1);
        assertThat(covers.of(TestData.FUND, person(leaving))).isEmpty();
    }

    @Test
    void aRosterThatIsClosedEnrolsNobodyAgainAfterItsBillIsCancelled() throws IOException {
        Unit unit = data.unit(TestData.DAYE);
        Actor officer = data.officer(unit);
        String csv = HEAD + line(man(), "1,,,");
        DraftId draft = upload(officer, csv);
        Submission first = enrol(officer, draft);
        submissions.withdraw(TestData.FUND, first.id(), leavers(), NOW);
        assertThatThrownBy(() -> enrol(officer, draft)).hasMessage("roster_enrolled_already");
        assertThat(rosters.submissions(officer, draft)).hasSize(1);
        assertThat(enrol(officer, upload(officer, csv)).people()).isEqualTo(1);
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
        rosters.fix(officer, draft, List.of(new CellFix(2, 3, "13800138000")), NOW);
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
        SheetFile file = rosters.badRowsFile(officer, csv, reasons, NOW);
        assertThat(file.fileName()).isEqualTo("名册-需要改.csv");
        assertThat(new String(file.bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                        .get(1))
                .isEqualTo("\"'=cmd|x\",\"" + (id.number().endsWith("X") ? "" : "'") + id.number()
                        + "\",\"男\",\"1391\",\"1\",\"\",\"\",\"\",\"formula_cell；phone_length\"");

        DraftId xlsx = rosters.upload(officer, "daye.xlsx", Path.of("src/test/resources/rosters/daye-1695.xlsx"), NOW);
        SheetFile sheet = rosters.badRowsFile(officer, xlsx, reasons, NOW);
        RosterSheet again = RosterSheet.read(Files.write(folder.resolve("bad.xlsx"), sheet.bytes()), Heading.PEOPLE);
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
                        + " before insert on enrolment.awaited for each row when (new.row_number = 3)"
                        + " execute function enrolment.fail_"
                        + unit.id().value() + "()")
                .update();
        assertThatThrownBy(() -> enrol(officer, draft)).rootCause().hasMessageContaining("plug");
        assertThat(coversOf(unit)).isZero();
        assertThat(people.find(TestData.FUND, id)).isEmpty();
        assertThat(rosters.submissions(officer, draft)).isEmpty();
        jdbc.sql("drop trigger fail_" + unit.id().value() + " on enrolment.awaited")
                .update();
        assertThat(enrol(officer, draft).people()).isEqualTo(2);
    }
}
