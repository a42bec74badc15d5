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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.reporting.Overview;
import org.tongzhou.reporting.RegionFigures;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Seg;
import tools.jackson.databind.json.JsonMapper;

/** The overview as the page shows it: units chosen, sentences said, charts as data. */
public final class DashboardPage {
    /** Rows of the table beside the map; the rest stands in the table view. */
    private static final int SHOWN = 9;

    /** A region's bar is full at 140 % of its target. */
    private static final double FULL_BP = 14_000;

    /** Names of divisions without their rank, for squares. */
    private static final Pattern RANK =
            Pattern.compile("(市|林区|地区|(土家族|苗族|侗族|布依族|彝族|藏族|羌族|回族|壮族|傣族|白族|蒙古族?|朝鲜族)*自治[州县]|[县区])$");

    private static final List<String> BASIC = List.of("hospital", "critical", "women", "accident");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Overview overview;
    private final Frame frame;
    private final String area;
    private final Ask ask;
    private final Scale people;
    private final Scale money;

    /** What the reader chose besides the year. */
    record Ask(String region, Metric metric) {}

    DashboardPage(Overview overview, Frame frame, String area, Ask ask) {
        this.overview = overview;
        this.frame = frame;
        this.area = area;
        this.ask = ask;
        RegionFigures total = overview.total();
        this.people = Scale.ofPeople(Math.max(total.insured(), total.target()), frame.english());
        this.money = Scale.ofMoney(Math.max(total.paid().fen(), total.fees().fen()), frame.english());
    }

    public Overview overview() {
        return overview;
    }

    public RegionFigures total() {
        return overview.total();
    }

    public String area() {
        return area;
    }

    public String year() {
        return Integer.toString(overview.year());
    }

    /** True while the year has days to come: a target not yet reached is no fault. */
    public boolean running() {
        return LocalDate.ofInstant(overview.asAt(), FundClock.ZONE).getYear() <= overview.year();
    }

    public String people(long count) {
        return people.of(count);
    }

    public String peopleUnit() {
        return frame.say(people.unit());
    }

    public String money(Money amount) {
        return money.of(amount.fen());
    }

    public String moneyUnit() {
        return frame.say(money.unit());
    }

    public String percent(long basisPoints, boolean known) {
        return known ? frame.fmt().percent(Math.round(basisPoints / 100.0) * 100) : "—";
    }

    public String tenths(long tenths, boolean known) {
        return known ? BigDecimal.valueOf(tenths, 1).toPlainString() : "—";
    }

    /** The end of the scale of the big bar: a round number beyond target and people. */
    public long scaleEnd() {
        long most = Math.max(1, Math.max(total().insured(), total().target()));
        long step = (long) Math.pow(10, Math.floor(Math.log10(most)));
        long end = step;
        while (end < most * 1.05) {
            end += Math.max(1, step / 2);
        }
        return end;
    }

    public double share(long count) {
        return Math.round(count * 1_000.0 / scaleEnd()) / 10.0;
    }

    /** Where a region's bar ends, and its target stands, in percent. */
    public double barOf(RegionFigures region) {
        return Math.min(100, region.reachedBp() * 100.0 / FULL_BP);
    }

    public double barTarget() {
        return 10_000 * 100.0 / FULL_BP;
    }

    public boolean isLate(RegionFigures region) {
        return !running() && region.target() > 0 && region.reachedBp() < 10_000;
    }

    /** Best first; those without a target after those with one. */
    public List<RegionFigures> ranked() {
        return overview.regions().stream()
                .sorted(Comparator.<RegionFigures>comparingInt(region -> region.target() > 0 ? 1 : 0)
                        .thenComparingLong(RegionFigures::reachedBp)
                        .thenComparingLong(RegionFigures::insured)
                        .reversed()
                        .thenComparing(RegionFigures::code))
                .toList();
    }

    public List<RegionFigures> shown() {
        List<RegionFigures> ranked = ranked();
        return ranked.subList(0, Math.min(SHOWN, ranked.size()));
    }

    /** How the target stands, in one sentence. */
    public String verdict() {
        RegionFigures total = total();
        if (total.target() == 0) {
            return frame.say("reporting.target.none");
        }
        String share = percent(total.reachedBp(), true);
        long more = total.insured() - total.target();
        return more >= 0
                ? frame.say("reporting.target.over", share, people(more) + " " + peopleUnit())
                : frame.say("reporting.target.under", share, people(-more) + " " + peopleUnit());
    }

    /** Which regions are short of their target: named when few, counted with the three lowest when many. */
    public String shortRegions() {
        List<RegionFigures> below = overview.regions().stream()
                .filter(region -> region.target() > 0 && region.reachedBp() < 10_000)
                .sorted(Comparator.comparingLong(RegionFigures::reachedBp).thenComparing(RegionFigures::code))
                .toList();
        if (below.isEmpty()) {
            return total().target() == 0 ? "" : frame.say("reporting.short.none");
        }
        List<String> named = below.stream()
                .limit(3)
                .map(region -> shortName(region) + " " + percent(region.reachedBp(), true))
                .toList();
        String key = below.size() <= 3 ? "reporting.short.few" : "reporting.short.many";
        return frame.say(key, below.size(), String.join(frame.say("reporting.comma"), named));
    }

    public static String shortName(RegionFigures region) {
        String name = RANK.matcher(region.name()).replaceFirst("");
        return name.length() < 2 ? region.name() : name;
    }

    /** The last three years. */
    public List<Seg> years() {
        int now = frame.today().day().getYear();
        return IntStream.rangeClosed(now - 2, now)
                .mapToObj(year -> new Seg(Integer.toString(year), href(year, ask.metric()), year == overview.year()))
                .toList();
    }

    public List<Seg> metrics() {
        List<Seg> links = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            String word = frame.say("reporting.metric." + metric.key());
            links.add(new Seg(word, href(overview.year(), metric), metric == ask.metric()));
        }
        return links;
    }

    private String href(int year, Metric metric) {
        return "/dashboard?year=" + year + "&region=" + ask.region() + "&metric=" + metric.key();
    }

    /** The page of a region below, or null where there is nothing below it. */
    public @Nullable String below(RegionFigures region) {
        boolean itself = region.path().equals(overview.area().path());
        return itself
                ? null
                : "/dashboard?year=" + year() + "&region=" + region.code() + "&metric="
                        + ask.metric().key();
    }

    public String tables() {
        return "/dashboard?year=" + year() + "&region=" + ask.region() + "&view=table";
    }

    public String pictures() {
        return "/dashboard?year=" + year() + "&region=" + ask.region();
    }

    public String csv() {
        return "/dashboard.csv?year=" + year() + "&region=" + ask.region();
    }

    /** One square of the map. */
    public record Tile(String classes, String href, String name, String value, String about) {}

    /** Squares where they lie, or in order of their codes where the province's map is not known. */
    public List<Tile> tiles() {
        boolean placed = overview.regions().stream().noneMatch(r -> placeOf(r).isEmpty());
        return overview.regions().stream()
                .map(region -> new Tile(
                        colourOf(region) + (placed ? placeOf(region) : ""),
                        below(region) == null ? pictures() : String.valueOf(below(region)),
                        shortName(region),
                        valueOf(region),
                        frame.say(
                                "reporting.tile",
                                people(region.insured()),
                                region.target() == 0 ? "—" : people(region.target()),
                                peopleUnit())))
                .toList();
    }

    private String placeOf(RegionFigures region) {
        return TilePlaces.classes(overview.area().fund(), region.code());
    }

    private String colourOf(RegionFigures region) {
        return ask.metric().isKnown(region) ? "k" + ask.metric().colour(region, running()) : "k0";
    }

    private String valueOf(RegionFigures region) {
        boolean known = ask.metric().isKnown(region);
        return ask.metric() == Metric.DAYS
                ? tenths(region.daysTenths(), known)
                : percent(ask.metric().value(region), known);
    }

    /** One entry of the legend. */
    public record Swatch(String colour, String words) {}

    public List<Swatch> legend() {
        List<Long> steps = ask.metric().steps(running());
        List<Swatch> legend = new ArrayList<>();
        for (int i = 0; i <= steps.size(); i++) {
            String low = i == 0 ? "" : bound(steps.get(i - 1));
            String high = i == steps.size() ? "" : bound(steps.get(i));
            String words = low.isEmpty() ? "<" + high + sign() : high.isEmpty() ? most() + low : low + "–" + high;
            legend.add(new Swatch("k" + ask.metric().colourOfStep(i, running()), words));
        }
        return legend;
    }

    private String most() {
        return ask.metric() == Metric.DAYS ? ">" : "≥";
    }

    private String sign() {
        return ask.metric() == Metric.DAYS ? "" : "%";
    }

    private String bound(long step) {
        return ask.metric() == Metric.DAYS ? Long.toString(step / 10) : Long.toString(step / 100);
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
        LocalDate asAt = LocalDate.ofInstant(overview.asAt(), FundClock.ZONE);
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
            values.add(sum == null ? null : people.number(sum));
        }
        chart.put("values", values);
        chart.put("top", people.number(scaleEnd()));
        if (total().target() > 0) {
            chart.put("target", people.number(total().target()));
            chart.put("targetLabel", frame.say("reporting.target.tick", people(total().target())));
            chart.put("reachedLabel", frame.say("reporting.target.reached", "#"));
        }
        return json(chart);
    }

    public String payoutChart() {
        List<Map<String, Object>> series = new ArrayList<>();
        for (String plan : plans()) {
            List<BigDecimal> months = overview.payouts().getOrDefault(plan, List.of()).stream()
                    .map(money::number)
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
                Overview.PROMISE + 1));
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

    /** A plan's short name, or its code where the bundle has none. */
    public String plan(String code) {
        String key = "reporting.plan." + code;
        return frame.words().has(key) ? frame.say(key) : code;
    }

    public Money paidFor(String plan) {
        return Money.ofFen(overview.payouts().getOrDefault(plan, List.of()).stream()
                .mapToLong(Long::longValue)
                .sum());
    }

    /** What each plan paid, in one sentence for those who do not see the chart. */
    public String payoutWords() {
        List<String> parts = plans().stream()
                .map(plan -> plan(plan) + " " + money(paidFor(plan)) + " " + moneyUnit())
                .toList();
        return String.join(frame.say("reporting.comma"), parts);
    }

    private static String json(Map<String, Object> chart) {
        return JSON.writeValueAsString(chart);
    }
}
