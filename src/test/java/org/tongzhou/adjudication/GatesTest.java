package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/** The first and the last day of every rule that holds for a whole plan, and the days that are told. */
class GatesTest {
    private static final LocalDate FROM = LocalDate.of(2025, 3, 1);
    private static final CoverFacts COVER =
            new CoverFacts(new PlanCode("hospital"), 1, DateRange.yearFrom(FROM), FROM, Sex.FEMALE);
    private static final PlanVersion PLAN = PlanFile.parse(
                    "hospital.yaml",
                    PlanBook.shippedFiles()
                            .getOrDefault("hospital-2025.yaml", "")
                            .replace("within_days: none", "within_days: 60"))
            .plan()
            .orElseThrow();

    @Test
    void coverHoldsFromItsFirstDayToItsLast() {
        CoverFacts longCovered =
                new CoverFacts(new PlanCode("hospital"), 1, DateRange.yearFrom(FROM), FROM.minusYears(1), Sex.FEMALE);
        assertThat(codes(longCovered, stay(FROM, 0))).isEmpty();
        assertThat(codes(longCovered, stay(LocalDate.of(2026, 2, 28), 0))).isEmpty();
        assertThat(codes(longCovered, stay(FROM.minusDays(1), 0))).containsExactly(Reason.Code.OUTSIDE_COVER);
        Decision after = decide(longCovered, stay(LocalDate.of(2026, 3, 1), 0));
        assertThat(after.reasons().get(0).facts())
                .extracting(Fact::value)
                .containsExactly("2026-03-01", "2025-03-01", "2026-02-28");
    }

    @Test
    void waitingEndsWithItsLastDay() {
        Decision last = decide(COVER, stay(LocalDate.of(2025, 3, 30), 0));
        assertThat(last.reasonCodes()).containsExactly(Reason.Code.WAITING_PERIOD);
        assertThat(last.reasons().get(0).facts())
                .extracting(Fact::value)
                .containsExactly("2025-03-30", "2025-03-30", "30");
        Decision first = decide(COVER, stay(LocalDate.of(2025, 3, 31), 0));
        assertThat(values(first, "waited")).containsExactly("2025-03-30", "2025-03-01");
        assertThat(values(first, "in_cover")).containsExactly("2025-03-31", "2025-03-01", "2026-02-28");
    }

    @Test
    void whatTheCertificateSaysOfTheWaitGoesBeforeThePlan() {
        CoverFacts sooner = COVER.counting(FROM.plusDays(10));
        assertThat(codes(sooner, stay(FROM.plusDays(10), 0))).isEmpty();
        Decision early = decide(sooner, stay(FROM.plusDays(9), 0));
        assertThat(early.reasonCodes()).containsExactly(Reason.Code.WAITING_PERIOD);
        assertThat(early.reasons().get(0).facts())
                .extracting(Fact::value)
                .containsExactly("2025-03-10", "2025-03-10", "10");
        CoverFacts later = COVER.counting(FROM.plusDays(40));
        assertThat(codes(later, stay(FROM.plusDays(39), 0))).containsExactly(Reason.Code.WAITING_PERIOD);
        assertThat(codes(later, stay(FROM.plusDays(40), 0))).isEmpty();
    }

    @Test
    void filingIsInTimeOnTheLastDayAndLateOnTheNext() {
        LocalDate day = LocalDate.of(2025, 6, 1);
        assertThat(codes(COVER, stay(day, 60))).isEmpty();
        Decision late = decide(COVER, stay(day, 61));
        assertThat(late.reasonCodes()).containsExactly(Reason.Code.FILED_LATE);
        assertThat(late.reasons().get(0).facts()).extracting(Fact::value).containsExactly("2025-08-01", "2025-07-31");
        Decision excused = decide(COVER, stay(day, 61).withLateReason("洪水"));
        assertThat(values(excused, "late_reason")).containsExactly("洪水");
    }

    @Test
    void planHoldsFromItsFirstDay() {
        CoverFacts early = new CoverFacts(
                new PlanCode("hospital"),
                1,
                DateRange.yearFrom(LocalDate.of(2024, 6, 1)),
                LocalDate.of(2024, 6, 1),
                Sex.MALE);
        assertThat(codes(early, stay(LocalDate.of(2025, 1, 1), 0))).isEmpty();
        Decision before = decide(early, stay(LocalDate.of(2024, 12, 31), 0));
        assertThat(before.reasonCodes()).containsExactly(Reason.Code.PLAN_NOT_IN_FORCE);
        assertThat(before.reasons().get(0).facts()).extracting(Fact::value).containsExactly("2024-12-31", "2025-01-01");
    }

    /** Covers outlast the end that an edition states: which edition decides has been settled before. */
    @Test
    void aCoverThatRunsPastTheEndOfAnEditionIsDecidedByIt() {
        PlanVersion ended = PLAN.until(LocalDate.of(2026, 1, 1));
        CoverFacts cover = new CoverFacts(
                new PlanCode("hospital"),
                1,
                DateRange.yearFrom(LocalDate.of(2025, 7, 1)),
                LocalDate.of(2024, 7, 1),
                Sex.MALE);
        Decision decision = Adjudication.decide(ended, cover, stay(LocalDate.of(2026, 2, 1), 0), UsedSoFar.NOTHING);
        assertThat(decision.reasonCodes()).isEmpty();
    }

    private static ClaimFacts stay(LocalDate admitted, int filedAfterDays) {
        return ClaimFacts.hospital(
                new Stay(admitted, admitted.plusDays(5)),
                admitted.plusDays(filedAfterDays),
                Set.of(),
                List.of(Bill.selfPay(Money.ofYuan(1_000), Money.ZERO)));
    }

    private static Decision decide(CoverFacts cover, ClaimFacts facts) {
        return Adjudication.decide(PLAN, cover, facts, UsedSoFar.NOTHING);
    }

    private static Set<Reason.Code> codes(CoverFacts cover, ClaimFacts facts) {
        return decide(cover, facts).reasonCodes();
    }

    private static List<String> values(Decision decision, String step) {
        return decision.explanation().steps().stream()
                .filter(it -> it.code().equals(step))
                .map(Step::facts)
                .flatMap(List::stream)
                .map(Fact::value)
                .toList();
    }
}
