package org.tongzhou.reporting.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Targets;
import org.tongzhou.reporting.Overview;
import org.tongzhou.reporting.PartOf;
import org.tongzhou.reporting.RegionFigures;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Seg;

/** The overview as the page shows it: units chosen, sentences said; with its map and its charts. */
public final class DashboardPage {
    /** Rows of the table beside the map; the rest stands in the table view. */
    private static final int SHOWN = 9;

    /** A region's bar is full at 140 % of its target. */
    private static final double FULL_BP = 14_000;

    /** Names of divisions without their rank, for squares. */
    private static final Pattern RANK =
            Pattern.compile("(市|林区|地区|(土家族|苗族|侗族|布依族|彝族|藏族|羌族|回族|壮族|傣族|白族|蒙古族?|朝鲜族)*自治[州县]|[县区])$");

    private final Overview overview;
    private final Frame frame;
    private final Names names;
    private final Ask ask;
    private final Scales scales;

    /** What the reader chose besides the year. */
    record Ask(String region, Metric metric) {}

    /** What the territory is called, and a plan by its code. */
    record Names(String area, UnaryOperator<String> plan) {}

    DashboardPage(Overview overview, Frame frame, Names names, Ask ask) {
        this.overview = overview;
        this.frame = frame;
        this.names = names;
        this.ask = ask;
        this.scales = Scales.of(overview, frame);
    }

    public Overview overview() {
        return overview;
    }

    public RegionFigures total() {
        return overview.total();
    }

    public DashboardCharts charts() {
        return new DashboardCharts(overview, frame, names.plan());
    }

    public TileMap map() {
        return new TileMap(this, frame, ask.metric());
    }

    public String area() {
        return names.area();
    }

    public String year() {
        return Integer.toString(overview.year());
    }

    /** True while the year has days to come: a target not yet reached is no fault. */
    public boolean running() {
        return FundClock.dayOf(overview.asAt()).getYear() <= overview.year();
    }

    public String people(long count) {
        return scales.people().of(count);
    }

    public String peopleUnit() {
        return frame.say(scales.people().unit());
    }

    public String money(Money amount) {
        return scales.money().of(amount.fen());
    }

    public String moneyUnit() {
        return frame.say(scales.money().unit());
    }

    public String percent(long basisPoints, boolean known) {
        return known ? frame.fmt().percent(PartOf.rounded(basisPoints, 100)) : "—";
    }

    /** How many claims were decided as promised, to a tenth of a percent. */
    public String kept() {
        return frame.fmt().percent(PartOf.rounded(overview.keptBp(), 10));
    }

    public String tenths(long tenths, boolean known) {
        return known ? BigDecimal.valueOf(tenths, 1).toPlainString() : "—";
    }

    /** The end of the scale of the big bar. */
    public long scaleEnd() {
        return scales.end();
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
        Scale scale = Scale.ofPeople(Math.abs(more), frame.english());
        String apart = scale.of(Math.abs(more)) + " " + frame.say(scale.unit());
        return frame.say(more >= 0 ? "reporting.target.over" : "reporting.target.under", share, apart);
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

    /** The targets of the year; null where they are not open to change. */
    public @Nullable String targets() {
        return Targets.years(frame.today().now()).contains(overview.year()) ? "/targets?year=" + year() : null;
    }

    public boolean mayAim() {
        return frame.is(Role.MANAGER) || frame.is(Role.ADMIN);
    }

    public String csv() {
        return "/dashboard.csv?year=" + year() + "&region=" + ask.region();
    }
}
