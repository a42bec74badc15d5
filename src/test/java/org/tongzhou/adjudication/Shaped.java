package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/** Small plans with one rule shape each, and members who claim again and again under them. */
final class Shaped {
    static final LocalDate FROM = LocalDate.of(2025, 1, 1);
    private static final String HOSPITAL = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");

    private final CompiledPlan plan;
    private final CoverFacts cover;
    private UsedSoFar used = UsedSoFar.NOTHING;

    private Shaped(CompiledPlan plan, CoverFacts cover) {
        this.plan = plan;
        this.cover = cover;
    }

    /** The shipped hospital plan, without waiting, with these benefits and up to nine units. */
    static PlanVersion plan(String benefits) {
        int from = HOSPITAL.indexOf("benefits:");
        int to = HOSPITAL.indexOf("clauses:");
        String text = (HOSPITAL.substring(0, from) + "benefits:\n" + benefits + "\n\n" + HOSPITAL.substring(to))
                .replace("days: {value: 30, example: true}", "days: 0")
                .replace("max_units: 1", "max_units: 9");
        PlanFile.Parsed parsed = PlanFile.parse("shape.yaml", text);
        return parsed.plan().orElseThrow(() -> new AssertionError(parsed.faults() + "\n" + text));
    }

    /** One reimbursement of stays; rules in short form, {@code rate: 70%; cap: 300, per: term}. */
    static PlanVersion stays(String base, String rules) {
        return plan("  - {reimbursement: inpatient, name: {zh: 甲, en: A}, opens_on: stay, base: " + base
                + ", clause: \"5\", rules: [" + written(rules) + "]}");
    }

    private static String written(String rules) {
        return Arrays.stream(rules.split(";"))
                .map(rule -> "{" + rule.strip() + ", clause: \"6\"}")
                .collect(Collectors.joining(", "));
    }

    static Shaped member(PlanVersion plan) {
        return member(plan, 1);
    }

    static Shaped member(PlanVersion plan, int units) {
        return new Shaped(
                CompiledPlan.of(plan),
                new CoverFacts(new PlanCode("hospital"), units, DateRange.yearFrom(FROM), FROM, Sex.FEMALE));
    }

    /** The same member in the next term, with what was used so far. */
    Shaped nextYear() {
        LocalDate from = FROM.plusYears(1);
        Shaped next = new Shaped(
                plan, new CoverFacts(cover.plan(), cover.units(), DateRange.yearFrom(from), FROM, Sex.FEMALE));
        next.used = used;
        return next;
    }

    /** The same member with other units under another edition, with what was used so far, or was kept of it. */
    Shaped renewed(PlanVersion edition, int units, UsedSoFar kept) {
        LocalDate from = FROM.plusYears(1);
        Shaped next = new Shaped(
                CompiledPlan.of(edition),
                new CoverFacts(cover.plan(), units, DateRange.yearFrom(from), FROM, Sex.FEMALE));
        next.used = kept;
        return next;
    }

    UsedSoFar used() {
        return used;
    }

    Decision decide(ClaimFacts facts) {
        return plan.decide(cover, facts, used);
    }

    /** Decides and carries out; what is not payable still meets deductibles. */
    Decision claim(ClaimFacts facts) {
        Decision decision = decide(facts);
        used = used.plus(decision.consumption());
        return decision;
    }

    /** The amounts of claims one after another, in yuan; 0 where nothing is payable. */
    List<String> claims(List<ClaimFacts> facts) {
        List<String> paid = new ArrayList<>();
        facts.forEach(it -> paid.add(yuan(claim(it))));
        return paid;
    }

    /** A stay of the cover's n-th month with this in-scope and out-of-scope self-pay. */
    static ClaimFacts stay(int month, String inScope, String outOfScope) {
        return stay(FROM.plusMonths(month), 6, Bill.selfPay(Money.parseYuan(inScope), Money.parseYuan(outOfScope)));
    }

    static ClaimFacts stay(LocalDate admitted, int nights, Bill... bills) {
        return ClaimFacts.hospital(
                new Stay(admitted, admitted.plusDays(nights)), admitted.plusDays(60), Set.of(), List.of(bills));
    }

    static String yuan(Decision decision) {
        return decision.fold(
                it -> it.amount().plainYuan(), it -> "up to " + it.upTo().plainYuan(), it -> "0");
    }

    /** Code, sign, amount and facts of every step behind the notes about cover and waiting. */
    static List<String> steps(Decision decision) {
        return decision.explanation().steps().stream()
                .filter(step -> !step.code().equals("in_cover"))
                .map(step -> (step.code() + " " + step.op() + " "
                                + (step.amountFen() == null
                                        ? ""
                                        : step.amountFen().toPlainString()) + " "
                                + values(step.facts()))
                        .strip()
                        .replaceAll(" +", " "))
                .toList();
    }

    static List<String> reasons(Decision decision) {
        return decision.reasons().stream()
                .map(it -> (it.code().code() + " " + values(it.facts())).strip())
                .toList();
    }

    private static String values(List<Fact> facts) {
        return facts.stream().map(Fact::value).collect(Collectors.joining(" "));
    }

    static List<String> consumption(Decision decision) {
        return decision.consumption().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .toList();
    }
}
