package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Periods, territories, masks, pages: the small values of the floor at their edges. */
class FloorTest {
    private static final LocalDate FEB_10 = LocalDate.of(2026, 2, 10);

    @Test
    void aYearOfCoverEndsTheDayBeforeItsAnniversary() {
        DateRange year = DateRange.yearFrom(FEB_10);
        assertThat(year.contains(FEB_10)).isTrue();
        assertThat(year.lastDay()).isEqualTo(LocalDate.of(2027, 2, 9));
        assertThat(year.contains(LocalDate.of(2027, 2, 9))).isTrue();
        assertThat(year.contains(LocalDate.of(2027, 2, 10))).isFalse();
        assertThat(DateRange.ofInclusive(FEB_10, LocalDate.of(2027, 2, 9))).isEqualTo(year);
    }

    @Test
    void neighbouringPeriodsDoNotOverlap() {
        DateRange year = DateRange.yearFrom(FEB_10);
        DateRange next = DateRange.yearFrom(year.to());
        assertThat(year.overlaps(next)).isFalse();
        assertThat(year.overlaps(DateRange.ofInclusive(year.lastDay(), next.lastDay())))
                .isTrue();
        assertThatThrownBy(() -> new DateRange(FEB_10, FEB_10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTerritoryCoversWhatIsBelowItAndNothingBeside() {
        FundId fund = new FundId(42);
        Scope county = new Scope(fund, "/42/4202/420281/");
        assertThat(county.covers("/42/4202/420281/u17/")).isTrue();
        assertThat(county.covers("/42/4202/420222/")).isFalse();
        assertThat(county.covers("/42/4202/")).isFalse();
        assertThat(new Scope(fund, "/42/4202/420281/u1/").covers("/42/4202/420281/u17/"))
                .isFalse();
        assertThat("/42/4202/420281/u17/".compareTo(county.from())).isPositive();
        assertThat("/42/4202/420281/u17/".compareTo(county.upTo())).isNegative();
    }

    @Test
    void textIsReadInEitherWritingAndNothingElseIsText() {
        byte[] marked = "\uFEFF会费".getBytes(StandardCharsets.UTF_8);
        assertThat(ChineseText.of(marked)).contains("会费");
        assertThat(ChineseText.of("会费".getBytes(Charset.forName("GB18030")))).contains("会费");
        assertThat(ChineseText.of(new byte[] {(byte) 0xFF, (byte) 0xFF})).isEmpty();
        assertThat(ChineseText.of("会\0费".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aCountyWithoutACityIsStillACounty() {
        FundId fund = new FundId(42);
        assertThat(new Scope(fund, "/42/429004/").level()).isEqualTo(Level.COUNTY);
        assertThat(new Scope(fund, "/42/4202/").level()).isEqualTo(Level.CITY);
        assertThat(Scope.province(fund).level()).isEqualTo(Level.PROVINCE);
        assertThat(new Scope(fund, "/42/429004/u3/").level()).isEqualTo(Level.UNIT);
        assertThatThrownBy(() -> new Scope(fund, "/43/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scope(fund, "/42/%/")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"420981197406121234,4209**********1234", "420981740612123,4209*******2123", "1234567,*******", "'',''"})
    void identityNumbersKeepFourAtEachEnd(String number, String masked) {
        assertThat(Mask.id(number)).isEqualTo(masked).hasSameSizeAs(number);
    }

    @ParameterizedTest
    @CsvSource({
        "6228480600126217,6217",
        "62284806001234567,4567",
        "622848060012345678,5678",
        "6228480600123456219,6219",
        "1234567,****"
    })
    void cardsShowTheirTailAlone(String card, String tail) {
        assertThat(Mask.cardTail(card)).isEqualTo(tail);
    }

    @ParameterizedTest
    @CsvSource({"13872202207,138****2207", "1387220,*******"})
    void phonesHideTheirMiddle(String phone, String masked) {
        assertThat(Mask.phone(phone)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"冯建军,冯*军", "郑爽,郑*", "欧阳小慧,欧阳*慧", "欧阳,欧*", "𠮷田,𠮷*", "古丽·买买提,古*提", "'',''"})
    void namesKeepSurnameAndLastCharacter(String name, String masked) {
        assertThat(Mask.name(name)).isEqualTo(masked);
    }

    @Test
    void aPageKnowsWhetherThereIsMore() {
        assertThat(Slice.of(List.of("a", "b", "c"), 2, x -> x).next()).isEqualTo("b");
        assertThat(Slice.of(List.of("a", "b"), 2, x -> x).next()).isNull();
        assertThat(Slice.below("17")).isEqualTo(17);
        assertThat(Slice.below("")).isEqualTo(Slice.below("no key")).isEqualTo(Long.MAX_VALUE);
        assertThat(Slice.above("17")).isEqualTo(17);
        assertThat(Slice.above(null)).isEqualTo(Slice.above("no key")).isZero();
        assertThat(Turn.below(new Turn(false, 17).key())).isEqualTo(new Turn(false, 17));
        assertThat(Turn.below("")).isEqualTo(Turn.below("2_17")).isEqualTo(new Turn(true, Long.MAX_VALUE));
        assertThat(Turn.above(null)).isEqualTo(new Turn(true, 0));
    }
}
