package org.tongzhou.reporting.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Promises;
import org.tongzhou.reporting.Overview;
import org.tongzhou.shell.Frame;
import tools.jackson.databind.json.JsonMapper;

/** The overview's charts as data, and what they say in words. */
public final class DashboardCharts {
    private static final List<String> BASIC = List.of("hospital", "critical", "women", "accident");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Overview overview;
    private final Frame frame;
    private final UnaryOperator<String> names;
    private final Scales scales;

    DashboardCharts(Overview overview, Frame frame, UnaryOperator<String> names) {
        this.overview = overview;
        this.frame = frame;
        this.names = names;
        this.scales = Scales.of(overview, frame);
    }

    public List<String> months() {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> frame.english()
                        ? java.time.Month.of(month).getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                        : month + "月")
                .toList();
    }

    /** People so far at the end of each month; null for months to come. */
    public List<@Nullable Long> cumulative() {
        LocalDate asAt = FundClock.dayOf(overview.asAt());
        int last = asAt.getYear() > overview.year() ? 12 : asAt.getYear() < overview.year() ? 0 : asAt.getMonthValue();
        List<@Nullable Long> sums = new ArrayList<>();
        long sum = 0;
        for (int month = 1; month <= 12; month++) {
            sum += overview.byMonth().get(month - 1);
            boolean later = overview.byMonth().subList(month - 1, 12).stream().anyMatch(n -> n > 0);
            sums.add(month <= last || later ? sum : null);
        }
        return sums;
    }

    public String joinedChart() {
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("kind", "line");
        chart.put("labels", months());
        chart.put("name", frame.say("reporting.chart.joined"));
        List<@Nullable BigDecimal> values = new ArrayList<>();
        for (Long sum : cumulative()) {
            values.add(sum == null ? null : scales.people().number(sum));
        }
        chart.put("values", values);
        chart.put("top", scales.people().number(scales.end()));
        if (overview.total().target() > 0) {
            chart.put("target", scales.people().number(overview.total().target()));
            chart.put(
                    "targetLabel",
                    frame.say(
                            "reporting.target.tick",
                            scales.people().of(overview.total().target())));
            chart.put("reachedLabel", frame.say("reporting.target.reached", "#"));
        }
        return json(chart);
    }

    public String payoutChart() {
        List<Map<String, Object>> series = new ArrayList<>();
        for (String plan : plans()) {
            List<BigDecimal> months = overview.payouts().getOrDefault(plan, List.of()).stream()
                    .map(scales.money()::number)
                    .toList();
            series.add(Map.of("name", plan(plan), "values", months));
        }
        return json(Map.of("kind", "stack", "labels", months(), "series", series));
    }

    public String daysChart() {
        return json(Map.of(
                "kind",
                "bar",
                "labels",
                dayLabels(),
                "values",
                overview.days(),
                "name",
                frame.say("reporting.chart.days"),
                "lateFrom",
                Promises.ANSWER_WORKING_DAYS + 1));
    }

    public List<String> dayLabels() {
        return IntStream.rangeClosed(0, Overview.LONGEST + 1)
                .mapToObj(day -> day > Overview.LONGEST ? day + "+" : Integer.toString(day))
                .toList();
    }

    /** Plans that paid, those of the basic set first and in its order, so that colours stay. */
    public List<String> plans() {
        return overview.payouts().keySet().stream()
                .sorted(Comparator.<String>comparingInt(plan -> BASIC.contains(plan) ? BASIC.indexOf(plan) : 99)
                        .thenComparing(plan -> plan))
                .toList();
    }

    /** A plan's short name, or its name on file where it has none. */
    public String plan(String code) {
        return frame.shortPlan(code).orElseGet(() -> names.apply(code));
    }

    public Money paidFor(String plan) {
        return Money.ofFen(overview.payouts().getOrDefault(plan, List.of()).stream()
                .mapToLong(Long::longValue)
                .sum());
    }

    /** What each plan paid, in one sentence for those who do not see the chart. */
    public String payoutWords() {
        List<String> parts = plans().stream()
                .map(plan -> plan(plan) + " " + scales.money().of(paidFor(plan).fen()) + " "
                        + frame.say(scales.money().unit()))
                .toList();
        return String.join(frame.say("reporting.comma"), parts);
    }

    private static String json(Map<String, Object> chart) {
        return JSON.writeValueAsString(chart);
    }
}
