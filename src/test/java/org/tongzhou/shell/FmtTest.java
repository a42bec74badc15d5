package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;

class FmtTest {
    private static final Fmt ZH = Fmt.of(Words.ZH);
    private static final Fmt EN = Fmt.of(Words.EN);
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);

    @Test
    void amountsHaveThousandsTwoDecimalsAndARealMinusSign() {
        assertThat(ZH.money(Money.ofFen(695_459))).isEqualTo("6,954.59");
        assertThat(ZH.money(Money.ofFen(-186_000))).isEqualTo("−1,860.00");
        assertThat(ZH.yuan(Money.ofFen(695_459))).isEqualTo("6,954.59 元");
        assertThat(EN.yuan(Money.ofFen(-186_000))).isEqualTo("−¥1,860.00");
        assertThat(ZH.exact(new BigDecimal("395459.4"))).isEqualTo("3,954.594");
        assertThat(ZH.shortYuan(Money.ofYuan(30_000))).isEqualTo("30,000 元");
    }

    @Test
    void writesAmountsOfAnySizeAsTheirFormatWould() {
        DecimalFormat format = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
        for (long fen = 1; fen > 0; fen = fen > Long.MAX_VALUE / 3 ? -1 : fen * 3 - 1) {
            String written = format.format(BigDecimal.valueOf(fen, 2));
            assertThat(ZH.money(Money.ofFen(fen))).isEqualTo(written);
            assertThat(ZH.money(Money.ofFen(-fen))).isEqualTo("−" + written);
            assertThat(ZH.count(fen) + ".00").isEqualTo(format.format(fen));
            assertThat(ZH.exact(BigDecimal.valueOf(fen))).isEqualTo(written);
        }
        for (long fen = 0; fen < 120; fen++) {
            assertThat(ZH.money(Money.ofFen(fen))).isEqualTo(format.format(BigDecimal.valueOf(fen, 2)));
        }
        assertThat(ZH.money(Money.ofFen(-5))).isEqualTo("−0.05");
        assertThat(ZH.money(Money.ofFen(Long.MIN_VALUE))).isEqualTo("−92,233,720,368,547,758.08");
    }

    @Test
    void anExactAmountInASentenceHasNoMoreDecimalsThanItNeeds() {
        assertThat(ZH.yuan(BigDecimal.ZERO)).isEqualTo("0 元");
        assertThat(ZH.yuan(new BigDecimal("3000000"))).isEqualTo("30,000 元");
        assertThat(ZH.yuan(new BigDecimal("3000000.00"))).isEqualTo("30,000 元");
        assertThat(ZH.yuan(new BigDecimal("395450"))).isEqualTo("3,954.50 元");
        assertThat(ZH.yuan(new BigDecimal("395459.4"))).isEqualTo("3,954.594 元");
        assertThat(EN.yuan(new BigDecimal("-186001"))).isEqualTo("−¥1,860.01");
    }

    @Test
    void daysAreNumbersAtTheDeskAndWordsToAMember() {
        assertThat(ZH.day(DAY)).isEqualTo("2026-02-10");
        assertThat(ZH.memberDay(DAY)).isEqualTo("2月10日");
        assertThat(EN.memberDay(DAY)).isEqualTo("10 Feb");
        assertThat(ZH.memberDay(LocalDate.of(2025, 8, 14), DAY)).isEqualTo("2025年8月14日");
        assertThat(ZH.weekday(DAY)).isEqualTo("星期二");
        assertThat(EN.shortWeekday(DAY)).isEqualTo("Tue");
    }

    @Test
    void aPeriodIsWrittenWithItsLastDayInside() {
        assertThat(ZH.range(new DateRange(LocalDate.of(2026, 1, 19), LocalDate.of(2026, 2, 4))))
                .isEqualTo("2026-01-19 ～ 2026-02-03");
    }

    @Test
    void instantsShowInTheFundsZone() {
        var at = LocalDateTime.of(2026, 2, 10, 10, 26).atZone(FundClock.ZONE).toInstant();
        assertThat(ZH.stamp(at)).isEqualTo("2026-02-10 10:26");
        assertThat(ZH.memberStamp(at, DAY)).isEqualTo("今天 10:26");
        assertThat(ZH.memberStamp(at, DAY.plusDays(1))).isEqualTo("2月10日 10:26");
    }

    @Test
    void sharesOfNothingAreADash() {
        assertThat(ZH.share(1, 0)).isEqualTo("—");
        assertThat(ZH.share(1857, 1700)).isEqualTo("109.2%");
        assertThat(ZH.percent(6_000)).isEqualTo("60%");
        assertThat(ZH.orNone(null)).isEqualTo("—");
    }
}
