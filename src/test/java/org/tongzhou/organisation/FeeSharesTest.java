package org.tongzhou.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;

class FeeSharesTest {
    private static final Money TEN_FEN = Money.ofFen(10);

    @Test
    void theOddFenGoesToTheEmployer() {
        Shares shares = new FeeShares(3_333, 3_333, 3_334, 0).split(Money.ofFen(100));
        assertThat(shares).isEqualTo(shares(33, 34, 33, 0));
    }

    @Test
    void withoutAnEmployerTheOddFenGoesToTheFirstWhoPays() {
        assertThat(new FeeShares(3_333, 0, 3_333, 3_334).split(TEN_FEN)).isEqualTo(shares(4, 0, 3, 3));
        assertThat(new FeeShares(0, 0, 3_333, 6_667).split(TEN_FEN)).isEqualTo(shares(0, 0, 4, 6));
        assertThat(new FeeShares(0, 0, 0, 10_000).split(TEN_FEN)).isEqualTo(shares(0, 0, 0, 10));
    }

    @Test
    void whoPaysNothingIsNeverGivenTheOddFen() {
        assertThat(new FeeShares(0, 0, 5_000, 5_000).split(Money.ofFen(1))).isEqualTo(shares(0, 0, 1, 0));
    }

    @Test
    void partsAlwaysSumToTheFee() {
        long seed = 20_260_210;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            int worker = random.nextInt(10_001);
            int employer = random.nextInt(10_001 - worker);
            int union = random.nextInt(10_001 - worker - employer);
            FeeShares shares = new FeeShares(worker, employer, union, 10_000 - worker - employer - union);
            Money fee = Money.ofFen(random.nextLong(500_000_000_000L));
            Shares split = shares.split(fee);
            assertThat(split.total()).as("seed %d, try %d", seed, i).isEqualTo(fee);
            assertThat(split.amounts().values()).allMatch(Money::isPositive);
        }
    }

    @Test
    void sharesThatAreNotAWholeAreRefused() {
        assertThatThrownBy(() -> new FeeShares(5_000, 4_999, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FeeShares(-1, 10_001, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeeShares.worker().split(Money.ofFen(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsGivenInYuanCountsFirstAndNeverMoreThanTheFee() {
        FeeShares shares = new FeeShares(Map.of(
                Payer.CITY_UNION, new Share.Each(Money.ofYuan(60)),
                Payer.DONOR, new Share.Each(Money.ofYuan(30)),
                Payer.WORKER, new Share.Percent(5_000),
                Payer.EMPLOYER, new Share.Percent(5_000)));
        Shares two = shares.split(List.of(new PeopleFee(Money.ofYuan(50), 1), new PeopleFee(Money.ofYuan(190), 2)));
        assertThat(two.of(Payer.DONOR)).isEqualTo(Money.ofYuan(90));
        assertThat(two.of(Payer.CITY_UNION)).as("20 left of the first fee").isEqualTo(Money.ofYuan(140));
        assertThat(two.ofUnit()).isEqualTo(Money.ofYuan(200));
        assertThat(two.of(Payer.EMPLOYER)).isEqualTo(Money.ofYuan(100));
        assertThat(two.total()).isEqualTo(Money.ofYuan(430));
    }

    @Test
    void amountsInYuanAndPercentagesTogetherAreTheFee() {
        long seed = 20_260_211;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            int worker = 1 + random.nextInt(9_999);
            FeeShares shares = new FeeShares(Map.of(
                    Payer.COUNTY_UNION, new Share.Each(Money.ofFen(1 + random.nextInt(20_000))),
                    Payer.PROVINCE_UNION, new Share.Each(Money.ofFen(1 + random.nextInt(20_000))),
                    Payer.WORKER, new Share.Percent(worker),
                    Payer.DONOR, new Share.Percent(10_000 - worker)));
            List<PeopleFee> fees = List.of(
                    new PeopleFee(Money.ofFen(random.nextInt(30_000)), random.nextInt(5_000)),
                    new PeopleFee(Money.ofFen(random.nextInt(30_000)), random.nextInt(5_000)));
            assertThat(shares.split(fees).total())
                    .as("seed %d, try %d", seed, i)
                    .isEqualTo(fees.get(0).total().plus(fees.get(1).total()));
        }
    }

    private static Shares shares(long worker, long employer, long union, long donor) {
        return new Shares(Map.of(
                Payer.WORKER, Money.ofFen(worker),
                Payer.EMPLOYER, Money.ofFen(employer),
                Payer.COUNTY_UNION, Money.ofFen(union),
                Payer.DONOR, Money.ofFen(donor)));
    }
}
