package org.tongzhou.claim;

/** How many to look at, and what may be said afterwards: size from confidence and margin, error from what was found. */
public final class Sampling {
    private static final double HALF = 0.5;
    private static final int BISECTIONS = 60;

    private Sampling() {}

    /**
     * The size of a random sample of {@code population} that tells a share to ± {@code marginPercent} with {@code
     * confidence} percent, whatever the share is (the worst case, one half), with the correction for a small population.
     */
    public static int size(int population, int confidence, int marginPercent) {
        double margin = marginPercent / 100.0;
        double z = quantile(confidence);
        double endless = z * z * HALF * HALF / (margin * margin);
        return population == 0 ? 0 : (int) Math.min(population, Math.ceil(endless / (1 + (endless - 1) / population)));
    }

    /** The two-sided quantile of the normal distribution. */
    private static double quantile(int confidence) {
        return switch (confidence) {
            case 90 -> 1.644854;
            case 95 -> 1.959964;
            case 99 -> 2.575829;
            default -> throw new IllegalArgumentException("confidence " + confidence);
        };
    }

    /**
     * The share of errors that is not passed with {@code confidence} percent, when {@code errors} of {@code looked} were
     * wrong: the exact one-sided binomial bound (Clopper and Pearson), from 0 to 1. It does not use the population's size,
     * so for a small one it says rather too much than too little. Nothing looked at says nothing: 1.
     */
    public static double upperBound(int errors, int looked, int confidence) {
        if (looked == 0 || errors >= looked) {
            return 1;
        }
        double doubt = 1 - confidence / 100.0;
        double low = (double) errors / looked;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (atMost(errors, looked, middle) > doubt) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The chance of at most so many errors when each of {@code looked} is wrong with this share. */
    private static double atMost(int errors, int looked, double share) {
        double log = looked * Math.log1p(-share);
        double sum = 0;
        for (int k = 0; k <= errors; k++) {
            sum += Math.exp(log);
            log += Math.log(looked - k) - Math.log(k + 1) + Math.log(share) - Math.log1p(-share);
        }
        return sum;
    }
}
