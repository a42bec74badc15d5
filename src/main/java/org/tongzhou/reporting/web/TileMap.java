package org.tongzhou.reporting.web;

import java.util.ArrayList;
import java.util.List;
import org.tongzhou.reporting.RegionFigures;
import org.tongzhou.shell.Frame;

/** The map as squares, coloured by the figure that the reader chose. */
public final class TileMap {
    private final DashboardPage page;
    private final Frame frame;
    private final Metric metric;

    TileMap(DashboardPage page, Frame frame, Metric metric) {
        this.page = page;
        this.frame = frame;
        this.metric = metric;
    }

    /** One square of the map. */
    public record Tile(String classes, String href, String name, String value, String about) {}

    /** Squares where they lie, or in order of their codes where the province's map is not known. */
    public List<Tile> tiles() {
        boolean placed =
                page.overview().regions().stream().noneMatch(r -> placeOf(r).isEmpty());
        return page.overview().regions().stream()
                .map(region -> new Tile(
                        colourOf(region) + (placed ? placeOf(region) : ""),
                        page.below(region) == null ? page.pictures() : String.valueOf(page.below(region)),
                        DashboardPage.shortName(region),
                        valueOf(region),
                        frame.say(
                                "reporting.tile",
                                page.people(region.insured()),
                                region.target() == 0 ? "—" : page.people(region.target()),
                                page.peopleUnit())))
                .toList();
    }

    private String placeOf(RegionFigures region) {
        return TilePlaces.classes(page.overview().area().fund(), region.code());
    }

    private String colourOf(RegionFigures region) {
        return metric.isKnown(region) ? "k" + metric.colour(region, page.running()) : "k0";
    }

    private String valueOf(RegionFigures region) {
        boolean known = metric.isKnown(region);
        return metric == Metric.DAYS
                ? page.tenths(region.daysTenths(), known)
                : page.percent(metric.value(region), known);
    }

    /** One entry of the legend. */
    public record Swatch(String colour, String words) {}

    public List<Swatch> legend() {
        List<Long> steps = metric.steps(page.running());
        List<Swatch> legend = new ArrayList<>();
        for (int i = 0; i <= steps.size(); i++) {
            String low = i == 0 ? "" : bound(steps.get(i - 1));
            String high = i == steps.size() ? "" : bound(steps.get(i));
            String words = low.isEmpty() ? "<" + high + sign() : high.isEmpty() ? most() + low : low + "–" + high;
            legend.add(new Swatch("k" + metric.colourOfStep(i, page.running()), words));
        }
        return legend;
    }

    private String most() {
        return metric == Metric.DAYS ? ">" : "≥";
    }

    private String sign() {
        return metric == Metric.DAYS ? "" : "%";
    }

    private String bound(long step) {
        return metric == Metric.DAYS ? Long.toString(step / 10) : Long.toString(step / 100);
    }
}
