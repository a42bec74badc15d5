package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SamplingTest {
    @Test
    void theSizeFollowsFromConfidenceAndMargin() {
        assertThat(Sampling.size(1_000_000, 95, 5)).isEqualTo(384);
        assertThat(Sampling.size(17_400, 95, 5)).isEqualTo(376);
        assertThat(Sampling.size(200, 95, 5)).isEqualTo(132);
        assertThat(Sampling.size(1_000_000, 99, 3)).isEqualTo(1_840);
        assertThat(Sampling.size(10, 95, 1)).isEqualTo(10);
        assertThat(Sampling.size(0, 95, 5)).isZero();
    }

    @Test
    void theBoundIsTheExactOne() {
        assertThat(Sampling.upperBound(0, 59, 95)).isCloseTo(1 - Math.pow(0.05, 1.0 / 59), within(1e-9));
        assertThat(Sampling.upperBound(0, 300, 95)).isCloseTo(0.009936, within(1e-6));
        assertThat(Sampling.upperBound(1, 10, 95)).isCloseTo(0.394163, within(1e-6));
        assertThat(Sampling.upperBound(5, 100, 95)).isCloseTo(0.102253, within(1e-6));
        assertThat(Sampling.upperBound(3, 3, 95)).isEqualTo(1);
        assertThat(Sampling.upperBound(0, 0, 95)).isEqualTo(1);
    }

    /** Of many samples of a known share, about as many bounds hold as the confidence says. */
    @Test
    void theBoundHoldsAsOftenAsItSays() {
        long seed = 20260210;
        SplittableRandom random = new SplittableRandom(seed);
        int held = 0;
        for (int round = 0; round < 4_000; round++) {
            int errors = 0;
            for (int i = 0; i < 120; i++) {
                errors += random.nextInt(100) < 4 ? 1 : 0;
            }
            held += Sampling.upperBound(errors, 120, 95) >= 0.04 ? 1 : 0;
        }
        assertThat(held / 4_000.0).as("seed %d", seed).isBetween(0.95, 0.99);
    }
}
