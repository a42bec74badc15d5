package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Per;

/** The arithmetic of exact amounts, and the keys and counts of limits. */
class ExactTest {
    @ParameterizedTest
    @CsvSource({
        "200625, 7000, 140437.5, 140438",
        "1, 1, 0.0001, 0",
        "1, 4999, 0.4999, 0",
        "1, 5000, 0.5, 1",
        "3, 5000, 1.5, 2",
        "90000000000, 10000, 90000000000, 90000000000",
        "89999999999, 9999, 89990999999.0001, 89990999999",
    })
    void rateIsExactAndRoundedOnceHalfUp(long fen, int basisPoints, String exact, long rounded) {
        long amount = Exact.rate(Exact.ofFen(fen), basisPoints);
        assertThat(Exact.decimal(amount).toPlainString()).isEqualTo(exact);
        assertThat(Exact.roundHalfUp(amount)).isEqualTo(rounded);
        assertThat(Exact.isSome(amount)).isEqualTo(rounded > 0);
        assertThat(Exact.isWholeFen(amount)).isEqualTo(!exact.contains("."));
    }

    @Test
    void twoRatesAreExactAndAThirdIsRefused() {
        long two = Exact.rate(Exact.rate(Exact.ofFen(1), 1), 1);
        assertThat(Exact.decimal(two).toPlainString()).isEqualTo("0.00000001");
        assertThatThrownBy(() -> Exact.rate(two, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Exact.ofFen(Long.MAX_VALUE / 1_000)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void billsBeyondNineHundredMillionAreRefused() {
        Bill most = Bill.selfPay(Money.ofFen(Exact.MOST_FEN), Money.ZERO);
        assertThat(Shaped.stay(Shaped.FROM, 1, most).borneFen).isEqualTo(90_000_000_000L);
        Bill fen = Bill.selfPay(Money.ofFen(1), Money.ZERO);
        assertThatThrownBy(() -> Shaped.stay(Shaped.FROM, 1, most, fen)).hasMessageContaining("900000000.00");
        ClaimFacts stay = Shaped.stay(Shaped.FROM, 1);
        assertThat(stay.withCounts(Map.of("a", 9_999)).counts()).containsEntry("a", 9_999);
        assertThatThrownBy(() -> stay.withCounts(Map.of("a", 10_000))).hasMessageContaining("9999");
        assertThatThrownBy(() -> stay.withCounts(Map.of("a", -1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsAreWrittenAndReadTheSame() {
        for (String period : List.of("event:2025-09-02", "term:2025-01-01", "life")) {
            LimitKey key = new LimitKey("p/b/1", period);
            assertThat(key.period()).isEqualTo(period);
            assertThat(key).isEqualTo(new LimitKey("p/b/1", period)).hasToString("p/b/1@" + period);
            assertThat(key.hashCode()).isEqualTo(new LimitKey("p/b/1", period).hashCode());
        }
        assertThat(new LimitKey("p/b", "term:2025-01-01").per()).isEqualTo(Per.TERM);
        assertThat(new LimitKey("p/b", "life").isMoney()).isTrue();
        assertThat(new LimitKey("p/b:days", "life").isMoney()).isFalse();
        assertThat(new LimitKey("p/a", "life")).isLessThan(new LimitKey("p/b", "life"));
    }

    @Test
    void usedSoFarAddsUp() {
        LimitKey key = new LimitKey("p/b", "life");
        LimitKey other = new LimitKey("p/c", "life");
        UsedSoFar used = UsedSoFar.NOTHING.plus(Map.of(key, 5L)).plus(Map.of(key, 7L, other, 1L));
        assertThat(used.of(key)).isEqualTo(12);
        assertThat(used.of(other)).isEqualTo(1);
        assertThat(UsedSoFar.NOTHING.of(key)).isZero();
        assertThat(used.of(new LimitKey("p/b", "term:1970-01-01"))).isZero();
        assertThat(used.plus(Map.of()).amounts()).isEqualTo(Map.of(key, 12L, other, 1L));
        assertThatThrownBy(() -> used.plus(Map.of(key, Long.MAX_VALUE))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void whatWasUsedIsKnownByLimitAndPeriod() {
        LimitKey term = new LimitKey("p/b", "term:2025-01-01");
        LimitKey event = new LimitKey("p/b", "event:2025-01-01");
        LimitKey next = new LimitKey("p/b", "term:2026-01-01");
        UsedSoFar used = new UsedSoFar(Map.of(term, 1L, event, 2L, next, 3L));
        assertThat(List.of(used.of(term), used.of(event), used.of(next))).containsExactly(1L, 2L, 3L);
        assertThat(used.amounts()).isEqualTo(Map.of(term, 1L, event, 2L, next, 3L));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 2", "5, 5, 6"})
    void daysOfAStay(int nights, long without, long with) {
        Stay stay = new Stay(Shaped.FROM, Shaped.FROM.plusDays(nights));
        assertThat(stay.days(false)).isEqualTo(without);
        assertThat(stay.days(true)).isEqualTo(with);
    }

    @Test
    void casesOfBillsAreKeptApart() {
        Shaped member = Shaped.member(Shaped.stays("in_scope", "rate: 100%; never_above: borne, group: cost"));
        ClaimFacts stay = Shaped.stay(0, "100", "0");
        assertThat(Shaped.yuan(member.claim(stay.withReference("1")))).isEqualTo("100.00");
        assertThat(Shaped.yuan(member.decide(stay.withReference("1")))).isEqualTo("0");
        assertThat(Shaped.yuan(member.decide(stay.withReference("2")))).isEqualTo("100.00");
        assertThat(Shaped.consumption(member.decide(stay.withReference("2"))))
                .containsExactly("group/cost/2@event:2025-01-01=10000");
    }

    @Test
    void limitsStandInTheOrderOfTheirText() {
        List<LimitKey> keys = Stream.of("a/b", "a/b/1", "a/b:days", "group/g")
                .flatMap(limit -> Stream.of("life", "term:2025-01-01", "term:2024-12-31", "event:2026-02-03")
                        .map(period -> new LimitKey(limit, period)))
                .toList();
        assertThat(keys.stream().sorted()).extracting(LimitKey::toString).isSorted();
    }
}
