package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Eligibility.Fault;
import org.tongzhou.plan.Eligibility.Joiner;
import org.tongzhou.plan.Funding.Payer;

/** What plans say about joining, fees, work units and other plans, as facts. */
class PlanRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 11);

    @Test
    void eligibilityNamesEverythingThatStandsAgainstJoining() {
        Eligibility rules = plan("sex: any", "sex: female\n  unit_types: [enterprise]\n  occupations: [\"1\", \"2\"]")
                .eligibility();
        assertThat(rules.faults(joiner(Sex.FEMALE, 16, true, "enterprise", "2")))
                .isEmpty();
        assertThat(rules.faults(joiner(Sex.FEMALE, 60, true, "enterprise", "1")))
                .isEmpty();
        assertThat(rules.faults(joiner(Sex.MALE, 61, false, "platform", "3")))
                .containsExactly(
                        Fault.TOO_OLD,
                        Fault.WRONG_SEX,
                        Fault.NOT_INSURED,
                        Fault.WRONG_UNIT_TYPE,
                        Fault.WRONG_OCCUPATION);
        assertThat(rules.faults(Sex.FEMALE, 15)).containsExactly(Fault.TOO_YOUNG);
        assertThat(hospital().eligibility().faults(joiner(Sex.MALE, 30, true, "any", "9")))
                .isEmpty();
    }

    private static Joiner joiner(Sex sex, int age, boolean insured, String unitType, String occupation) {
        return new Joiner(sex, age, Optional.of(insured), Optional.of(unitType), Optional.of(occupation));
    }

    @Test
    void feeGoesByOccupationClass() {
        Fee fee = fee("{by_occupation: [{class: \"1\", per_unit: 50}, {class: \"3\", per_person: 120}]}");
        assertThat(fee.charge(FeeFacts.units(2).withOccupation("1"))).isEqualTo(Money.ofYuan(100));
        assertThat(fee.charge(FeeFacts.units(2).withOccupation("3"))).isEqualTo(Money.ofYuan(120));
        assertThat(fee.amount()).isEqualTo(Stated.of(Money.ofYuan(50)));
        assertThat(fee.by()).contains(Fee.By.OCCUPATION);
        assertThatThrownBy(() -> fee.charge(FeeFacts.units(1).withOccupation("2")))
                .hasMessageContaining("occupation 2");
        assertThatThrownBy(() -> fee.charge(1)).hasMessageContaining("occupation, which is not known");
    }

    @Test
    void feeGoesByUnitType() {
        Fee fee = fee("{by_unit_type: [{class: enterprise, per_unit: 60}, {class: platform, per_person: 0}]}");
        assertThat(fee.charge(FeeFacts.units(3).withUnitType("enterprise"))).isEqualTo(Money.ofYuan(180));
        assertThat(fee.charge(FeeFacts.units(3).withUnitType("platform"))).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> fee.charge(FeeFacts.units(1).withOccupation("enterprise")))
                .hasMessageContaining("unit_type, which is not known");
    }

    @ParameterizedTest
    @CsvSource({"349, 40", "350, 40", "351, 60", "450, 60", "451, 90", "700, 90"})
    void feeGoesByTheAverageAge(int tenths, long yuan) {
        Fee fee = fee("{by_average_age: [{up_to: 35, per_unit: 40}, {up_to: 45, per_unit: 60}, {per_unit: 90}]}");
        assertThat(fee.charge(FeeFacts.units(1).withAverageAge(tenths))).isEqualTo(Money.ofYuan(yuan));
        assertThatThrownBy(() -> fee.charge(FeeFacts.units(1).withAge(30))).hasMessageContaining("average_age");
    }

    @Test
    void twoAdultsWithFixedPartsOfThePolicyPay980() {
        Joining joining = plan(
                        "fee: {per_unit: {value: 95.00, example: true}}",
                        "fee: {by_age: [{up_to: 17, per_person: 200}, {per_person: 300}], per_policy: ["
                                + "{part: registration, name: {zh: 登记费, en: R}, amount: 250},"
                                + "{part: assembly, name: {zh: 大会费, en: A}, amount: 130}]}")
                .joining();
        FeeFacts adult = FeeFacts.units(1).withAge(18);
        FeeFacts child = FeeFacts.units(1).withAge(17);
        assertThat(joining.funding().policy(joining.fee(), List.of(adult, adult)))
                .isEqualTo(Money.ofYuan(980));
        assertThat(joining.funding().policy(joining.fee(), List.of(adult, child)))
                .isEqualTo(Money.ofYuan(880));
        assertThat(joining.termFrom(LocalDate.of(2020, 11, 10)).lastDay()).isEqualTo("2021-11-09");
        assertThat(joining.fee().by()).contains(Fee.By.AGE);
    }

    @Test
    void fivePercentOfAnIncomeOf500ForFiveIs125() {
        Joining joining = plan("fee: {per_unit: {value: 95.00, example: true}}", "fee: {rate_of_income: 5%}")
                .joining();
        FeeFacts member = FeeFacts.units(1).withIncome(Money.ofYuan(500));
        assertThat(joining.funding().policy(joining.fee(), List.of(member, member, member, member, member)))
                .isEqualTo(Money.ofYuan(125));
        assertThat(joining.fee().charge(FeeFacts.units(1).withIncome(Money.ofFen(10))))
                .isEqualTo(Money.ofFen(1));
        assertThat(joining.fee().by()).contains(Fee.By.INCOME);
        assertThatThrownBy(() -> joining.fee().charge(1)).hasMessageContaining("income");
    }

    @Test
    void feeIsTheSameForAllWhereThePlanSaysNoMore() {
        assertThat(hospital().joining().fee().by()).isEmpty();
        assertThat(fee("{per_person: 12.50}").charge(3)).isEqualTo(Money.ofFen(1_250));
        assertThatThrownBy(() -> FeeFacts.units(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlanMayShareItsFeeAndElseLeavesItToTheUnit() {
        assertThat(plan("fee: {per_unit:", "fee: {shares: {worker: 33.33%, employer: 33.33%, union: 33.34%}, per_unit:")
                        .joining()
                        .funding()
                        .shares())
                .containsOnly(
                        Map.entry(Payer.EMPLOYER, 3_333),
                        Map.entry(Payer.WORKER, 3_333),
                        Map.entry(Payer.UNION, 3_334));
        assertThat(hospital().joining().funding().shares()).isEmpty();
    }

    @Test
    void addOnNeedsOneOfItsBasesAndExclusivePlansClash() {
        PlanLinks links = plan(
                        "max_units: 1",
                        "max_units: 1\n  requires: [base, other]\n  excludes: [b, a]".replace("[b, a]", "[bb, aa]"))
                .joining()
                .links();
        assertThat(links.lacksBase(codes())).isTrue();
        assertThat(links.lacksBase(codes("aa"))).isTrue();
        assertThat(links.lacksBase(codes("other"))).isFalse();
        assertThat(links.clashes(codes("aa", "bb", "base"))).isEqualTo(codes("aa", "bb"));
        assertThat(links.clashes(codes("base"))).isEmpty();
        assertThat(PlanLinks.NONE.lacksBase(codes())).isFalse();
    }

    private static Set<PlanCode> codes(String... codes) {
        return new java.util.TreeSet<>(
                java.util.Arrays.stream(codes).map(PlanCode::new).toList());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "99, 99", "100, 80", "101, 81", "1000, 800"})
    void allJoinInSmallUnitsAndFourInFiveInLargeOnes(int staff, int mustJoin) {
        UnitRules rules = plan(
                        "max_units: 1",
                        "max_units: 1\n  participation: [{staff_below: 100, at_least: 100%}, {at_least: 80%}]")
                .joining()
                .unit();
        assertThat(rules.mustJoin(staff)).isEqualTo(mustJoin);
        assertThat(UnitRules.NONE.mustJoin(staff)).isZero();
    }

    @Test
    void equalUnitsInOneWorkUnit() {
        UnitRules rules = plan("max_units: 1", "max_units: 4\n  equal_units: true")
                .joining()
                .unit();
        assertThat(rules.admits(List.of(2, 2, 2))).isTrue();
        assertThat(rules.admits(List.of())).isTrue();
        assertThat(rules.admits(List.of(2, 3))).isFalse();
        assertThat(UnitRules.NONE.admits(List.of(2, 3))).isTrue();
    }

    @Test
    void waitingOfAMonthEndsOnTheSameDayOfTheNext() {
        Waiting waiting = plan("days: {value: 30, example: true}", "months: 1").waiting();
        assertThat(waiting.endsFor(DAY, DAY)).isEqualTo("2026-03-11");
        assertThat(waiting.isNone()).isFalse();
        assertThat(waiting.waivedForAccidents()).isFalse();
        assertThat(plan("days: {value: 30, example: true}", "days: 0").waiting().isNone())
                .isTrue();
        assertThat(hospital().waiting().endsFor(DAY.minusYears(1), DAY)).isEqualTo("2025-03-13");
        Waiting each =
                plan("waived_on_renewal: true", "waived_on_renewal: false").waiting();
        assertThat(each.endsFor(DAY.minusYears(1), DAY)).isEqualTo("2026-03-13");
    }

    @Test
    void aRenewalWithinTheGraceContinues() {
        Joining joining = hospital().joining();
        assertThat(joining.continues(DAY, DAY.plusDays(28))).isTrue();
        assertThat(joining.continues(DAY, DAY.plusDays(29))).isFalse();
    }

    @Test
    void retiredPlanIsClosedToNewCoversButStillDecides() {
        PlanVersion plan = plan("order: 10", "order: 10\nretired: {from: 2026-07-01, successor: hospital-plus}");
        LocalDate end = LocalDate.of(2026, 7, 1);
        assertThat(plan.heading().retired().orElseThrow().successor()).contains(new PlanCode("hospital-plus"));
        assertThat(plan.isOpenOn(end.minusDays(1))).isTrue();
        assertThat(plan.isOpenOn(end)).isFalse();
        assertThat(plan.holdsOn(end)).isTrue();
        assertThat(plan.isOpenOn(LocalDate.of(2024, 12, 31))).isFalse();
        assertThat(plan.until(end).heading().retired()).isEqualTo(plan.heading().retired());
        PlanBook book = PlanBook.of(List.of(plan));
        assertThat(book.openOn(end)).isEmpty();
        assertThat(book.inForce(end)).containsExactly(plan);
        assertThat(book.openOn(end.minusDays(1))).containsExactly(plan);
    }

    private static Fee fee(String fee) {
        return plan("fee: {per_unit: {value: 95.00, example: true}}", "fee: " + fee)
                .joining()
                .fee();
    }

    private static PlanVersion hospital() {
        return plan("order: 10", "order: 10");
    }

    private static PlanVersion plan(String old, String now) {
        String text = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
        assertThat(text).contains(old);
        PlanFile.Parsed parsed = PlanFile.parse("test.yaml", text.replace(old, now));
        return parsed.plan().orElseThrow(() -> new AssertionError(parsed.faults()));
    }
}
