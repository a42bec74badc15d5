package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sample is those with the lowest lots of all that passed, wherever among them they stood. */
class QualityDrawTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);

    @Test
    void theLowestLotsAreDrawnInTheirOrder() {
        QualityDraw draw = new QualityDraw(new Quality.Wish(DAY, DAY, 95, 5), QualityDrawTest::lot);
        IntStream.rangeClosed(1, 20_000)
                .forEach(n -> draw.add(new QualityStore.Approved(new ClaimId(n), n % 1_000 == 0)));
        List<ClaimId> lowest = IntStream.rangeClosed(1, 20_000)
                .filter(n -> n % 1_000 != 0)
                .mapToObj(ClaimId::new)
                .sorted((one, other) -> lot(one).compareTo(lot(other)))
                .limit(Sampling.size(19_980, 95, 5))
                .toList();
        assertThat(draw.population()).isEqualTo(19_980);
        assertThat(draw.random()).isEqualTo(lowest);
        assertThat(draw.risky()).hasSize(20).isSortedAccordingTo(java.util.Comparator.comparing(ClaimId::value));
    }

    /** A number of its own for each, in no order of the claims. */
    private static String lot(ClaimId claim) {
        return "%05d".formatted(claim.value() * 7_919 % 20_011);
    }
}
