package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanVersion;

/** What holds for every decision, tried on seeded random events; {@code -Dseed=…} repeats a run. */
class DecisionPropertiesTest {
    private static final int TRIES = 4_000;
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final List<PlanVersion> PLANS = PlanBook.shipped().versions();
    private static final List<String> CODES =
            List.of("I21.0", "C73", "C50.9", "C56", "K80.2", "S82.2", "T31.2", "N18", "I63.9", "C54");
    private static final List<String> CLASSES =
            List.of("ami_severe", "ami_mild", "breast", "cabg", "none", "stroke_mild", "malignant_tumour_severe");

    private record Try(PlanVersion plan, CoverFacts cover, ClaimFacts facts, UsedSoFar used) {
        Decision decide() {
            return Adjudication.decide(plan, cover, facts, used);
        }

        Try with(ClaimFacts other) {
            return new Try(plan, cover, other, used);
        }
    }

    @Test
    void amountsArePositiveWhenPayable() {
        each(it -> assertThat(due(it.decide()))
                .isGreaterThanOrEqualTo(0)
                .satisfies(fen -> assertThat(fen > 0).isEqualTo(it.decide() instanceof Decision.Payable)));
    }

    @Test
    void reimbursementNeverExceedsWhatWasBorne() {
        each(it -> {
            long borne = it.facts().bills().stream()
                    .mapToLong(bill -> bill.borne().fen())
                    .sum();
            if (reimburses(it) && it.facts().findings().equals(Findings.NONE)) {
                assertThat(due(it.decide())).isLessThanOrEqualTo(borne);
            }
        });
    }

    @Test
    void moreInScopeCostNeverPaysLess() {
        each(it -> {
            List<Bill> more = new ArrayList<>(it.facts().bills());
            more.add(Bill.selfPay(Money.ofFen(12_345), Money.ZERO));
            assertThat(due(it.with(bills(it.facts(), more)).decide())).isGreaterThanOrEqualTo(due(it.decide()));
        });
    }

    @Test
    void orderOfBillsAndSplittingThemMakeNoDifference() {
        each(it -> {
            List<Bill> shuffled = new ArrayList<>(it.facts().bills());
            Collections.reverse(shuffled);
            assertThat(it.with(bills(it.facts(), shuffled)).decide().toJson())
                    .isEqualTo(it.decide().toJson());
            List<Bill> split = it.facts().bills().stream()
                    .flatMap(bill -> halves(bill).stream())
                    .toList();
            assertThat(due(it.with(bills(it.facts(), split)).decide())).isEqualTo(due(it.decide()));
        });
    }

    @Test
    void sameInputsGiveTheSameBytes() {
        each(it -> assertThat(it.decide().toJson()).isEqualTo(it.decide().toJson()));
    }

    @Test
    void usesOneByOneAreTheConsumption() {
        each(it -> {
            Decision decision = it.decide();
            Map<LimitKey, Long> told = new java.util.HashMap<>();
            decision.eachUse((key, used) -> assertThat(told.put(key, used)).isNull());
            assertThat(told).isEqualTo(decision.consumption());
            assertThat(told.values()).doesNotContain(0L);
        });
    }

    @Test
    void aDeskSaysOfEachEventWhatItsDecisionSays() {
        Desk desk = new Desk();
        List<String> told = new ArrayList<>();
        List<Decision> kept = new ArrayList<>();
        each(it -> {
            Decision decision = it.decide();
            desk.decide(CompiledPlan.of(it.plan()), it.cover(), it.facts(), it.used());
            assertThat(desk.dueFen())
                    .isEqualTo(due(decision))
                    .isEqualTo(desk.due().fen());
            assertThat(desk.upToFen())
                    .isEqualTo(decision.fold(due -> 0L, open -> open.upTo().fen(), none -> 0L));
            assertThat(Reason.Code.of(desk.reasonBits())).isEqualTo(decision.reasonCodes());
            assertThat(desk.reasonBits()).isEqualTo(decision.reasonBits());
            assertThat(desk.consumption()).isEqualTo(decision.consumption());
            Map<LimitKey, Long> used = new java.util.HashMap<>();
            desk.eachUse(used::put);
            assertThat(used).isEqualTo(decision.consumption());
            told.add(decision.toJson());
            kept.add(desk.decision());
        });
        assertThat(kept).extracting(Decision::toJson).isEqualTo(told);
    }

    @Test
    void anEmptyDeskSaysNothing() {
        Desk desk = new Desk();
        assertThatThrownBy(desk::decision).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(desk::reasonBits).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void payingAgainAndAgainNeverExceedsALimit() {
        each(it -> {
            Try now = new Try(it.plan(), it.cover(), it.facts(), UsedSoFar.NOTHING);
            long paid = 0;
            for (int i = 0; i < 5; i++) {
                Decision decision = now.decide();
                paid += due(decision);
                UsedSoFar used = now.used().plus(consumption(decision));
                now = new Try(it.plan(), it.cover(), it.facts(), used);
            }
            if (!it.plan().code().value().equals("hospital")) {
                assertThat(paid).isLessThanOrEqualTo(7_000_000L * it.cover().units());
            }
        });
    }

    @Test
    void stepsAddUpToTheTotal() {
        each(it -> it.decide()
                .fold(
                        payable -> {
                            List<Step> steps = payable.explanation().steps();
                            Step last = steps.get(steps.size() - 1);
                            assertThat(last.op()).isEqualTo(Op.TOTAL);
                            assertThat(last.amountFen())
                                    .isEqualByComparingTo(java.math.BigDecimal.valueOf(
                                            payable.amount().fen()));
                            return last;
                        },
                        Decision.Proposed::upTo,
                        Decision.NotPayable::reasons));
    }

    @Test
    void everyStepReasonAndMissingThingHasWordsInBothLanguages() {
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            ResourceBundle steps = ResourceBundle.getBundle("messages.explanation", locale);
            ResourceBundle words = ResourceBundle.getBundle("messages.decision", locale);
            each(it -> it.decide().explanation().steps().forEach(step -> {
                assertThat(steps.containsKey("explanation.member." + step.code()))
                        .as(step.code())
                        .isTrue();
                assertThat(steps.containsKey("explanation.reviewer." + step.code()))
                        .as(step.code())
                        .isTrue();
            }));
            for (Reason.Code code : Reason.Code.values()) {
                assertThat(words.containsKey("decision.reason." + code.code()))
                        .as(code.code())
                        .isTrue();
            }
            for (Missing.Code code : Missing.Code.values()) {
                assertThat(words.containsKey("decision.missing." + code.code()))
                        .as(code.code())
                        .isTrue();
            }
        }
    }

    @Test
    void everyClauseThatIsCitedIsInThePlan() {
        each(it -> {
            it.decide().explanation().steps().stream()
                    .flatMap(step -> Optional.ofNullable(step.clause()).stream())
                    .forEach(citation ->
                            assertThat(it.plan().cited(citation)).as(citation).isPresent());
            it.decide().reasons().stream()
                    .flatMap(reason -> reason.clause().stream())
                    .forEach(citation ->
                            assertThat(it.plan().cited(citation)).as(citation).isPresent());
        });
    }

    private static void each(Consumer<Try> property) {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            property.accept(any(random));
        }
    }

    private static Try any(Random random) {
        PlanVersion plan = PLANS.get(random.nextInt(PLANS.size()));
        LocalDate from = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(500));
        LocalDate since = random.nextBoolean() ? from : from.minusYears(1);
        Sex sex = random.nextInt(4) == 0 ? Sex.MALE : Sex.FEMALE;
        int units = 1 + random.nextInt(plan.maxUnits());
        CoverFacts cover = new CoverFacts(plan.code(), units, DateRange.yearFrom(from), since, sex);
        LimitKey lump = new LimitKey("critical/diagnosis", "term:" + from);
        LimitKey cost = new LimitKey("gig-accident/medical/2", "term:" + from);
        UsedSoFar used = random.nextInt(3) > 0
                ? UsedSoFar.NOTHING
                : new UsedSoFar(Map.of(lump, random.nextInt(4_000_001) * 1L, cost, random.nextInt(2_500_000) * 1L));
        return new Try(plan, cover, facts(random, from.plusDays(random.nextInt(420) - 30)), used);
    }

    private static ClaimFacts facts(Random random, LocalDate day) {
        List<Bill> bills = random.ints(random.nextInt(4), 0, 3_000_000)
                .mapToObj(fen -> Bill.selfPay(Money.ofFen(fen), Money.ofFen(random.nextInt(200_000))))
                .toList();
        Set<Icd10> codes = random.ints(random.nextInt(3), 0, CODES.size())
                .mapToObj(index -> new Icd10(CODES.get(index)))
                .collect(Collectors.toSet());
        Stay stay = new Stay(day, day.plusDays(random.nextInt(30)));
        ClaimFacts facts = switch (random.nextInt(3)) {
            case 0 -> ClaimFacts.hospital(stay, day.plusDays(60), codes, bills);
            case 1 -> ClaimFacts.illness(day, day.plusDays(60), codes);
            default ->
                ClaimFacts.accident(day, day.plusDays(60), Optional.of(stay), bills)
                        .withDiagnoses(codes);
        };
        return facts.with(findings(random, day));
    }

    private static Findings findings(Random random, LocalDate day) {
        return switch (random.nextInt(5)) {
            case 0 -> Findings.NONE.withClass(CLASSES.get(random.nextInt(CLASSES.size())));
            case 1 -> Findings.NONE.withGrade(1 + random.nextInt(11), day.plusDays(random.nextInt(300)));
            case 2 -> Findings.NONE.withDeath(day.plusDays(3));
            default -> Findings.NONE;
        };
    }

    private static boolean reimburses(Try it) {
        return it.plan().code().value().equals("hospital")
                || it.plan().code().value().equals("gig-accident");
    }

    private static List<Bill> halves(Bill bill) {
        Money half = Money.ofFen(bill.inScope().fen() / 2);
        return List.of(
                Bill.selfPay(half, bill.outOfScope()),
                Bill.selfPay(bill.inScope().minus(half), Money.ZERO));
    }

    private static ClaimFacts bills(ClaimFacts facts, List<Bill> bills) {
        return new ClaimFacts(
                facts.kind(),
                facts.eventDay(),
                facts.filedOn(),
                facts.stay(),
                facts.diagnoses(),
                bills,
                facts.findings(),
                facts.papers(),
                facts.lateReason());
    }

    private static long due(Decision decision) {
        return decision.fold(it -> it.amount().fen(), it -> 0L, it -> 0L);
    }

    private static Map<LimitKey, Long> consumption(Decision decision) {
        return decision.fold(Decision.Payable::consumption, it -> Map.of(), it -> Map.of());
    }
}
