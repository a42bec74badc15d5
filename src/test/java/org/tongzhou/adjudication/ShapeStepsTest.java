package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.adjudication.Shaped.FROM;
import static org.tongzhou.adjudication.Shaped.consumption;
import static org.tongzhou.adjudication.Shaped.member;
import static org.tongzhou.adjudication.Shaped.plan;
import static org.tongzhou.adjudication.Shaped.reasons;
import static org.tongzhou.adjudication.Shaped.stay;
import static org.tongzhou.adjudication.Shaped.stays;
import static org.tongzhou.adjudication.Shaped.steps;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PlanVersion;

/** What every shape says about itself: its steps, its reasons, and what it uses of its limits. */
class ShapeStepsTest {
    @Test
    void deductibleSaysWhatWasMetBeforeAndWhatIsTakenNow() {
        Shaped member = member(stays("in_scope", "deductible: 1000, per: term; rate: 80%"));
        Decision nothing = member.claim(stay(0, "600", "0"));
        assertThat(reasons(nothing)).containsExactly("below_deductible 100000 0 60000");
        assertThat(nothing.reasonCodes()).containsExactly(Reason.Code.BELOW_DEDUCTIBLE);
        assertThat(consumption(nothing)).containsExactly("hospital/inpatient/1@term:2025-01-01=60000");
        assertThat(nothing.toJson())
                .contains("\"outcome\":\"not_payable\"")
                .contains("\"consumption\":[{\"limit\":\"hospital/inpatient/1\",\"period\":\"term:2025-01-01\","
                        + "\"fen\":60000}]");
        assertThat(words(member.claim(stay(1, "700.50", "0"))))
                .containsExactly(
                        "borne START 70050 70050 0 1",
                        "out_of_scope MINUS 0",
                        "in_scope SUBTOTAL 70050",
                        "deductible.term MINUS 40000 100000 60000 40000",
                        "after_deductible SUBTOTAL 30050",
                        "rate TIMES 24040 30050 8000",
                        "total TOTAL 24040");
        assertThat(words(member.claim(stay(2, "1", "0")))).contains("deductible.met NOTE 100000");
    }

    @Test
    void tiersSayEachPartAndWhereEarlierClaimsStopped() {
        Shaped member = member(
                stays("borne", "tiers: [{up_to: 1000, rate: 50%}, {rate: {value: 10%, example: true}}], per: term"));
        assertThat(words(member.claim(stay(0, "1500", "0"))))
                .containsExactly(
                        "borne START 150000 150000 0 1",
                        "tier PLUS 50000 100000 5000 0 100000",
                        "tier.above PLUS 5000 50000 1000 100000 100000",
                        "tiers SUBTOTAL 55000",
                        "example NOTE",
                        "total TOTAL 55000");
        assertThat(words(member.claim(stay(1, "10.05", "0"))))
                .containsExactly(
                        "borne START 1005 1005 0 1",
                        "tiers.earlier.term NOTE 150000",
                        "tier.above PLUS 100.5 1005 1000 100000 100000",
                        "tiers SUBTOTAL 100.5",
                        "example NOTE",
                        "rounding NOTE 100.5 101",
                        "total TOTAL 101");
    }

    @Test
    void bracketsSayTheBracket() {
        Shaped member = member(stays("borne", "brackets: [{from: 100, pays: 30}, {from: 500, rate: 20%}]"));
        assertThat(words(member.decide(stay(0, "100", "0")))).contains("bracket.sum SUBTOTAL 3000 10000 10000");
        assertThat(words(member.decide(stay(0, "500", "0")))).contains("bracket TIMES 10000 50000 2000 50000");
        assertThat(reasons(member.decide(stay(0, "99.99", "0")))).containsExactly("below_threshold 9999 10000");
    }

    @Test
    void ordinalAndNumberOfStaysAreSaid() {
        Shaped member = member(stays("borne", "stays_at_most: 2, per: term; rate_by_stay: [70%, 40%]"));
        Decision first = member.claim(stay(0, "100", "0"));
        assertThat(words(first)).contains("stays NOTE 1 2", "rate.stay.term TIMES 7000 10000 7000 1");
        assertThat(consumption(first))
                .containsExactly(
                        "hospital/inpatient/1:stays@term:2025-01-01=1", "hospital/inpatient/2:stays@term:2025-01-01=1");
        assertThat(first.toJson()).contains("\"count\":1");
        assertThat(words(member.claim(stay(1, "100", "0")))).contains("rate.stay.term TIMES 4000 10000 4000 2");
        Decision third = member.claim(stay(2, "100", "0"));
        assertThat(reasons(third)).containsExactly("stays_used 2 2");
        assertThat(consumption(third)).isEmpty();
    }

    @Test
    void floorsAndCapsSayTheirAmounts() {
        Shaped floor = member(stays("borne", "rate: 10%; floor: 20"));
        assertThat(words(floor.decide(stay(0, "100", "0")))).contains("floor LIMIT 2000 2000");
        assertThat(words(floor.decide(stay(0, "300", "0")))).noneMatch(it -> it.startsWith("floor"));
        Shaped cap = member(stays("borne", "cap: 100, per: term, group: g; cap: 70, per: event"));
        Decision first = cap.claim(stay(0, "90", "0"));
        assertThat(words(first))
                .contains("cap.group.term.untouched NOTE 10000 0 10000", "cap.event LIMIT 7000 7000 0 7000");
        assertThat(consumption(first))
                .as("a limit is used by what is finally paid")
                .containsExactly("group/g@term:2025-01-01=7000", "hospital/inpatient/2@event:2025-01-01=7000");
        assertThat(words(cap.claim(stay(1, "90", "0")))).contains("cap.group.term LIMIT 3000 10000 7000 3000");
        assertThat(reasons(cap.claim(stay(2, "90", "0")))).containsExactly("limit_used 10000 10000 0");
    }

    @Test
    void capBeforeARateUsesWhatItLetThrough() {
        Decision decision =
                member(stays("borne", "cap: 300, per: term; rate: 80%")).decide(stay(0, "700", "0"));
        assertThat(consumption(decision)).containsExactly("hospital/inpatient/1@term:2025-01-01=30000");
    }

    @Test
    void borneIsTheLimitOverAllBenefitsOfAGroup() {
        Shaped member = member(stays("in_scope", "rate: 100%; never_above: borne, group: cost"));
        ClaimFacts stay = stay(0, "100", "0");
        assertThat(words(member.claim(stay))).noneMatch(it -> it.startsWith("borne_limit"));
        assertThat(reasons(member.claim(stay))).containsExactly("borne_used 10000 10000");
        Shaped floor = member(stays("in_scope", "rate: 10%; floor: 200"));
        assertThat(words(floor.decide(stay))).contains("floor LIMIT 20000 20000", "borne_limit LIMIT 10000 10000 0");
    }

    @Test
    void basesSayWhereTheyStart() {
        Bill bill = new Bill(
                Money.ofYuan(20),
                Money.ofYuan(10),
                Money.ZERO,
                Money.ZERO,
                Money.ofYuan(10),
                Money.ofYuan(8),
                Money.ofYuan(2));
        assertThat(words(member(stays("total_in_scope", "rate: 10%")).decide(stay(FROM, 1, bill))))
                .startsWith("cost START 2000 1", "out_of_scope MINUS 200", "total_in_scope SUBTOTAL 1800");
        assertThat(words(member(stays("total", "rate: 10%")).decide(stay(FROM, 1, bill))))
                .startsWith("cost START 2000 1", "rate TIMES 200 2000 1000");
        assertThat(words(member(stays("out_of_scope", "rate: 10%")).decide(stay(FROM, 1, bill))))
                .startsWith("out_of_scope_base START 200 1", "rate TIMES 20 200 1000");
        assertThat(words(member(stays("in_scope", "rate: 10%")).decide(stay(FROM, 1, bill))))
                .startsWith("borne START 1000 2000 1000 1", "out_of_scope MINUS 200", "in_scope SUBTOTAL 800");
    }

    @Test
    void dailyCashAndItemsSayWhatTheyCount() {
        Shaped days = member(plan("  - {daily_cash: days, name: {zh: 甲, en: A}, opens_on: stay, per_day: 40,"
                + " from_day: 4, at_most: {days: 8, per: term, clause: \"6\"}, clause: \"5\"}"));
        Decision first = days.claim(stay(FROM, 10));
        assertThat(words(first))
                .containsExactly("days NOTE 10 4", "daily_cash START 28000 4000 7", "total TOTAL 28000");
        assertThat(consumption(first)).containsExactly("hospital/days:days@term:2025-01-01=7");
        assertThat(words(days.claim(stay(FROM.plusDays(20), 10))))
                .contains("count.term NOTE 8 7 1", "daily_cash START 4000 4000 1");
        assertThat(reasons(days.claim(stay(FROM.plusDays(40), 10)))).containsExactly("count_used 8 8 0");
        assertThat(reasons(days.decide(stay(FROM, 3)))).containsExactly("stay_too_short 3 4");
        Shaped items = member(plan("  - {per_item: visit, name: {zh: 甲, en: A}, opens_on: any,"
                + " item: {zh: 次, en: visit}, each: {value: 10, example: true}, clause: \"5\"}"));
        ClaimFacts event = ClaimFacts.illness(FROM, FROM, Set.of());
        assertThat(words(items.decide(event.withCounts(Map.of("visit", 2)))))
                .containsExactly("items START 2000 1000 2 次 visit", "example NOTE", "total TOTAL 2000");
        assertThat(reasons(items.decide(event))).containsExactly("no_items");
    }

    @Test
    void partsOfALumpSumAreSaid() {
        PlanVersion plan = plan("  - {lump_sum: diagnosis, name: {zh: 甲, en: A}, once_per: term, clause: \"5\","
                + " lists: [{list: severe, clause: \"6\", parts: ["
                + "{part: treatment, name: {zh: 治疗金, en: Treatment}, per_unit: 10000, clause: \"6\"},"
                + "{part: recovery, name: {zh: 康复金, en: Recovery}, per_unit: {value: 3000, example: true}, clause: \"6\"}],"
                + " classes: [{class: cancer, name: {zh: 癌, en: Cancer}, icd10: [C00-C97]}]}]}");
        ClaimFacts cancer =
                ClaimFacts.illness(FROM, FROM, Set.of(new Icd10("C16.9"))).with(Findings.NONE.withClass("cancer"));
        assertThat(words(member(plan, 3).decide(cancer)))
                .containsExactly(
                        "lump_sum START 3900000 1300000 3 癌 Cancer",
                        "part NOTE 1000000 3 治疗金 Treatment",
                        "part NOTE 300000 3 康复金 Recovery",
                        "example NOTE",
                        "total TOTAL 3900000");
    }

    @Test
    void whatGoesOnOverALifeIsNotToldAsOfThePeriod() {
        Shaped tiers = member(stays("borne", "tiers: [{up_to: 1000, rate: 50%}, {rate: 10%}], per: life"));
        tiers.claim(stay(0, "1500", "0"));
        assertThat(words(tiers.claim(stay(1, "10", "0")))).contains("tiers.earlier.life NOTE 150000");
        Shaped rates = member(stays("borne", "rate_by_stay: [70%, 40%], per: life"));
        rates.claim(stay(0, "100", "0"));
        assertThat(words(rates.claim(stay(1, "100", "0")))).contains("rate.stay.life TIMES 4000 10000 4000 2");
    }

    /** The words for first joiners would be untrue of a wait that everybody serves anew; the last fact chooses. */
    @Test
    void waitOfEveryTermSaysSo() {
        for (String wait : List.of("days: 30", "months: 1")) {
            String text = org.tongzhou.plan.PlanBook.shippedFiles()
                    .getOrDefault("hospital-2025.yaml", "")
                    .replace(
                            "days: {value: 30, example: true}, waived_on_renewal: true",
                            wait + ", waived_on_renewal: false");
            PlanVersion plan =
                    org.tongzhou.plan.PlanFile.parse("m.yaml", text).plan().orElseThrow();
            String last = wait.startsWith("days")
                    ? "waiting_period 2025-01-06 2025-01-30 30 0"
                    : "waiting_months 2025-01-06 2025-01-31 1 0";
            assertThat(reasons(member(plan).decide(stay(FROM.plusDays(5), 2, Golden.bill("10")))))
                    .containsExactly(last);
            String key = "decision.reason." + last.split(" ")[0] + ".zero3";
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                assertThat(ResourceBundle.getBundle("messages.decision", locale).containsKey(key))
                        .as(key)
                        .isTrue();
            }
        }
    }

    @Test
    void waitingMonthsAndAccidentsFreeOfThem() {
        String text = org.tongzhou.plan.PlanBook.shippedFiles()
                .getOrDefault("hospital-2025.yaml", "")
                .replace("days: {value: 30, example: true}", "months: 1, waived_for_accidents: true");
        PlanVersion plan =
                org.tongzhou.plan.PlanFile.parse("m.yaml", text).plan().orElseThrow();
        Shaped member = member(plan);
        assertThat(reasons(member.decide(stay(FROM.plusDays(30), 2, Golden.bill("10")))))
                .containsExactly("waiting_months 2025-01-31 2025-01-31 1");
        assertThat(Shaped.yuan(member.decide(stay(FROM.plusDays(31), 2, Golden.bill("10")))))
                .isEqualTo("7.00");
        ClaimFacts hurt = ClaimFacts.accident(
                FROM, FROM, java.util.Optional.of(new Stay(FROM, FROM)), List.of(Golden.bill("10")));
        assertThat(Shaped.yuan(member.decide(hurt))).isEqualTo("7.00");
    }

    /** The steps, each checked to have words for member and reviewer in both languages. */
    private static List<String> words(Decision decision) {
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            ResourceBundle words = ResourceBundle.getBundle("messages.explanation", locale);
            decision.explanation().steps().forEach(step -> {
                assertThat(words.containsKey("explanation.member." + step.code()))
                        .as(step.code())
                        .isTrue();
                assertThat(words.containsKey("explanation.reviewer." + step.code()))
                        .as(step.code())
                        .isTrue();
            });
        }
        return steps(decision);
    }
}
