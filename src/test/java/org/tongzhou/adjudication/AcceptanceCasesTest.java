package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Fee;
import org.tongzhou.plan.FeeFacts;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/** The acceptance cases that other systems of this kind are held to: a plan, events one after another, the right answers. */
class AcceptanceCasesTest {
    private static final String WHOLE = "rate: 100%";

    /** Claims of 700 unless said, on different days of one term. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "A  | deductible: 1000, per: event           | 700               | 0",
                "B  | deductible: 300, per: event            | 700               | 400.00",
                "C  | deductible: 1000, per: term            | 600 600 600       | 0 200.00 600.00",
                "D  | cap: 1000, per: term                   | 700 700 700       | 700.00 300.00 0",
                "F1 | rate: 100%                             | 10.99             | 10.99",
                "F2 | rate: 100%                             | 2142.42           | 2142.42",
                "H0 | stays_at_most: 0, per: term            | 700               | 0",
                "H1 | stays_at_most: 1, per: term            | 700 700           | 700.00 0",
                "K1 | rate: 80%                              | 700               | 560.00",
                "K2 | deductible: 200, per: event; rate: 80%; cap: 300, per: event | 700 | 300.00",
            })
    void claimsOneAfterAnotherPay(String id, String rules, String claims, String expected) {
        Shaped member = Shaped.member(Shaped.stays("in_scope", rules));
        List<String> amounts = List.of(claims.split(" "));
        List<ClaimFacts> facts = Stream.iterate(0, i -> i + 1)
                .limit(amounts.size())
                .map(i -> Shaped.stay(i, amounts.get(i), "0"))
                .toList();
        assertThat(member.claims(facts)).as(id).containsExactly(expected.split(" "));
    }

    @Test
    void eCategoryCeilingIsSharedByTheBenefitsOfTheCategory() {
        PlanVersion plan = Shaped.plan(ceiling("stays", "stay", 1000) + ceiling("accidents", "accident", 1000));
        Shaped member = Shaped.member(plan);
        LocalDate later = Shaped.FROM.plusMonths(2);
        ClaimFacts accident = ClaimFacts.accident(later, later, Optional.empty(), List.of(bill("700")));
        assertThat(member.claims(List.of(Shaped.stay(1, "700", "0"), accident))).containsExactly("700.00", "300.00");
    }

    @Test
    void hRefusesWithTheClause() {
        Shaped member = Shaped.member(Shaped.stays("in_scope", "stays_at_most: 1, per: term; " + WHOLE));
        member.claim(Shaped.stay(0, "700", "0"));
        Decision second = member.claim(Shaped.stay(1, "700", "0"));
        assertThat(second.reasonCodes()).containsExactly(Reason.Code.STAYS_USED);
        assertThat(second.reasons().get(0).clause()).contains("hospital-2025 §6");
    }

    @Test
    void jWhatAReviewerApprovedStaysOnRunningAgain() {
        PlanVersion plan = Shaped.plan(items("null", 50));
        Shaped member = Shaped.member(plan);
        ClaimFacts approved = dialysis(1, 3);
        assertThat(Shaped.yuan(member.decide(approved))).isEqualTo("150.00");
        assertThat(member.decide(approved).toJson())
                .isEqualTo(member.decide(approved).toJson());
    }

    @Test
    void mTheSameBillTwiceIsTwoDecisionsOfWhichTheSecondCountsWhatTheFirstUsed() {
        Shaped member = Shaped.member(Shaped.stays("in_scope", WHOLE + "; cap: 1000, per: event"));
        ClaimFacts bill = Shaped.stay(1, "700", "0");
        assertThat(member.claims(List.of(bill, bill))).containsExactly("700.00", "300.00");
    }

    @Test
    void oAtMostFiveItems() {
        Shaped member = Shaped.member(Shaped.plan(items("{items: 5, per: term, clause: \"5\"}", 1)));
        assertThat(member.claims(List.of(dialysis(1, 3), dialysis(2, 4), dialysis(3, 1))))
                .containsExactly("3.00", "2.00", "0");
        assertThat(member.decide(dialysis(4, 1)).reasonCodes()).containsExactly(Reason.Code.COUNT_USED);
    }

    @Test
    void t9TwoLinesInFull() {
        Shaped member = Shaped.member(Shaped.stays("in_scope", WHOLE));
        assertThat(Shaped.yuan(member.decide(Shaped.stay(Shaped.FROM, 5, bill("700"), bill("700")))))
                .isEqualTo("1400.00");
    }

    @Test
    void t10CeilingOverTwoLinesWhateverTheirOrder() {
        PlanVersion plan = Shaped.stays("in_scope", WHOLE + "; cap: 55, per: event");
        Bill[] lines = {bill("40"), bill("30")};
        List<Bill> reversed = new java.util.ArrayList<>(List.of(lines));
        Collections.reverse(reversed);
        Decision one = Shaped.member(plan).decide(Shaped.stay(Shaped.FROM, 5, lines));
        Decision other = Shaped.member(plan).decide(Shaped.stay(Shaped.FROM, 5, reversed.toArray(Bill[]::new)));
        assertThat(Shaped.yuan(one)).isEqualTo("55.00");
        assertThat(one.toJson()).isEqualTo(other.toJson());
    }

    @Test
    void t11TheVersionOfTheEventsDateDecides() {
        String text = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
        String next = text.replace("edition: \"2025\"", "edition: \"2026\"")
                .replace("valid_from: 2025-01-01", "valid_from: 2026-01-01")
                .replace("rate: 70%", "rate: 50%");
        PlanBook book = PlanBook.parse(Map.of("one.yaml", text, "other.yaml", next))
                .book()
                .orElseThrow();
        assertThat(List.of(paid(book, "2025-12-31"), paid(book, "2026-01-01"))).containsExactly("490.00", "350.00");
    }

    @Test
    void t12WhatTheReviewerAcceptedOfEachLineIsAdded() {
        Shaped member = Shaped.member(Shaped.stays("in_scope", WHOLE));
        assertThat(Shaped.yuan(member.decide(Shaped.stay(Shaped.FROM, 5, bill("37"), bill("53")))))
                .isEqualTo("90.00");
    }

    @Test
    void p1TwoAdultsWithRegistrationAndAssembly() {
        PlanVersion plan = joining("""
                fee:
                    by_age:
                      - {up_to: 17, per_person: 200.00}
                      - {per_person: 300.00}
                    per_policy:
                      - {part: registration, name: {zh: 登记费, en: Registration}, amount: 250.00}
                      - {part: assembly, name: {zh: 大会费, en: Assembly}, amount: 130.00}
                """);
        Fee fee = plan.joining().fee();
        List<FeeFacts> adults =
                List.of(FeeFacts.units(1).withAge(40), FeeFacts.units(1).withAge(38));
        assertThat(plan.joining().funding().policy(fee, adults)).isEqualTo(Money.ofYuan(980));
        assertThat(fee.charge(FeeFacts.units(1).withAge(12))).isEqualTo(Money.ofYuan(200));
        DateRange term = plan.joining().termFrom(LocalDate.of(2020, 11, 10));
        assertThat(term.lastDay()).isEqualTo(LocalDate.of(2021, 11, 9));
    }

    @Test
    void p4RateOfIncomeForFivePeople() {
        PlanVersion plan = joining("fee: {rate_of_income: 5%}\n");
        List<FeeFacts> five = Collections.nCopies(5, FeeFacts.units(1).withIncome(Money.ofYuan(500)));
        assertThat(plan.joining().funding().policy(plan.joining().fee(), five)).isEqualTo(Money.ofYuan(125));
    }

    private static PlanVersion joining(String fee) {
        String text = PlanBook.shippedFiles()
                .getOrDefault("hospital-2025.yaml", "")
                .replace("fee: {per_unit: {value: 95.00, example: true}}\n", fee);
        PlanFile.Parsed parsed = PlanFile.parse("fee.yaml", text);
        return parsed.plan().orElseThrow(() -> new AssertionError(parsed.faults() + text));
    }

    private static String ceiling(String code, String opensOn, int yuan) {
        return "  - {reimbursement: " + code + ", name: {zh: 甲, en: A}, opens_on: " + opensOn
                + ", base: in_scope, clause: \"5\", rules: [{rate: 100%, clause: \"5\"}, {cap: " + yuan
                + ", per: term, group: category, clause: \"6\"}]}\n";
    }

    private static String items(String atMost, int yuan) {
        return "  - {per_item: dialysis, name: {zh: 甲, en: A}, opens_on: any, item: {zh: 次, en: session}, each: " + yuan
                + (atMost.equals("null") ? "" : ", at_most: " + atMost) + ", clause: \"5\"}\n";
    }

    private static ClaimFacts dialysis(int month, int count) {
        LocalDate day = Shaped.FROM.plusMonths(month);
        return ClaimFacts.illness(day, day, java.util.Set.of()).withCounts(Map.of("dialysis", count));
    }

    private static Bill bill(String inScope) {
        return Bill.selfPay(Money.parseYuan(inScope), Money.ZERO);
    }

    private static String paid(PlanBook book, String day) {
        LocalDate date = LocalDate.parse(day);
        PlanVersion plan = book.version(new PlanCode("hospital"), date).orElseThrow();
        CoverFacts cover = new CoverFacts(
                plan.code(), 1, DateRange.yearFrom(LocalDate.of(2025, 6, 1)), LocalDate.of(2025, 6, 1), Sex.MALE);
        return Shaped.yuan(Adjudication.decide(plan, cover, Shaped.stay(date, 3, bill("700")), UsedSoFar.NOTHING));
    }
}
