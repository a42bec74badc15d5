package org.tongzhou.reporting.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.tongzhou.reporting.RegionFigures;

/** What the map of squares shows; the colour is the step that the value reaches, the darkest green being the best. */
public enum Metric {
    /** Insured against target, in basis points. */
    DONE(RegionFigures::reachedBp, List.of(9_500L, 10_000L, 10_300L, 10_800L, 12_500L), true),
    /** Benefits paid against fees, in basis points; beyond 85 % the fund loses ground. */
    PAID(RegionFigures::lossBp, List.of(2_000L, 4_000L, 5_500L, 7_000L, 8_500L), false),
    /** Working days per claim, in tenths; 7 are promised, so that 7.0 is still kept. */
    DAYS(RegionFigures::daysTenths, List.of(30L, 40L, 50L, 60L, 71L), false);

    /** Steps of a year that still runs, from no colour to the darkest green: nobody is late yet. */
    private static final List<Long> RUNNING = List.of(2_500L, 5_000L, 7_500L, 10_000L);

    private final ToLongFunction<RegionFigures> value;
    private final List<Long> steps;
    private final boolean moreIsBetter;

    Metric(ToLongFunction<RegionFigures> value, List<Long> steps, boolean moreIsBetter) {
        this.value = value;
        this.moreIsBetter = moreIsBetter;
        this.steps = List.copyOf(steps);
    }

    static Metric of(String text) {
        return Arrays.stream(values())
                .filter(metric -> metric.key().equals(text))
                .findFirst()
                .orElse(DONE);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    long value(RegionFigures region) {
        return value.applyAsLong(region);
    }

    List<Long> steps(boolean running) {
        return this == DONE && running ? RUNNING : steps;
    }

    /** 1 (poorest) to 6 (best), 0 for no colour. */
    int colour(RegionFigures region, boolean running) {
        long reached =
                steps(running).stream().filter(step -> value(region) >= step).count();
        return colourOfStep((int) reached, running);
    }

    /** The colour of values that reach so many of the steps. */
    int colourOfStep(int reached, boolean running) {
        if (this == DONE && running) {
            return reached == 0 ? 0 : reached + 2;
        }
        return moreIsBetter ? reached + 1 : 6 - reached;
    }

    /** Whether the region has anything to show. */
    boolean isKnown(RegionFigures region) {
        return switch (this) {
            case DONE -> region.target() > 0;
            case PAID -> !region.fees().isZero();
            case DAYS -> region.decided() > 0;
        };
    }
}
