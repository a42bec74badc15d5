package org.tongzhou.catalogue.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tongzhou.catalogue.Spread;
import org.tongzhou.shell.Frame;
import tools.jackson.databind.json.JsonMapper;

/** Who would get more and who less, by how much: the same figures as bars and as a table. */
public record SpreadView(String chart, String told, List<Line> lines) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public record Line(String band, String claims) {}

    static SpreadView of(Spread spread, Frame frame) {
        List<String> labels = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        List<String> tones = new ArrayList<>();
        spread.claims().forEach((band, claims) -> {
            String key = "catalogue.spread." + band.name().toLowerCase(Locale.ROOT);
            labels.add(frame.say(key + ".tick"));
            lines.add(new Line(frame.say(key), frame.fmt().count(claims)));
            tones.add(band == Spread.Band.SAME ? "same" : band.isLoss() ? "loss" : "gain");
        });
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("kind", "bar");
        chart.put("name", frame.say("catalogue.spread.claims"));
        chart.put("labels", labels);
        chart.put("values", List.copyOf(spread.claims().values()));
        chart.put("tones", tones);
        return new SpreadView(JSON.writeValueAsString(chart), told(spread, frame), lines);
    }

    private static String told(Spread spread, Frame frame) {
        long less = 0;
        long more = 0;
        for (Map.Entry<Spread.Band, Long> band : spread.claims().entrySet()) {
            less += band.getKey().isLoss() ? band.getValue() : 0;
            more += band.getKey().compareTo(Spread.Band.SAME) > 0 ? band.getValue() : 0;
        }
        long same = spread.claims().getOrDefault(Spread.Band.SAME, 0L);
        return frame.say(
                "catalogue.spread.told",
                frame.fmt().count(less),
                frame.fmt().count(same),
                frame.fmt().count(more));
    }
}
