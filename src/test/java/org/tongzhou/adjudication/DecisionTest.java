package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.adjudication.Golden.amount;
import static org.tongzhou.adjudication.Golden.bill;
import static org.tongzhou.adjudication.Golden.confirmed;
import static org.tongzhou.adjudication.Golden.cover;
import static org.tongzhou.adjudication.Golden.day;
import static org.tongzhou.adjudication.Golden.plan;
import static org.tongzhou.adjudication.Golden.reasons;
import static org.tongzhou.adjudication.Golden.stay;
import static org.tongzhou.adjudication.Golden.upTo;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

class DecisionTest {
    private static final CoverFacts FIRST_YEAR = cover("hospital", 1, "2026-02-11");
    private static final LocalDate ACCIDENT = day("2025-06-01");

    @ParameterizedTest
    @CsvSource({"2026-02-11, false", "2026-03-12, false", "2026-03-13, true", "2027-02-10, true"})
    void waitingPeriodEndsAfterThirtyDays(String admitted, boolean pays) {
        Decision decision = hospital(FIRST_YEAR, stay(admitted, "K80.2", bill("1000")));
        assertThat(reasons(decision)).isEqualTo(pays ? List.of() : List.of(Reason.Code.WAITING_PERIOD));
    }

    @Test
    void claimInsideTheWaitingPeriodNamesItsClauseAndLastDay() {
        Decision decision = hospital(FIRST_YEAR, stay("2026-03-01", "K80.2", bill("1000")));
        Reason reason = ((Decision.NotPayable) decision).reasons().get(0);
        assertThat(reason.clause()).contains("hospital-2025 §3");
        assertThat(reason.facts()).extracting(fact -> fact.value()).containsExactly("2026-03-01", "2026-03-12", "30");
    }

    @Test
    void continuousRenewalHasNoWaitingPeriod() {
        CoverFacts renewed = new CoverFacts(
                new PlanCode("hospital"), 1, DateRange.yearFrom(day("2026-02-11")), day("2025-02-11"), Sex.MALE);
        assertThat(amount(hospital(renewed, stay("2026-02-11", "K80.2", bill("1000")))))
                .isEqualTo(Money.ofYuan(700));
    }

    @Test
    void accidentsHaveNoWaitingPeriod() {
        CoverFacts cover = cover("gig-accident", 1, "2025-06-01");
        assertThat(reasons(gig(cover, accident(ACCIDENT, bill("10"))))).isEmpty();
    }

    @Test
    void stayAcrossRenewalIsJudgedByItsAdmission() {
        CoverFacts old = cover("hospital", 1, "2025-02-11");
        CoverFacts renewed = new CoverFacts(
                new PlanCode("hospital"), 1, DateRange.yearFrom(day("2026-02-11")), day("2025-02-11"), Sex.MALE);
        ClaimFacts across = stay("2026-02-10", "K80.2", bill("1000"));
        assertThat(amount(hospital(old, across))).isEqualTo(Money.ofYuan(700));
        assertThat(reasons(hospital(renewed, across))).containsExactly(Reason.Code.OUTSIDE_COVER);
    }

    @Test
    void allReasonsAreCollected() {
        CoverFacts man = new CoverFacts(
                new PlanCode("women"), 1, DateRange.yearFrom(day("2026-02-11")), day("2026-02-11"), Sex.MALE);
        Decision decision =
                Adjudication.decide(plan("women"), man, stay("2026-02-10", "K80.2", bill("1")), UsedSoFar.NOTHING);
        assertThat(reasons(decision))
                .containsExactly(
                        Reason.Code.OUTSIDE_COVER,
                        Reason.Code.WAITING_PERIOD,
                        Reason.Code.WRONG_SEX,
                        Reason.Code.NOT_IN_CLASS);
    }

    @Test
    void versionThatDidNotHoldOnTheDayDoesNotDecide() {
        CoverFacts cover = cover("hospital", 1, "2024-06-01");
        assertThat(reasons(hospital(cover, stay("2024-12-31", "K80.2", bill("1")))))
                .containsExactly(Reason.Code.PLAN_NOT_IN_FORCE);
    }

    @Test
    void outOfScopeCostAloneIsNotPaid() {
        ClaimFacts facts = stay("2025-09-01", "K80.2", Bill.selfPay(Money.ZERO, Money.ofYuan(500)));
        assertThat(reasons(hospital(cover("hospital", 1, "2025-01-01"), facts)))
                .containsExactly(Reason.Code.NOTHING_BORNE);
        assertThat(reasons(hospital(cover("hospital", 1, "2025-01-01"), stay("2025-09-01", "K80.2"))))
                .containsExactly(Reason.Code.NO_BILL);
    }

    @Test
    void secondSumOfATermIsNotPaid() {
        CoverFacts cover = cover("critical", 2, "2025-01-01");
        ClaimFacts facts = confirmed(stay("2025-09-01", "C16.9", bill("1")), "malignant_tumour_severe");
        Decision first = Adjudication.decide(plan("critical"), cover, facts, UsedSoFar.NOTHING);
        UsedSoFar used = UsedSoFar.NOTHING.plus(((Decision.Payable) first).consumption());
        assertThat(amount(first)).isEqualTo(Money.ofYuan(20_000));
        assertThat(reasons(Adjudication.decide(plan("critical"), cover, facts, used)))
                .containsExactly(Reason.Code.ALREADY_USED);
        ClaimFacts next = confirmed(stay("2026-09-01", "C16.9", bill("1")), "malignant_tumour_severe");
        CoverFacts nextYear = cover("critical", 2, "2026-01-01");
        assertThat(amount(Adjudication.decide(plan("critical"), nextYear, next, used)))
                .isEqualTo(Money.ofYuan(20_000));
    }

    @Test
    void personMayConfirmAClassThatTheCodeDoesNotOpenOrNone() {
        CoverFacts cover = cover("critical", 1, "2025-01-01");
        ClaimFacts facts = stay("2025-09-01", "I25.1", bill("1"));
        assertThat(reasons(critical(cover, facts))).containsExactly(Reason.Code.NOT_IN_CLASS);
        Decision bypass = critical(cover, confirmed(facts, "cabg"));
        assertThat(amount(bypass)).isEqualTo(Money.ofYuan(10_000));
        assertThat(bypass.explanation().steps()).extracting(Step::code).contains("class_by_person");
        ClaimFacts heart = stay("2025-09-01", "I21.0", bill("1"));
        assertThat(upTo(critical(cover, heart))).contains(Money.ofYuan(10_000));
        assertThat(reasons(critical(cover, confirmed(heart, Findings.NO_CLASS))))
                .containsExactly(Reason.Code.NOT_IN_CLASS);
    }

    @Test
    void onlyMildIsProposedUpToTheMildSumAfterNothing() {
        CoverFacts cover = cover("critical", 4, "2025-01-01");
        LimitKey key = new LimitKey("critical/diagnosis", "term:2025-01-01");
        UsedSoFar mild = UsedSoFar.NOTHING.plus(java.util.Map.of(key, 1_200_000L));
        ClaimFacts heart = stay("2025-09-01", "I21.0", bill("1"));
        assertThat(upTo(Adjudication.decide(plan("critical"), cover, heart, mild)))
                .as("severe 40,000 less mild 12,000 paid")
                .contains(Money.ofYuan(28_000));
    }

    @Test
    void gigCostIsCappedOverTheTerm() {
        CoverFacts cover = cover("gig-accident", 1, "2025-01-01");
        Decision first = gig(cover, accident(ACCIDENT, bill("15000.01")));
        UsedSoFar used = UsedSoFar.NOTHING.plus(((Decision.Payable) first).consumption());
        Decision second =
                Adjudication.decide(plan("gig-accident"), cover, accident(ACCIDENT.plusDays(30), bill("8000")), used);
        assertThat(amount(second)).isEqualTo(Money.parseYuan("4999.99"));
        UsedSoFar all = used.plus(((Decision.Payable) second).consumption());
        Decision third = Adjudication.decide(
                Golden.plan("gig-accident"), cover, accident(ACCIDENT.plusDays(40), bill("0.01")), all);
        assertThat(upTo(third)).as("disability stays open").isPresent();
        assertThat(third.reasons()).extracting(Reason::code).containsExactly(Reason.Code.LIMIT_USED);
        assertThat(third.explanation().steps()).extracting(Step::code).contains("example");
    }

    @Test
    void limitThatWasExceededLeavesNothing() {
        CoverFacts cover = cover("gig-accident", 1, "2025-01-01");
        LimitKey key = new LimitKey("gig-accident/medical/2", "term:2025-01-01");
        UsedSoFar tooMuch = new UsedSoFar(java.util.Map.of(key, 2_500_000L));
        Decision decision = Adjudication.decide(plan("gig-accident"), cover, accident(ACCIDENT, bill("10")), tooMuch);
        Reason used = decision.reasons().get(0);
        assertThat(used.code()).isEqualTo(Reason.Code.LIMIT_USED);
        assertThat(used.facts()).extracting(fact -> fact.value()).containsExactly("2000000", "2500000", "0");
    }

    @Test
    void stayAfterAnAccidentIsJudgedByItsAdmission() {
        LocalDate before = day("2025-01-31");
        ClaimFacts facts = ClaimFacts.accident(
                before,
                day("2025-03-01"),
                Optional.of(new Stay(day("2025-02-01"), day("2025-02-09"))),
                List.of(bill("10")));
        CoverFacts renewed = new CoverFacts(
                new PlanCode("hospital"), 1, DateRange.yearFrom(day("2025-02-01")), day("2024-02-01"), Sex.MALE);
        assertThat(amount(hospital(renewed, facts))).isEqualTo(Money.ofYuan(7));
    }

    @Test
    void classConfirmedForOnePlanDoesNotCloseItsSiblings() {
        ClaimFacts facts = confirmed(stay("2025-09-01", "C50.9", bill("10")), "malignant_tumour_severe");
        List<Covered> covers = List.of(
                new Covered(plan("women"), cover("women", 1, "2025-01-01")),
                new Covered(plan("hospital"), cover("hospital", 1, "2025-01-01")));
        assertThat(Siblings.find(covers, facts, UsedSoFar.NOTHING))
                .extracting(it -> it.plan().code().value())
                .containsExactly("hospital", "women");
    }

    @ParameterizedTest
    @CsvSource({"1, 50000", "5, 30000", "10, 5000"})
    void disabilityPaysItsGradesShare(int grade, long yuan) {
        ClaimFacts facts = accident(ACCIDENT);
        Findings found = Findings.NONE.withGrade(grade, ACCIDENT.plusDays(180));
        assertThat(amount(accidentPlan(facts.with(found), UsedSoFar.NOTHING))).isEqualTo(Money.ofYuan(yuan));
    }

    @Test
    void gradeIsJudgedAfterTreatmentOrOnDay180() {
        ClaimFacts facts = accident(ACCIDENT);
        Findings early = Findings.NONE.withGrade(5, ACCIDENT.plusDays(179));
        Decision again = accidentPlan(facts.with(early), UsedSoFar.NOTHING);
        assertThat(again.missing()).extracting(Missing::code).startsWith(Missing.Code.GRADE_AGAIN);
        assertThat(amount(accidentPlan(facts.with(early.withTreatmentEnded(ACCIDENT.plusDays(90))), UsedSoFar.NOTHING)))
                .isEqualTo(Money.ofYuan(30_000));
        assertThat(reasons(accidentPlan(
                        facts.with(Findings.NONE.withGrade(11, ACCIDENT.plusDays(200))), UsedSoFar.NOTHING)))
                .containsExactly(Reason.Code.NOT_IN_CLASS);
    }

    @Test
    void deathAfterDisabilityPaysOnlyTheRest() {
        ClaimFacts facts = accident(ACCIDENT);
        Decision grade =
                accidentPlan(facts.with(Findings.NONE.withGrade(5, ACCIDENT.plusDays(180))), UsedSoFar.NOTHING);
        UsedSoFar used = UsedSoFar.NOTHING.plus(((Decision.Payable) grade).consumption());
        Findings died = Findings.NONE.withDeath(ACCIDENT.plusDays(200));
        Decision death = accidentPlan(facts.with(died), used);
        assertThat(amount(death)).isEqualTo(Money.ofYuan(20_000));
        assertThat(((Decision.Payable) death).entitled()).isEqualTo(Money.ofYuan(50_000));
        assertThat(death.missing())
                .flatExtracting(Missing::facts)
                .extracting(fact -> fact.value())
                .contains("death_certificate");
        UsedSoFar all = used.plus(((Decision.Payable) death).consumption());
        assertThat(reasons(accidentPlan(facts.with(died), all))).containsExactly(Reason.Code.ALREADY_USED);
    }

    @Test
    void accidentPlanDoesNotPayForAnIllness() {
        assertThat(reasons(accidentPlan(stay("2025-06-01", "K80.2", bill("5")), UsedSoFar.NOTHING)))
                .containsExactly(Reason.Code.EVENT_NOT_COVERED);
    }

    @Test
    void papersThatAreThereAreNotAskedForAgain() {
        ClaimFacts facts = stay("2025-09-01", "K80.2", bill("10"));
        CoverFacts cover = cover("hospital", 1, "2025-01-01");
        assertThat(hospital(cover, facts).missing()).hasSize(2);
        assertThat(hospital(cover, facts.withPapers(Set.of(PaperKind.RECEIPT))).missing())
                .hasSize(1);
        assertThat(hospital(cover, facts.withPapers(EnumSet.of(PaperKind.RECEIPT, PaperKind.DISCHARGE_RECORD)))
                        .missing())
                .isEmpty();
    }

    @Test
    void lateFilingNeedsAReasonWhereAPlanSetsALimit() {
        String text = PlanBook.shippedFiles()
                .getOrDefault("hospital-2025.yaml", "")
                .replace("within_days: none", "within_days: 10");
        PlanVersion plan = PlanFile.parse("test.yaml", text).plan().orElseThrow();
        ClaimFacts late = stay("2025-09-01", "K80.2", bill("10"));
        CoverFacts cover = cover("hospital", 1, "2025-01-01");
        assertThat(reasons(Adjudication.decide(plan, cover, late, UsedSoFar.NOTHING)))
                .containsExactly(Reason.Code.FILED_LATE);
        assertThat(amount(Adjudication.decide(plan, cover, late.withLateReason("住院到 9 月底"), UsedSoFar.NOTHING)))
                .isEqualTo(Money.ofYuan(7));
    }

    @Test
    void stepsAreTheComputation() {
        Decision decision = hospital(
                cover("hospital", 1, "2025-01-01"),
                stay("2025-09-02", "K35.8", Bill.selfPay(Money.parseYuan("2006.25"), Money.parseYuan("136.17"))));
        assertThat(decision.explanation().steps())
                .extracting(step -> step.code() + " " + step.op() + " " + step.amountFen() + " " + step.clause())
                .containsExactly(
                        "in_cover NOTE null hospital-2025 §2",
                        "waited NOTE null hospital-2025 §3",
                        "borne START 214242 hospital-2025 §5",
                        "out_of_scope MINUS 13617 hospital-2025 §5",
                        "in_scope SUBTOTAL 200625 hospital-2025 §5",
                        "rate TIMES 140437.5 hospital-2025 §6",
                        "rounding NOTE null null",
                        "total TOTAL 140438 null");
    }

    @Test
    void jsonIsCanonical() {
        Decision decision = hospital(cover("hospital", 1, "2026-02-11"), stay("2026-02-12", "K80.2", bill("1")));
        assertThat(decision.toJson())
                .isEqualTo("{\"outcome\":\"not_payable\",\"version\":\"hospital-2025\",\"reasons\":["
                        + "{\"code\":\"waiting_period\",\"facts\":["
                        + "{\"name\":\"event\",\"kind\":\"DATE\",\"value\":\"2026-02-12\"},"
                        + "{\"name\":\"last_waiting_day\",\"kind\":\"DATE\",\"value\":\"2026-03-12\"},"
                        + "{\"name\":\"days\",\"kind\":\"COUNT\",\"value\":\"30\"}],\"clause\":\"hospital-2025 §3\"}],"
                        + "\"steps\":[],\"missing\":[],\"candidates\":[]}");
    }

    @Test
    void factsThatDoNotAddUpAreRefused() {
        Money one = Money.ofYuan(1);
        assertThat(Bill.faults(List.of(one, one, one, Money.ZERO, one, one, one.negated())))
                .containsExactly(Bill.Fault.NEGATIVE, Bill.Fault.TOTAL, Bill.Fault.BORNE);
        assertThatThrownBy(() -> new Bill(one, one, one, one, one, one, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stay(day("2026-01-02"), day("2026-01-01")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Adjudication.decide(
                        plan("critical"), FIRST_YEAR, stay("2026-05-01", "K80.2"), UsedSoFar.NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void siblingsOfAnAccidentWithAStayAreFound() {
        ClaimFacts facts = ClaimFacts.accident(
                        ACCIDENT,
                        ACCIDENT,
                        Optional.of(new Stay(ACCIDENT.plusDays(1), ACCIDENT.plusDays(9))),
                        List.of(bill("1000")))
                .withDiagnoses(Set.of(new Icd10("T31.2")));
        List<Covered> covers = List.of(
                new Covered(plan("accident"), cover("accident", 1, "2025-01-01")),
                new Covered(plan("hospital"), cover("hospital", 1, "2025-01-01")),
                new Covered(plan("critical"), cover("critical", 1, "2025-01-01")));
        assertThat(Siblings.find(covers, facts, UsedSoFar.NOTHING))
                .extracting(it -> it.plan().code().value())
                .containsExactly("hospital", "critical", "accident");
    }

    private static ClaimFacts accident(LocalDate day, Bill... bills) {
        return ClaimFacts.accident(day, day.plusDays(10), Optional.empty(), List.of(bills));
    }

    private static Decision hospital(CoverFacts cover, ClaimFacts facts) {
        return Adjudication.decide(plan("hospital"), cover, facts, UsedSoFar.NOTHING);
    }

    private static Decision critical(CoverFacts cover, ClaimFacts facts) {
        return Adjudication.decide(plan("critical"), cover, facts, UsedSoFar.NOTHING);
    }

    private static Decision gig(CoverFacts cover, ClaimFacts facts) {
        return Adjudication.decide(plan("gig-accident"), cover, facts, UsedSoFar.NOTHING);
    }

    private static Decision accidentPlan(ClaimFacts facts, UsedSoFar used) {
        return Adjudication.decide(plan("accident"), cover("accident", 1, "2025-01-01"), facts, used);
    }
}
