package org.tongzhou.reporting.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** The unit of a page's numbers: large figures in ten thousands (in English thousands) with one decimal, small ones whole. */
record Scale(long divisor, int decimals, String unit) {
    /** From here on people are counted in ten thousands. */
    private static final long LARGE_COUNT = 100_000;

    /** From here on (a million yuan) money is told in ten thousands. */
    private static final long LARGE_FEN = 100_000_000;

    static Scale ofPeople(long largest, boolean english) {
        if (largest < LARGE_COUNT) {
            return new Scale(1, 0, "reporting.unit.people");
        }
        return new Scale(english ? 1_000 : 10_000, 1, "reporting.unit.people.large");
    }

    static Scale ofMoney(long largestFen, boolean english) {
        if (largestFen < LARGE_FEN) {
            return new Scale(100, 2, "reporting.unit.money");
        }
        return new Scale(english ? 100_000 : 1_000_000, 1, "reporting.unit.money.large");
    }

    BigDecimal number(long value) {
        return BigDecimal.valueOf(value).divide(BigDecimal.valueOf(divisor), decimals, RoundingMode.HALF_UP);
    }

    String of(long value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number(value));
    }
}
