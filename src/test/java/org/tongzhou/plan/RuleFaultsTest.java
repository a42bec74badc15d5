package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with rules, benefits and joining: each with its line and its path, and nothing else said. */
class RuleFaultsTest {
    private static final String HOSPITAL = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
    private static final String RULE = "- rate: 70%\n        clause: \"6\"";
    private static final String BENEFIT =
            HOSPITAL.substring(HOSPITAL.indexOf("  - reimb"), HOSPITAL.indexOf("\nclauses:"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tiers: [{up_to: 5000, rate: 30%}, {up_to: 5000, rate: 40%}, {rate: 50%}] | TIER_ORDER | .tiers[1].up_to",
                "tiers: [{up_to: 5000, rate: 30%}, {up_to: 4999.99, rate: 40%}, {rate: 50%}] | TIER_ORDER | .tiers[1].up_to",
                "tiers: [{up_to: 0, rate: 30%}, {rate: 50%}] | TIER_ORDER | .tiers[0].up_to",
                "tiers: [{rate: 30%}, {rate: 50%}] | TIER_OPEN | .tiers[0]",
                "tiers: [{up_to: 5000, rate: 30%}] | TIER_CLOSED | .tiers[0]",
                "tiers: [] | EMPTY | .tiers",
                "tiers: [{up_to: 5000, rate: 130%}, {rate: 50%}] | NO_RATE | .tiers[0].rate",
                "tiers: [{upto: 5000, rate: 30%}] | UNKNOWN_KEY | .tiers[0].upto",
                "tiers: {rate: 30%} | NOT_LIST | .tiers",
                "brackets: [{from: 10, rate: 3%}, {from: 10, rate: 4%}] | TIER_ORDER | .brackets[1].from",
                "brackets: [{from: 10, rate: 3%, pays: 4}] | ONE_OF_KEYS | .brackets[0]",
                "brackets: [{from: 10}] | ONE_OF_KEYS | .brackets[0]",
                "deductible: -1 | NO_AMOUNT | .deductible",
                "deductible: 9000000.01 | AMOUNT_TOO_LARGE | .deductible",
                "'deductible: 1, per: year' | NO_CHOICE | .per",
                "'deductible: 1, cap: 2' | ONE_OF_KEYS | ''",
                "'floor: 1, when: birth' | NO_CHOICE | .when",
                "cap: 5 | MISSING | .per",
                "'cap: 5, per: term, group: Über' | NO_CODE | .group",
                "never_above: total | NO_CHOICE | .never_above",
                "never_above: borne | MISSING | .group",
                "stays_at_most: 3 | MISSING | .per",
                "'stays_at_most: many, per: term' | NO_INTEGER | .stays_at_most",
                "'rate_by_stay: [70%, 0%]' | NO_RATE | .rate_by_stay[1]",
                "rate_by_stay: [] | EMPTY | .rate_by_stay",
                "rates: 70% | ONE_OF_KEYS | ''",
            })
    void ruleFaultHasItsPlace(String rule, PlanFaultCode code, String path) {
        String planted = HOSPITAL.replace(RULE, "- {" + rule + ", clause: \"6\"}");
        PlanFault fault = only(planted, code);
        assertThat(fault.path()).isEqualTo("benefits[0].rules[0]" + path);
        assertThat(fault.line()).isEqualTo(line("rate: 70%"));
    }

    @Test
    void ruleWithoutItsClauseIsAFault() {
        assertThat(only(HOSPITAL.replace(RULE, "- {cap: 5, per: term}"), PlanFaultCode.MISSING)
                        .path())
                .isEqualTo("benefits[0].rules[0].clause");
    }

    @Test
    void floorOfWhatARateLeavesMayFollowACapOfItsBase() {
        String cap = "- {cap: 5000, per: event, clause: \"6\"}\n      - ";
        String floor = "{floor: 200, clause: \"6\"}";
        assertThat(faults(HOSPITAL.replace(RULE, cap + "{rate: 70%, clause: \"6\"}\n      - " + floor)))
                .isEmpty();
        String never = "- {never_above: borne, group: g, clause: \"6\"}\n      - ";
        assertThat(only(HOSPITAL.replace(RULE, never + floor), PlanFaultCode.FLOOR_AFTER_CAP)
                        .path())
                .isEqualTo("benefits[0].rules[1]");
    }

    @Test
    void thirdRateOfABenefitIsAFault() {
        String rate = "- {rate: 70%, clause: \"6\"}\n      ";
        PlanFault fault = only(
                HOSPITAL.replace(RULE, rate + rate + "- {tiers: [{rate: 5%}], clause: \"6\"}"),
                PlanFaultCode.TOO_MANY_RATES);
        assertThat(fault.path()).isEqualTo("benefits[0].rules[2]");
        assertThat(fault.arguments()).containsExactly("2");
        String two = rate + "- {brackets: [{from: 1, rate: 5%}], clause: \"6\"}";
        assertThat(faults(HOSPITAL.replace(RULE, two))).isEmpty();
        assertThat(only(
                                HOSPITAL.replace(RULE, two + "\n      - {rate_by_stay: [5%], clause: \"6\"}"),
                                PlanFaultCode.TOO_MANY_RATES)
                        .path())
                .isEqualTo("benefits[0].rules[2]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "daily_cash: a, opens_on: accident, per_day: 4, from_day: 1 | NO_CHOICE | .opens_on",
                "daily_cash: a, opens_on: stay, from_day: 1 | ONE_OF_KEYS | ''",
                "daily_cash: a, opens_on: stay, per_day: 4, from_day: 0 | NO_INTEGER | .from_day",
                "daily_cash: a, opens_on: stay, per_day: 4, from_day: 1, at_most: {days: 4, clause: \"6\"}"
                        + " | MISSING | .at_most.per",
                "daily_cash: a, opens_on: stay, per_day: 4, from_day: 1, at_most: {days: 4, per: term}"
                        + " | MISSING | .at_most.clause",
                "daily_cash: a, opens_on: stay, per_day: 4, from_day: 1, last_day_counts: maybe"
                        + " | NO_CHOICE | .last_day_counts",
                "per_item: a, opens_on: any, each: 4, item: visit | NOT_MAPPING | .item",
                "lump_sum: a, once_per: year, diseases: diseases-2020, lists: [{list: mild, per_unit: 1, clause: \"6\"}]"
                        + " | NO_CHOICE | .once_per",
                "lump_sum: a, once_per: term, each_list: twice, diseases: diseases-2020,"
                        + " lists: [{list: mild, per_unit: 1, clause: \"6\"}] | NO_CHOICE | .each_list",
                "lump_sum: a, once_per: term, lists: [{list: mild, per_unit: 1, clause: \"6\"}]"
                        + " | MISSING | .lists[0].classes",
                "lump_sum: a, once_per: term, diseases: diseases-1999, lists: [{list: mild, per_unit: 1, clause: \"6\"}]"
                        + " | NO_TABLE | .diseases",
                "lump_sum: a, once_per: term, diseases: diseases-2020, lists: [{list: odd, per_unit: 1, clause: \"6\"}]"
                        + " | NO_LIST | .lists[0].list",
                "lump_sum: a, once_per: term, diseases: diseases-2020, lists: [{list: mild, per_unit: 1, parts: [],"
                        + " clause: \"6\"}] | ONE_OF_KEYS | .lists[0]",
                "lump_sum: a, once_per: term, lists: [{list: x, per_unit: 1, clause: \"6\", classes: ["
                        + "{class: y, name: {zh: 一, en: a}, icd10: [C5]}]}] | NO_ICD10 | .lists[0].classes[0].icd10[0]",
                "lump_sum: a, once_per: term, lists: [{list: x, per_unit: 1, clause: \"6\", classes: ["
                        + "{class: y, name: {zh: 一, en: a}}, {class: y, name: {zh: 一, en: a}}]}]"
                        + " | SAME_CODE | .lists[0].classes[1].class",
                "disability: a, sum_per_unit: 5, grades: [100%, 200%], judged_by_day: 180 | NO_RATE | .grades[1]",
                "disability: a, sum_per_unit: 5, grades: [100%], judged_by_day: 731 | NO_INTEGER | .judged_by_day",
                "payout: a | ONE_OF_KEYS | ''",
            })
    void benefitFaultHasItsPlace(String benefit, PlanFaultCode code, String path) {
        String item = "  - {" + benefit + ", name: {zh: 甲, en: A}, clause: \"5\"}\n";
        PlanFault fault = faults(HOSPITAL.replace(BENEFIT, item)).stream()
                .filter(it -> it.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(faults(HOSPITAL.replace(BENEFIT, item))));
        assertThat(fault.path()).isEqualTo("benefits[0]" + path);
        assertThat(fault.line()).isEqualTo(line("- reimbursement"));
    }

    /** A confirmed class stands for one list: which of two would be paid, nobody could say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{list: mild, per_unit: 1, clause: \"6\"} | mild",
                "{list: own, per_unit: 1, clause: \"6\", classes: [{class: cervical, name: {zh: 一, en: a}}]} | cervical",
            })
    void classStandsOnOneListOfABenefit(String second, String named) {
        String item = "  - {lump_sum: a, once_per: term, diseases: diseases-2020, lists: ["
                + "{list: women, per_unit: 2, clause: \"6\"}, {list: mild, per_unit: 3, clause: \"6\"}, %s],"
                + " name: {zh: 甲, en: A}, clause: \"5\"}\n";
        String text = HOSPITAL.replace(BENEFIT, item.formatted(second));
        PlanFault fault = only(text, PlanFaultCode.LISTED_TWICE);
        assertThat(fault.path()).isEqualTo("benefits[0].lists[2].list");
        assertThat(fault.arguments()).containsExactly(named);
        assertThat(PlanFile.accepted("test.yaml", text).plan())
                .as("an edition accepted before is still read")
                .isPresent();
    }

    @Test
    void twoBenefitsMayPayForOneClass() {
        String item = "  - {lump_sum: %s, once_per: term, diseases: diseases-2020, lists: ["
                + "{list: mild, per_unit: 3, clause: \"6\"}], name: {zh: 甲, en: A}, clause: \"5\"}\n";
        assertThat(faults(HOSPITAL.replace(BENEFIT, item.formatted("a") + item.formatted("b"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: 16, to: 60 | from: 61, to: 60 | AGES | age.to",
                "max_units: 1 | max_units: 100 | NO_INTEGER | max_units",
                "sex: any | sex: any, requires: [hospital], excludes: [hospital] | BOTH_WAYS | excludes",
                "sex: any | sex: any, requires: [Base] | NO_CODE | requires[0]",
                "sex: any | sex: any, unit_types: [] | EMPTY | unit_types",
                "sex: any | sex: any, occupations: [一类] | NO_CODE | occupations[0]",
                "sex: any | sex: any, equal_units: yes | NO_CHOICE | equal_units",
                "sex: any | sex: any, participation: [{at_least: 80%}, {at_least: 70%}] | TIER_OPEN | participation[0]",
                "sex: any | sex: any, participation: [{staff_below: 9, at_least: 80%}] | TIER_CLOSED | participation[0]",
                "sex: any | sex: any, participation: [{staff_below: 9, at_least: 80%}, {staff_below: 9, at_least: 70%},"
                        + " {at_least: 60%}] | TIER_ORDER | participation[1].staff_below",
                "{per_unit: {value: 95.00, example: true}} | {per_unit: 5, per_person: 5} | ONE_OF_KEYS | fee",
                "{per_unit: {value: 95.00, example: true}} | {per_unit: 5, shares: {worker: 50%, union: 49.99%}}"
                        + " | SHARES_SUM | fee.shares",
                "{per_unit: {value: 95.00, example: true}} | {per_unit: 5, shares: {boss: 100%}}"
                        + " | UNKNOWN_KEY | fee.shares.boss",
                "{per_unit: {value: 95.00, example: true}} | {by_age: [{up_to: 20, per_person: 1}]}"
                        + " | TIER_CLOSED | fee.by_age[0]",
                "{per_unit: {value: 95.00, example: true}} | {by_age: [{per_person: 1}, {per_person: 2}]}"
                        + " | TIER_OPEN | fee.by_age[0]",
                "{per_unit: {value: 95.00, example: true}} | {by_age: [{up_to: 20, per_person: 1},"
                        + " {up_to: 20, per_person: 1}, {per_person: 2}]} | TIER_ORDER | fee.by_age[1].up_to",
                "{per_unit: {value: 95.00, example: true}} | {by_occupation: [{class: 1, per_unit: 1},"
                        + " {class: 1, per_unit: 2}]} | SAME_CODE | fee.by_occupation[1].class",
                "{per_unit: {value: 95.00, example: true}} | {rate_of_income: 101%} | NO_RATE | fee.rate_of_income",
                "{per_unit: {value: 95.00, example: true}} | {per_unit: 5, per_policy: [{part: a, amount: 5}]}"
                        + " | MISSING | fee.per_policy[0].name",
            })
    void joiningFaultHasItsPlace(String right, String wrong, PlanFaultCode code, String path) {
        String text = HOSPITAL.replace(right, wrong.replace(", ", wrong.startsWith("sex") ? "\u0000" : ", "));
        text = lines(text);
        PlanFault fault = only(text, code);
        assertThat(fault.path()).isEqualTo("joining." + path);
        assertThat(fault.line()).isGreaterThan(line("joining:"));
    }

    /** Keys beside {@code sex} stand on lines of their own; inside brackets a comma stays one. */
    private static String lines(String text) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            out.append(c != '\u0000' ? Character.toString(c) : depth > 0 ? ", " : "\n  ");
        }
        return out.toString();
    }

    private static int line(String of) {
        return HOSPITAL.substring(0, HOSPITAL.indexOf(of)).split("\n", -1).length;
    }

    private static PlanFault only(String text, PlanFaultCode code) {
        List<PlanFault> found =
                faults(text).stream().filter(it -> it.code() == code).toList();
        assertThat(found).as(() -> faults(text).toString()).hasSize(1);
        assertThat(found.get(0).toString()).startsWith("test.yaml:").doesNotContain("{0}");
        return found.get(0);
    }

    private static List<PlanFault> faults(String text) {
        return PlanFile.parse("test.yaml", text).faults();
    }
}
