package org.tongzhou.reporting.web;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.tongzhou.kernel.Refusal;

/** The year that a page is asked for. */
final class Years {
    private static final Pattern YEAR = Pattern.compile("20\\d{2}");

    private Years() {}

    /** This year where none is asked for. */
    static int asked(String year, LocalDate today) {
        if (year.isEmpty()) {
            return today.getYear();
        }
        if (!YEAR.matcher(year).matches()) {
            throw Refusal.invalid("reporting_year", year);
        }
        return Integer.parseInt(year);
    }
}
