package org.tongzhou;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.tongzhou.kernel.WorkingDays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the published working-day calendar that ships as {@code calendar/working-days.json}. */
final class Calendars {
    private Calendars() {}

    static WorkingDays shipped() {
        try (InputStream in = Calendars.class.getResourceAsStream("/calendar/working-days.json")) {
            return read(JsonMapper.shared().readTree(in).get("years"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkingDays read(JsonNode years) {
        Set<Integer> published = new HashSet<>();
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> work = new HashSet<>();
        years.properties().forEach(year -> {
            published.add(Integer.parseInt(year.getKey()));
            year.getValue()
                    .get("off")
                    .forEach(span -> LocalDate.parse(span.get(0).asString())
                            .datesUntil(LocalDate.parse(span.get(1).asString()).plusDays(1))
                            .forEach(off::add));
            year.getValue().get("work").forEach(day -> work.add(LocalDate.parse(day.asString())));
        });
        return new WorkingDays(published, off, work);
    }
}
