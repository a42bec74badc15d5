package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tongzhou.enrolment.SampleRegion.FUND;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanSets;
import org.tongzhou.testing.RoomTest;

/** What only all rows together tell, fees that go by it, and plans that end, in a region whose plans state them. */
@RoomTest
class WholeRosterTest {
    @Autowired
    private SampleRegion region;

    @Autowired
    private Rosters rosters;

    @Autowired
    private Submissions submissions;

    @Autowired
    private Covers covers;

    @Autowired
    private Starts starts;

    @Autowired
    private People people;

    @Autowired
    private UnitClosing closing;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** A line for each number of units; people of forty, the first ones younger by the years given. */
    private static String csv(String heading, List<Integer> units, int... younger) {
        List<Map.Entry<NewPerson, Map<String, String>>> rows = IntStream.range(0, units.size())
                .mapToObj(i -> Map.entry(
                        SampleRegion.person(40 - (i < younger.length ? younger[i] : 0)),
                        Map.of(heading, units.get(i).toString())))
                .toList();
        return SampleRegion.csv(List.of(heading), rows);
    }

    private static List<Integer> bad(DraftVerdict verdict, RowCode code) {
        return verdict.lines(line -> line.errors().stream().anyMatch(it -> it.code() == code)).stream()
                .map(RosterLine::number)
                .toList();
    }

    @Test
    void membersOfAUnitHoldEqualUnitsOfAPlanThatSaysSo() {
        Actor officer = region.officer(region.unit(UnitKind.OTHER, 9, null));
        List<Map.Entry<NewPerson, Map<String, String>>> rows = IntStream.of(2, 1, 2)
                .mapToObj(units -> Map.entry(
                        SampleRegion.person(40), Map.of("职业类别", "1", "住院互助", "1", "大病附加", Integer.toString(units))))
                .toList();
        List<String> headings = List.of("职业类别", "住院互助", "大病附加");
        DraftId first = region.upload(officer, SampleRegion.csv(headings, rows), TODAY);
        DraftVerdict verdict = rosters.verdict(officer, first, TODAY);
        assertThat(bad(verdict, RowCode.UNITS_NOT_EQUAL)).containsExactly(3);
        assertThat(verdict.lines().get(1).errors().get(0).facts())
                .containsExactly("大病附加", "1", "2", "Serious illness add-on");
        assertThat(region.enrol(officer, first, TODAY).people()).isEqualTo(2);

        rosters.fix(officer, first, List.of(new CellFix(3, 5, "3")), NOW);
        assertThat(bad(rosters.verdict(officer, first, TODAY), RowCode.UNITS_NOT_EQUAL))
                .as("held against those who are enrolled already")
                .containsExactly(3);
        rosters.fix(officer, first, List.of(new CellFix(3, 5, "2")), NOW);
        assertThat(rosters.verdict(officer, first, TODAY).bad()).isZero();
    }

    @Test
    void tooFewOfTheStaffEnrolNobodyAndTheAverageAgeOfThoseWhoJoinIsTheFee() {
        Actor officer = region.officer(region.unit(UnitKind.ENTERPRISE, 5, null));
        DraftId two = region.upload(officer, csv("团体意外", List.of(1, 1)), TODAY);
        DraftVerdict few = rosters.verdict(officer, two, TODAY);
        assertThat(few.whole())
                .extracting(RowIssue::row, RowIssue::code)
                .containsExactly(tuple(RowIssue.WHOLE, RowCode.TOO_FEW_JOIN));
        assertThat(few.whole().get(0).facts()).containsExactly("团体意外", "2", "3", "5", "Group accident");
        refused("roster_whole", () -> rosters.enrol(officer, two, region.asSeen(officer, two, TODAY), NOW));

        DraftId three = region.upload(officer, csv("团体意外", List.of(1, 3, 1), 8, 8), TODAY);
        DraftVerdict enough = rosters.verdict(officer, three, TODAY);
        assertThat(enough.whole()).isEmpty();
        assertThat(enough.policies().get(0).averageAgeTenths())
                .as("32, 32 and 40 years")
                .hasValue(347);
        assertThat(enough.fee()).as("5 × 40 and the registration").isEqualTo(Money.ofFen(21_234));
        Submission submission = region.enrol(officer, three, TODAY);
        assertThat(submission.total()).isEqualTo(Money.ofFen(21_234));
        assertThat(covers.fees(FUND, submission.id()).values()).containsExactly(Money.ofFen(21_234));
        assertThat(rosters.verdict(officer, two, TODAY).whole())
                .as("five of five with those who hold it already")
                .isEmpty();
    }

    /** They are of its staff, and the floor is of the staff. */
    @Test
    void whoIsCoveredThroughAUnitThatWasMergedIntoThisOneCountsTowardsItsFloor() {
        Unit gone = region.unit(UnitKind.ENTERPRISE, 3, null);
        Submission three = enrolled(gone, csv("团体意外", List.of(1, 1, 1)));
        starts.activate(FUND, three.id(), TODAY);
        Unit unit = region.unit(UnitKind.ENTERPRISE, 6, null);
        Actor officer = region.officer(unit);
        DraftId draft = region.upload(officer, csv("团体意外", List.of(1)), TODAY);
        assertThat(rosters.verdict(officer, draft, TODAY).whole())
                .extracting(RowIssue::code)
                .containsExactly(RowCode.TOO_FEW_JOIN);
        merge(gone, unit);
        assertThat(rosters.verdict(officer, draft, TODAY).whole())
                .as("four of six")
                .isEmpty();
    }

    @Test
    void whoIsCoveredThroughAUnitThatWasMergedIntoThisOneHoldsEqualUnitsToo() {
        List<String> headings = List.of("职业类别", "住院互助", "大病附加");
        List<Map.Entry<NewPerson, Map<String, String>>> two =
                List.of(Map.entry(SampleRegion.person(40), Map.of("职业类别", "1", "住院互助", "1", "大病附加", "2")));
        List<Map.Entry<NewPerson, Map<String, String>>> one =
                List.of(Map.entry(SampleRegion.person(40), Map.of("职业类别", "1", "住院互助", "1", "大病附加", "1")));
        Unit gone = region.unit(UnitKind.OTHER, 9, null);
        enrolled(gone, SampleRegion.csv(headings, two));
        Unit unit = region.unit(UnitKind.OTHER, 9, null);
        Actor officer = region.officer(unit);
        DraftId draft = region.upload(officer, SampleRegion.csv(headings, one), TODAY);
        assertThat(rosters.verdict(officer, draft, TODAY).bad()).isZero();
        merge(gone, unit);
        assertThat(bad(rosters.verdict(officer, draft, TODAY), RowCode.UNITS_NOT_EQUAL))
                .containsExactly(2);
    }

    private void merge(Unit unit, Unit into) {
        closing.close(region.admin(), unit.id(), new UnitClosing.Closure(into.code(), "并入另一单位"), NOW);
    }

    @Test
    void aTenthAboveTheBandCostsTheNextOne() {
        Actor officer = region.officer(region.unit(UnitKind.INSTITUTION, 2, null));
        DraftId draft = region.upload(officer, csv("团体意外", List.of(1, 1), 10, 0), TODAY);
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        assertThat(verdict.fee()).as("35.0 years").isEqualTo(Money.ofFen(9_234));
        Actor other = region.officer(region.unit(UnitKind.INSTITUTION, 2, null));
        DraftId older = region.upload(other, csv("团体意外", List.of(1, 1), 9, 0), TODAY);
        assertThat(rosters.verdict(other, older, TODAY).fee()).as("35.5 years").isEqualTo(Money.ofFen(13_234));
    }

    @Test
    void aUnitOfAnotherKindOrWithoutStaffIsTold() {
        Actor office = region.officer(region.unit(UnitKind.GOVERNMENT, 5, null));
        DraftVerdict verdict = rosters.verdict(office, region.upload(office, csv("团体意外", List.of(1)), TODAY), TODAY);
        assertThat(bad(verdict, RowCode.UNIT_TYPE_NOT_ADMITTED)).containsExactly(2);
        Actor gig = region.officer(region.unit(UnitKind.GIG_UNION, 5, null));
        DraftVerdict unnamed = rosters.verdict(gig, region.upload(gig, csv("互济", List.of(1)), TODAY), TODAY);
        assertThat(bad(unnamed, RowCode.UNIT_TYPE_NOT_ADMITTED))
                .as("no fee for it")
                .containsExactly(2);
        Actor unstated = region.officer(region.unit(UnitKind.ENTERPRISE, 0, null));
        assertThat(rosters.verdict(unstated, region.upload(unstated, csv("团体意外", List.of(1)), TODAY), TODAY)
                        .whole())
                .extracting(RowIssue::code)
                .containsExactly(RowCode.STAFF_UNKNOWN);
    }

    @Test
    void aPlansOwnSharesHoldUntilTheUnitAgreesOnOthers() {
        Submission planned = enrolled(region.unit(UnitKind.ENTERPRISE, 9, null));
        FeeSplit byPlan = submissions.split(FUND, planned.id(), FeeShares.worker());
        assertThat(byPlan.shares().amounts())
                .as("50.01 by the plan's halves, 60 by the unit's worker")
                .containsExactly(
                        Map.entry(Payer.WORKER, Money.ofYuan(60)),
                        Map.entry(Payer.EMPLOYER, Money.ofFen(2_501)),
                        Map.entry(Payer.COUNTY_UNION, Money.ofFen(2_500)));
        FeeShares agreed = new FeeShares(10_000, 0, 0, 0);
        Submission other = enrolled(region.unit(UnitKind.ENTERPRISE, 9, agreed));
        assertThat(submissions.split(FUND, other.id(), agreed).shares().amounts())
                .containsExactly(Map.entry(Payer.WORKER, Money.ofFen(11_001)));
    }

    private Submission enrolled(Unit unit) {
        return enrolled(
                unit,
                SampleRegion.csv(
                        List.of("职业类别", "住院互助", "互济"),
                        List.of(Map.entry(SampleRegion.person(30), Map.of("职业类别", "1", "住院互助", "1", "互济", "1")))));
    }

    private Submission enrolled(Unit unit, String csv) {
        Actor officer = region.officer(unit);
        return region.enrol(officer, region.upload(officer, csv, TODAY), TODAY);
    }

    // Plans that end

    @Test
    void aRenewalGoesOnInTheSuccessorWithoutAGapOrANewWait() {
        Unit unit = region.unit(UnitKind.ENTERPRISE, 9, null);
        Actor officer = region.officer(unit);
        NewPerson person = SampleRegion.person(40);
        LocalDate joined = TODAY.minusYears(1).plusDays(5);
        region.hold(unit, person, "medical-old", joined);
        DraftId closed = region.upload(officer, row(person, "旧住院"), TODAY);
        DraftVerdict verdict = rosters.verdict(officer, closed, TODAY);
        assertThat(bad(verdict, RowCode.PLAN_RETIRED)).containsExactly(2);
        assertThat(verdict.lines().get(0).errors().get(0).facts())
                .containsExactly("旧住院", "2026-02-01", "住院互助", "Regional hospital");

        DraftId next = region.upload(officer, row(person, "住院互助"), TODAY);
        assertThat(rosters.verdict(officer, next, TODAY).count(RosterLine.Standing.RENEWAL))
                .isEqualTo(1);
        Submission renewed = region.enrol(officer, next, TODAY);
        assertThat(starts.activate(FUND, renewed.id(), TODAY)).isEmpty();
        Cover cover = cover(person, "medical");
        assertThat(Objects.requireNonNull(cover.period()))
                .extracting(it -> it.term().from(), Cover.Period::continuousSince, Cover.Period::waitingUntil)
                .containsExactly(joined.plusYears(1), joined, joined.plusDays(30));
    }

    @Test
    void anEarlyRenewalThatWouldBeginAfterTheLastDayIsSentToTheSuccessor() {
        Unit unit = region.unit(UnitKind.ENTERPRISE, 9, null);
        Actor officer = region.officer(unit);
        NewPerson person = SampleRegion.person(40);
        LocalDate early = LocalDate.of(2026, 1, 25);
        region.hold(unit, person, "medical-old", LocalDate.of(2025, 2, 20));
        DraftId draft = region.upload(officer, row(person, "旧住院"), early);
        assertThat(bad(rosters.verdict(officer, draft, early), RowCode.PLAN_RETIRED))
                .containsExactly(2);
        DraftId next = region.upload(officer, row(person, "住院互助"), early);
        assertThat(rosters.verdict(officer, next, early).count(RosterLine.Standing.RENEWAL))
                .isEqualTo(1);
    }

    @Test
    void afterItsLastDayNothingOfAPlanStarts() {
        LocalDate lastDay = LocalDate.of(2026, 1, 31);
        for (int late : new int[] {1, 0}) {
            Unit unit = region.unit(UnitKind.ENTERPRISE, 9, null);
            Actor officer = region.officer(unit);
            NewPerson person = SampleRegion.person(40);
            LocalDate enrolledOn = lastDay.minusDays(3);
            Submission submission =
                    region.enrol(officer, region.upload(officer, row(person, "旧住院"), enrolledOn), enrolledOn);
            LocalDate paidOn = lastDay.minusDays(1).plusDays(late);
            assertThat(starts.activate(FUND, submission.id(), paidOn))
                    .isEqualTo(late == 1 ? Set.of(submission.id()) : Set.of());
            assertThat(cover(person, "medical-old").state())
                    .isEqualTo(late == 1 ? Cover.State.PLAN_CLOSED : Cover.State.ACTIVE);
        }
        NewPerson late = SampleRegion.person(40);
        Unit unit = region.unit(UnitKind.ENTERPRISE, 9, null);
        Actor officer = region.officer(unit);
        DraftId draft = region.upload(officer, row(late, "旧住院"), lastDay);
        DraftVerdict onTheLastDay = rosters.verdict(officer, draft, lastDay);
        assertThat(bad(onTheLastDay, RowCode.PLAN_RETIRED))
                .as("no cover could start")
                .containsExactly(2);
        assertThat(bad(rosters.verdict(officer, draft, lastDay.minusDays(1)), RowCode.PLAN_RETIRED))
                .isEmpty();
        refused("plan_not_in_force", () -> region.hold(unit, late, "medical-old", lastDay.plusDays(1)));
    }

    /** The successor's term goes on from it; whoever awaited it again would begin as if there were no such term. */
    @Test
    void aTermThatTheSuccessorGoesOnFromIsNeitherTakenBackNorGivenUp() {
        Unit unit = region.unit(UnitKind.ENTERPRISE, 9, null);
        NewPerson person = SampleRegion.person(40);
        LocalDate first = LocalDate.of(2026, 1, 31);
        LocalDate before = first.minusDays(1);
        Submission old = region.hold(unit, person, "medical-old", first);
        Submission next = ofSuccessor(region.take(unit, person, "neighbours", first.plusYears(1)));
        assertThat(submissions.awaitAgain(FUND, old.id(), before))
                .as("awaits the successor")
                .isFalse();
        starts.activate(FUND, next.id(), before);
        assertThat(submissions.awaitAgain(FUND, old.id(), before)).isFalse();
        Submissions.Leavers all = new Submissions.Leavers(Set.of(), true, new PersonId(1));
        refused(
                "cover_continued",
                List.of(first.plusYears(1)),
                () -> submissions.withdraw(FUND, old.id(), all, SampleRegion.at(before)));
        submissions.withdraw(FUND, next.id(), all, SampleRegion.at(before));
        assertThat(submissions.awaitAgain(FUND, old.id(), before)).isTrue();
    }

    /** As if it had been enrolled for the plan that goes on for the old one, of which no history can be taken over. */
    private Submission ofSuccessor(Submission submission) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update enrolment.choice set plan = 'medical' where fund = 61 and submission = ?")
                    .param(submission.id().value())
                    .update();
        });
        return submission;
    }

    private static String row(NewPerson person, String plan) {
        return SampleRegion.csv(List.of("职业类别", plan), List.of(Map.entry(person, Map.of("职业类别", "1", plan, "1"))));
    }

    private Cover cover(NewPerson person, String plan) {
        return covers.of(FUND, people.find(FUND, person.id()).orElseThrow()).stream()
                .filter(cover -> cover.plan().value().equals(plan))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTemplateAsksForWhatThePlansAskFor() {
        Actor officer = region.officer(region.unit(UnitKind.ENTERPRISE, 9, null));
        assertThat(rosters.template(officer, "t.xlsx", "填表说明", TODAY).bytes()).isNotEmpty();
        List<String> titles = RosterTemplate.titles(
                RosterTerms.of(TODAY, PlanSets.book(SampleRegion.PLANS).versions())
                        .open());
        assertThat(titles)
                .containsSubsequence("职业类别", "职工医保", "月收入", "住院互助", "大病附加")
                .doesNotContain("旧住院");
    }
}
