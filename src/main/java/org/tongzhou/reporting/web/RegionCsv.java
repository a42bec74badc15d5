package org.tongzhou.reporting.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongzhou.reporting.Overview;
import org.tongzhou.reporting.RegionFigures;
import org.tongzhou.shell.Frame;

/** The regions as a table for a spreadsheet: UTF-8 with its mark, amounts in full, one row a region and one in all. */
final class RegionCsv {
    private static final String MARK = "\uFEFF";
    private static final List<String> COLUMNS = List.of(
            "region",
            "code",
            "target",
            "insured",
            "reached",
            "fees",
            "benefits",
            "paid",
            "loss",
            "decided",
            "days",
            "asat");

    private RegionCsv() {}

    static String of(Overview overview, Frame frame) {
        String asAt = frame.fmt().stamp(overview.asAt());
        String head = COLUMNS.stream()
                .map(column -> quoted(frame.say("reporting.csv." + column)))
                .collect(Collectors.joining(","));
        Stream<String> rows = overview.regions().stream().map(region -> row(region, region.name(), asAt));
        String all = row(overview.total(), frame.say("reporting.total"), asAt);
        return MARK
                + Stream.concat(Stream.of(head), Stream.concat(rows, Stream.of(all)))
                        .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String row(RegionFigures region, String name, String asAt) {
        return Stream.of(
                        name,
                        region.code(),
                        Long.toString(region.target()),
                        Long.toString(region.insured()),
                        region.target() == 0 ? "" : percent(region.reachedBp()),
                        region.fees().plainYuan(),
                        Long.toString(region.benefits()),
                        region.paid().plainYuan(),
                        region.fees().isZero() ? "" : percent(region.lossBp()),
                        Long.toString(region.decided()),
                        region.decided() == 0
                                ? ""
                                : BigDecimal.valueOf(region.daysTenths(), 1).toPlainString(),
                        asAt)
                .map(RegionCsv::quoted)
                .collect(Collectors.joining(","));
    }

    private static String percent(long basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).toPlainString() + "%";
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }
}
