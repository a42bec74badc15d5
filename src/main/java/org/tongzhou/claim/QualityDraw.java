package org.tongzhou.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Draws a sample out of claims that pass one by one, however many they are: those whose lot is the lowest. No more of them is kept than
 * the largest population would want.
 */
final class QualityDraw {
    private final Quality.Wish wish;
    private final Function<ClaimId, String> lot;
    private final int most;
    private final PriorityQueue<Drawn> lowest =
            new PriorityQueue<>(Comparator.comparing(Drawn::lot).reversed());
    private final List<ClaimId> risky = new ArrayList<>();
    private int population;

    QualityDraw(Quality.Wish wish, Function<ClaimId, String> lot) {
        this.wish = wish;
        this.lot = lot;
        this.most = Sampling.size(Integer.MAX_VALUE, wish.confidence(), wish.margin());
    }

    private record Drawn(ClaimId claim, String lot) {}

    void add(QualityStore.Approved approved) {
        if (approved.risk()) {
            risky.add(approved.claim());
            return;
        }
        population++;
        lowest.add(new Drawn(approved.claim(), lot.apply(approved.claim())));
        if (lowest.size() > most) {
            lowest.remove();
        }
    }

    boolean isEmpty() {
        return population == 0 && risky.isEmpty();
    }

    /** How many the sample speaks for. */
    int population() {
        return population;
    }

    List<ClaimId> random() {
        return lowest.stream()
                .sorted(Comparator.comparing(Drawn::lot))
                .limit(Sampling.size(population, wish.confidence(), wish.margin()))
                .map(Drawn::claim)
                .toList();
    }

    /** In the order in which they passed. */
    List<ClaimId> risky() {
        return risky;
    }
}
