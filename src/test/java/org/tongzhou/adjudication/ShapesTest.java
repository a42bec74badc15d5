package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.adjudication.Shaped.FROM;
import static org.tongzhou.adjudication.Shaped.member;
import static org.tongzhou.adjudication.Shaped.plan;
import static org.tongzhou.adjudication.Shaped.stay;
import static org.tongzhou.adjudication.Shaped.stays;
import static org.tongzhou.adjudication.Shaped.yuan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PlanVersion;

/** Every shape of rule, to the fen: what one stay after another of the same term pays. */
class ShapesTest {
    /** 200 in all: 150 paid by others, 50 borne, of which 40 in scope. */
    private static final Bill BILL = new Bill(
            Money.ofYuan(200),
            Money.ofYuan(120),
            Money.ofYuan(30),
            Money.ofYuan(20),
            Money.ofYuan(30),
            Money.ofYuan(40),
            Money.ofYuan(10));

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // shape 1
                "rate: 70% | 1733.84 | 1213.69",
                "rate: 66.67% | 100 | 66.67",
                "rate: 66.67%; rate: 33.33% | 1000 | 222.21",
                "rate: 100% | 10.99 2142.42 | 10.99 2142.42",
                "rate: 0.01% | 0.49 50 | 0 0.01",
                // order decides
                "deductible: 200; rate: 80% | 700 | 400.00",
                "rate: 80%; deductible: 200 | 700 | 360.00",
                "deductible: 200; rate: 80%; cap: 300, per: event | 700 | 300.00",
                "cap: 300, per: event; rate: 80% | 700 | 240.00",
                // shape 2
                "tiers: [{up_to: 2000, rate: 80%}, {up_to: 10000, rate: 70%}, {rate: 50%}]; cap: 50000, per: event"
                        + " | 2000 10000 95600 100000 | 1600.00 7200.00 50000.00 50000.00",
                "tiers: [{up_to: 2000, rate: 80%}, {rate: 50%}] | 1999.99 2000.01 0.01 | 1599.99 1600.01 0.01",
                // shape 3
                "tiers: [{up_to: 5000, rate: 30%}, {up_to: 10000, rate: 35%}, {rate: 50%}]; floor: 200;"
                        + " cap: 5000, per: event | 500 5000 10000 10001 60000 | 200.00 1500.00 3250.00 3250.50 5000.00",
                // shape 4
                "brackets: [{from: 1000, pays: 300}, {from: 5000, rate: 30%}, {from: 20000, rate: 40%}]"
                        + " | 999.99 1000 4999.99 5000 19999.99 20000 | 0 300.00 300.00 1500.00 6000.00 8000.00",
                "brackets: [{from: 0, pays_per_unit: 150}] | 200 | 150.00",
                // shape 5
                "deductible: 1000, per: term; rate: 100% | 600 600 600 | 0 200.00 600.00",
                "deductible: 1000 | 700 1000 1300 | 0 0 300.00",
                "deductible: 300, per: life | 200 200 | 0 100.00",
                "deductible_per_unit: 300 | 700 | 400.00",
                // shape 6
                "deductible: 1000, per: term; tiers: [{up_to: 500, rate: 60%}, {rate: 80%}], per: term;"
                        + " cap: 1000, per: term | 900 400 600 9000 | 0 180.00 440.00 380.00",
                "tiers: [{up_to: 1000, rate: 50%}, {rate: 10%}], per: life | 600 600 600 | 300.00 220.00 60.00",
                // shape 8
                "rate_by_stay: [70%, 40%] | 1000 1000 1000 | 700.00 400.00 400.00",
                "rate_by_stay: [50%, 60%, 70%], per: life | 10 10 10 10 | 5.00 6.00 7.00 7.00",
                "stays_at_most: 0, per: term; rate: 70% | 1000 | 0",
                "stays_at_most: 1, per: term; rate: 70% | 1000 1000 | 700.00 0",
                // caps
                "rate: 100%; cap: 1000, per: term | 700 700 700 | 700.00 300.00 0",
                "rate: 100%; cap: 1000, per: life | 700 700 | 700.00 300.00",
                "rate: 100%; cap: 500, per: event; cap: 800, per: term | 700 700 700 | 500.00 300.00 0",
                "rate: 100%; cap_per_unit: 55, per: event | 70 | 55.00",
                "rate: 50%; floor_per_unit: 80 | 100 300 | 80.00 150.00",
                "rate: 100%; cap: 1000, per: term, group: g | 700 700 | 700.00 300.00",
            })
    void staysPay(String rules, String inScope, String expected) {
        List<ClaimFacts> claims = new ArrayList<>();
        for (String amount : inScope.strip().split(" ")) {
            claims.add(stay(claims.size(), amount, "0"));
        }
        assertThat(member(stays("in_scope", rules)).claims(claims))
                .isEqualTo(Arrays.asList(expected.strip().split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "in_scope, 40.00",
        "out_of_scope, 10.00",
        "borne, 50.00",
        "total, 50.00",
        "total_in_scope, 50.00",
    })
    void baseIsAPartOfTheBill(String base, String expected) {
        assertThat(yuan(member(stays(base, "rate: 100%")).decide(stay(FROM, 3, BILL))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"total, 10.00", "total_in_scope, 9.50"})
    void percentageOfAllCost(String base, String expected) {
        assertThat(yuan(member(stays(base, "rate: 5%")).decide(stay(FROM, 3, BILL))))
                .isEqualTo(expected);
    }

    @Test
    void unitsMultiplyOnlyWhatIsStatedPerUnit() {
        ClaimFacts stay = stay(0, "1000", "0");
        assertThat(yuan(member(stays("in_scope", "rate: 100%; cap_per_unit: 55, per: event"), 3)
                        .decide(stay)))
                .isEqualTo("165.00");
        assertThat(yuan(member(stays("in_scope", "rate: 100%; cap: 55, per: event"), 3)
                        .decide(stay)))
                .isEqualTo("55.00");
        assertThat(yuan(member(stays("in_scope", "deductible_per_unit: 100"), 3).decide(stay)))
                .isEqualTo("700.00");
        assertThat(yuan(member(stays("in_scope", "brackets: [{from: 1, pays_per_unit: 30}]"), 3)
                        .decide(stay)))
                .isEqualTo("90.00");
        assertThat(yuan(member(stays("in_scope", "rate: 1%; floor_per_unit: 50"), 3)
                        .decide(stay)))
                .isEqualTo("150.00");
    }

    @Test
    void termLimitsBeginAnewInTheNextTermAndLifeLimitsDoNot() {
        Shaped term = member(stays("in_scope", "deductible: 100, per: term; cap: 1000, per: term"));
        assertThat(yuan(term.claim(stay(1, "2000", "0")))).isEqualTo("1000.00");
        assertThat(yuan(term.nextYear().claim(stay(13, "600", "0")))).isEqualTo("500.00");
        Shaped life = member(stays("in_scope", "cap: 1000, per: life"));
        assertThat(yuan(life.claim(stay(1, "700", "0")))).isEqualTo("700.00");
        assertThat(yuan(life.nextYear().claim(stay(13, "700", "0")))).isEqualTo("300.00");
    }

    @Test
    void neverMoreThanWasBorneUnlessThePlanSaysSo() {
        String floor = "rate: 50%; floor: 200";
        assertThat(yuan(member(stays("in_scope", floor)).decide(stay(0, "100", "20"))))
                .isEqualTo("120.00");
        PlanVersion more = plan("  - {reimbursement: a, name: {zh: 甲, en: A}, opens_on: stay, base: in_scope,"
                + " may_exceed_borne: true, clause: \"5\", rules: [{rate: 50%, clause: \"6\"},"
                + " {floor: 200, clause: \"6\"}]}");
        assertThat(yuan(member(more).decide(stay(0, "100", "20")))).isEqualTo("200.00");
    }

    @Test
    void onDeathAtLeastTheMinimumEvenBelowTheDeductible() {
        PlanVersion plan = plan("  - {reimbursement: a, name: {zh: 甲, en: A}, opens_on: stay, base: in_scope,"
                + " may_exceed_borne: true, clause: \"5\", rules: [{deductible: 500, per: term, clause: \"6\"},"
                + " {rate: 60%, clause: \"6\"}, {floor_per_unit: 5000, when: death, clause: \"6\"}]}");
        ClaimFacts stay = stay(0, "400", "0");
        Findings died = Findings.NONE.withDeath(FROM.plusDays(2));
        assertThat(yuan(member(plan, 2).decide(stay.with(died)))).isEqualTo("10000.00");
        assertThat(yuan(member(plan, 2).decide(stay))).isEqualTo("0");
        assertThat(yuan(member(plan).decide(stay(0, "10500", "0").with(died)))).isEqualTo("6000.00");
        assertThat(yuan(member(plan).decide(stay(0, "0", "0").with(died)))).isEqualTo("5000.00");
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "4, 40.00", "10, 280.00", "183, 7200.00", "200, 7200.00"})
    void dailyCashFromTheFourthDay(int nights, String expected) {
        Shaped member = member(plan("  - {daily_cash: days, name: {zh: 甲, en: A}, opens_on: stay, per_day: 40,"
                + " from_day: 4, clause: \"5\", rules: [{cap: 7200, per: term, clause: \"6\"}]}"));
        assertThat(yuan(member.decide(stay(FROM, nights)))).isEqualTo(expected);
    }

    @Test
    void dailyCashCountsDaysOverTheTermByUnit() {
        PlanVersion plan = plan("  - {daily_cash: days, name: {zh: 甲, en: A}, opens_on: stay, per_day_per_unit: 50,"
                + " from_day: 2, last_day_counts: true, at_most: {days: 8, per: term, clause: \"6\"}, clause: \"5\"}");
        assertThat(member(plan, 2)
                        .claims(List.of(stay(FROM, 5), stay(FROM.plusDays(30), 5), stay(FROM.plusDays(60), 5))))
                .containsExactly("500.00", "300.00", "0");
        assertThat(yuan(member(plan).decide(stay(FROM, 0))))
                .as("in and out on one day")
                .isEqualTo("0");
        assertThat(yuan(member(plan).decide(stay(FROM, 1)))).isEqualTo("50.00");
    }

    @Test
    void itemsAreLimitedInNumber() {
        Shaped member = member(plan("  - {per_item: dialysis, name: {zh: 甲, en: A}, opens_on: any,"
                + " item: {zh: 次透析, en: session}, each: 100, at_most: {items: 5, per: term, clause: \"6\"},"
                + " clause: \"5\"}"));
        ClaimFacts visit = ClaimFacts.illness(FROM, FROM, Set.of());
        assertThat(member.claims(List.of(
                        visit.withCounts(Map.of("dialysis", 3)),
                        visit.withCounts(Map.of("dialysis", 4)),
                        visit.withCounts(Map.of("dialysis", 1)),
                        visit.withCounts(Map.of("other", 1)))))
                .containsExactly("300.00", "200.00", "0", "0");
    }

    @Test
    void lumpSumsByListOncePerTermOrLifeOrList() {
        assertThat(lump("once_per: term")).containsExactly("3000.00", "7000.00", "0", "next 10000.00");
        assertThat(lump("once_per: life")).containsExactly("3000.00", "7000.00", "0", "next 0");
        assertThat(lump("once_per: life, each_list: once")).containsExactly("3000.00", "10000.00", "0", "next 0");
        assertThat(lump("once_per: event")).containsExactly("3000.00", "10000.00", "10000.00", "next 10000.00");
    }

    /** More units, or a higher sum, do not make a list pay again; only a graver one pays the difference. */
    @ParameterizedTest
    @CsvSource({
        "difference, ami_severe, stroke_severe, 0",
        "difference, ami_severe, ami_mild, 0",
        "difference, ami_mild, ami_mild, 0",
        "difference, ami_mild, ami_severe, 37000.00",
        "once, ami_severe, stroke_severe, 0",
        "once, ami_mild, ami_severe, 40000.00",
    })
    void aListThatPaidOnceInLifePaysNothingMoreForMoreUnits(String each, String first, String later, String due) {
        PlanVersion plan = lumpPlan("once_per: life, each_list: " + each, 10_000);
        Shaped member = member(plan);
        member.claim(found(FROM, first));
        Shaped renewed = member.renewed(plan, 4, member.used());
        assertThat(yuan(renewed.claim(found(FROM.plusYears(1), later)))).isEqualTo(due);
    }

    @Test
    void whatAClassMayStillComeToLeavesOutListsThatHavePaid() {
        PlanVersion plan = lumpPlan("once_per: life", 10_000);
        LocalDate day = FROM.plusYears(1);
        ClaimFacts open = ClaimFacts.illness(day, day, Set.of(new Icd10("I21.0")));
        Shaped mild = member(plan);
        mild.claim(found(FROM, "ami_mild"));
        assertThat(yuan(mild.renewed(plan, 4, mild.used()).decide(open))).isEqualTo("up to 37000.00");
        Shaped severe = member(plan);
        severe.claim(found(FROM, "ami_severe"));
        assertThat(severe.renewed(plan, 4, severe.used()).decide(open).reasonCodes())
                .containsExactly(Reason.Code.ALREADY_USED);
    }

    @Test
    void aListThatPaidOnceInLifePaysNothingMoreUnderAHigherSum() {
        Shaped member = member(lumpPlan("once_per: life", 10_000));
        member.claim(found(FROM, "ami_severe"));
        Shaped later = member.renewed(lumpPlan("once_per: life", 15_000), 1, member.used());
        assertThat(yuan(later.claim(found(FROM.plusYears(1), "stroke_severe")))).isEqualTo("0");
    }

    /** Paid as severe, given back down to the sum of the mild list: what is severe later is still owed. */
    @Test
    void whatWasGivenBackOfASumIsFreeAgain() {
        PlanVersion plan = lumpPlan("once_per: life", 10_000);
        Shaped member = member(plan);
        Map<LimitKey, Long> used =
                new HashMap<>(member.claim(found(FROM, "ami_severe")).consumption());
        used.put(new LimitKey("hospital/diagnosis", "life"), 300_000L);
        Shaped later = member.renewed(plan, 1, new UsedSoFar(used));
        assertThat(yuan(later.claim(found(FROM.plusYears(1), "stroke_severe")))).isEqualTo("7000.00");
        assertThat(yuan(later.claim(found(FROM.plusYears(1), "ami_severe")))).isEqualTo("0");
    }

    /** Of 10,000 that severe came to, a part came back: more units or a higher sum later free no more than that part. */
    @ParameterizedTest
    @CsvSource({
        "difference, 9000, ami_severe, 1000.00",
        "difference, 9000, ami_mild, 1000.00",
        "difference, 3000, stroke_severe, 7000.00",
        "once, 9000, ami_severe, 1000.00",
        "once, 9000, ami_mild, 12000.00",
    })
    void moreUnitsFreeNoMoreOfASumThanWasGivenBack(String each, int kept, String later, String due) {
        PlanVersion plan = lumpPlan("once_per: life, each_list: " + each, 10_000);
        Shaped renewed = givenBack(plan, kept);
        Decision decision = renewed.claim(found(FROM.plusYears(1), later));
        assertThat(yuan(decision)).isEqualTo(due);
        assertThat(yuan(renewed.claim(found(FROM.plusYears(1), later))))
                .as("then it has paid")
                .isEqualTo("0");
    }

    @Test
    void theStepsSayWhatASumCameToWhenItWasPaid() {
        Shaped renewed = givenBack(lumpPlan("once_per: life", 10_000), 9000);
        assertThat(Shaped.steps(renewed.decide(found(FROM.plusYears(1), "ami_severe"))))
                .containsSubsequence("lump_sum.once LIMIT 1000000 1000000", "already_paid MINUS 900000");
        ClaimFacts open = ClaimFacts.illness(FROM.plusYears(1), FROM.plusYears(1), Set.of(new Icd10("I21.0")));
        assertThat(yuan(renewed.decide(open))).isEqualTo("up to 1000.00");
    }

    /** Paid 10,000 as severe for one unit, of which this many yuan were kept; now with four units. */
    private static Shaped givenBack(PlanVersion plan, int kept) {
        Shaped member = member(plan);
        Map<LimitKey, Long> used = new HashMap<>();
        member.claim(found(FROM, "ami_severe"))
                .consumption()
                .forEach((key, fen) -> used.put(key, key.limit().contains(":") ? fen : Long.valueOf(kept * 100L)));
        return member.renewed(plan, 4, new UsedSoFar(used));
    }

    /** Nobody wrote down which list was paid: the sum now less what was paid, as it was decided then. */
    @Test
    void whatWasUsedBeforeListsWereKeptCountsByItsSum() {
        PlanVersion plan = lumpPlan("once_per: life", 10_000);
        UsedSoFar before = new UsedSoFar(Map.of(new LimitKey("hospital/diagnosis", "life"), 1_000_000L));
        Shaped later = member(plan).renewed(plan, 4, before);
        assertThat(yuan(later.claim(found(FROM.plusYears(1), "stroke_severe")))).isEqualTo("30000.00");
        assertThat(yuan(later.claim(found(FROM.plusYears(1), "ami_severe")))).isEqualTo("0");
    }

    private static PlanVersion lumpPlan(String once, int severe) {
        return plan("  - {lump_sum: diagnosis, name: {zh: 甲, en: A}, " + once
                + ", clause: \"5\", diseases: diseases-2020, lists: [{list: severe, per_unit: " + severe
                + ", clause: \"6\"}, {list: mild, per_unit: 3000, clause: \"6\"}]}");
    }

    private static List<String> lump(String once) {
        Shaped member = member(lumpPlan(once, 10_000));
        List<String> paid = new ArrayList<>();
        for (String found : List.of("ami_mild", "ami_severe", "stroke_severe")) {
            paid.add(yuan(member.claim(found(FROM.plusDays(paid.size()), found))));
        }
        paid.add("next " + yuan(member.nextYear().claim(found(FROM.plusYears(1), "ami_severe"))));
        return paid;
    }

    private static ClaimFacts found(LocalDate day, String diseaseClass) {
        return ClaimFacts.illness(day, day, Set.of(new Icd10("I21.0"))).with(Findings.NONE.withClass(diseaseClass));
    }

    @Test
    void sumOfTreatmentAndRecoveryAndTheReducedInSituSum() {
        PlanVersion plan = plan("  - {lump_sum: diagnosis, name: {zh: 甲, en: A}, once_per: term, clause: \"5\","
                + " lists: [{list: severe, clause: \"6\", parts: ["
                + "{part: treatment, name: {zh: 治疗金, en: Treatment}, per_unit: 10000, clause: \"6\"},"
                + "{part: recovery, name: {zh: 康复金, en: Recovery}, per_unit: 3000, clause: \"6\"}],"
                + " classes: [{class: cancer, name: {zh: 癌, en: Cancer}, icd10: [C00-C97]}]},"
                + " {list: in_situ, per_unit: 2000, clause: \"6\","
                + " classes: [{class: in_situ, name: {zh: 原位癌, en: In situ}, icd10: [D00-D09]}]}]}");
        assertThat(yuan(member(plan, 3).decide(found(FROM, "cancer")))).isEqualTo("39000.00");
        assertThat(yuan(member(plan).decide(found(FROM, "in_situ")))).isEqualTo("2000.00");
        ClaimFacts open = ClaimFacts.illness(FROM, FROM, Set.of(new Icd10("D05")));
        assertThat(yuan(member(plan, 2).decide(open))).isEqualTo("up to 4000.00");
    }

    @Test
    void packagedBenefitsEachWithItsCapAndOneOverBoth() {
        PlanVersion plan = plan("  - {reimbursement: illness, name: {zh: 甲, en: A}, opens_on: illness_stay,"
                + " base: in_scope, clause: \"5\", rules: [{rate: 100%, clause: \"6\"},"
                + " {cap: 800, per: term, clause: \"6\"}, {cap: 1000, per: term, group: all, clause: \"6\"}]}\n"
                + "  - {reimbursement: accident, name: {zh: 乙, en: B}, opens_on: accident, base: borne, clause: \"5\","
                + " rules: [{rate: 100%, clause: \"6\"}, {cap: 700, per: term, clause: \"6\"},"
                + " {cap: 1000, per: term, group: all, clause: \"6\"}]}");
        Shaped member = member(plan);
        ClaimFacts accident = ClaimFacts.accident(
                FROM.plusDays(40), FROM.plusDays(50), Optional.empty(), List.of(Golden.bill("900")));
        assertThat(member.claims(List.of(stay(0, "900", "0"), accident, stay(5, "1", "0"))))
                .containsExactly("800.00", "200.00", "0");
    }

    @Test
    void benefitsOfOnePlanShareWhatTheMemberBore() {
        PlanVersion plan = plan("  - {reimbursement: stay, name: {zh: 甲, en: A}, opens_on: stay, base: in_scope,"
                + " clause: \"5\", rules: [{rate: 70%, clause: \"6\"},"
                + " {never_above: borne, group: cost, clause: \"6\"}]}\n"
                + "  - {reimbursement: accident, name: {zh: 乙, en: B}, opens_on: accident, base: borne, clause: \"5\","
                + " rules: [{rate: 100%, clause: \"6\"}, {never_above: borne, group: cost, clause: \"6\"}]}");
        ClaimFacts hurt = ClaimFacts.accident(
                FROM,
                FROM.plusDays(30),
                Optional.of(new Stay(FROM.plusDays(1), FROM.plusDays(5))),
                List.of(Golden.bill("1000")));
        Decision both = member(plan).decide(hurt);
        assertThat(yuan(both)).isEqualTo("1000.00");
        assertThat(Shaped.consumption(both)).containsExactly("group/cost@event:2025-01-02=100000");
        ClaimFacts illness = stay(0, "1000", "0");
        assertThat(yuan(member(plan).decide(illness))).isEqualTo("700.00");
    }

    @Test
    void openingsTellStaysAndAccidentsApart() {
        ClaimFacts illness = stay(0, "100", "0");
        ClaimFacts stayAfterAccident = ClaimFacts.accident(
                FROM, FROM.plusDays(9), Optional.of(new Stay(FROM, FROM.plusDays(3))), List.of(Golden.bill("100")));
        ClaimFacts accident =
                ClaimFacts.accident(FROM, FROM.plusDays(9), Optional.empty(), List.of(Golden.bill("100")));
        assertThat(opens("stay", illness, stayAfterAccident, accident)).containsExactly(true, true, false);
        assertThat(opens("illness_stay", illness, stayAfterAccident, accident)).containsExactly(true, false, false);
        assertThat(opens("accident_stay", illness, stayAfterAccident, accident)).containsExactly(false, true, false);
        assertThat(opens("accident", illness, stayAfterAccident, accident)).containsExactly(false, true, true);
        assertThat(opens("any", illness, stayAfterAccident, accident)).containsExactly(true, true, true);
    }

    private static List<Boolean> opens(String opening, ClaimFacts... events) {
        Shaped member = member(plan("  - {reimbursement: a, name: {zh: 甲, en: A}, opens_on: " + opening
                + ", base: borne, clause: \"5\", rules: [{rate: 100%, clause: \"6\"}]}"));
        return Arrays.stream(events)
                .map(it -> !yuan(member.decide(it)).equals("0"))
                .toList();
    }

    @Test
    void orderAndSplittingOfBillsMakeNoDifference() {
        Shaped member = member(stays(
                "in_scope",
                "deductible: 55; tiers: [{up_to: 500, rate: 33.33%}, {rate: 66.67%}]; cap: 500, per: term"));
        Bill one = Bill.selfPay(Money.parseYuan("333.33"), Money.ofYuan(1));
        Bill two = Bill.selfPay(Money.parseYuan("444.45"), Money.ZERO);
        String json = member.decide(stay(FROM, 3, one, two)).toJson();
        assertThat(member.decide(stay(FROM, 3, two, one)).toJson()).isEqualTo(json);
        Bill whole = Bill.selfPay(Money.parseYuan("777.78"), Money.ofYuan(1));
        assertThat(yuan(member.decide(stay(FROM, 3, whole)))).isEqualTo(yuan(member.decide(stay(FROM, 3, one, two))));
    }
}
