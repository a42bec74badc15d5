package org.tongzhou;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.WorkingDays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published working-day calendar that ships as {@code calendar/working-days.json}, and a file of the fund's own of the same form:
 * the next year is published each November, and nobody need wait for a newer version.
 */
final class Calendars {
    private Calendars() {}

    static WorkingDays shipped() {
        return workingDays(shippedYears());
    }

    /** Years of {@code own} stand in the place of shipped ones. Refuses {@code calendar_file}, with what is wrong in it. */
    static WorkingDays with(Path own) {
        Map<Integer, Year> years = new HashMap<>(shippedYears());
        try (InputStream in = Files.newInputStream(own)) {
            years.putAll(years(JsonMapper.shared().readTree(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException | DateTimeException | IllegalArgumentException wrong) {
            String what = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
            throw Refusal.invalid("calendar_file", own.toString(), what);
        }
        return workingDays(years);
    }

    private record Year(Set<LocalDate> off, Set<LocalDate> work) {}

    private static Map<Integer, Year> shippedYears() {
        try (InputStream in = Calendars.class.getResourceAsStream("/calendar/working-days.json")) {
            return years(JsonMapper.shared().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Integer, Year> years(JsonNode file) {
        Map<Integer, Year> years = new HashMap<>();
        part(file, "years").properties().forEach(each -> {
            int year = Integer.parseInt(each.getKey());
            Set<LocalDate> off = new HashSet<>();
            part(each.getValue(), "off").forEach(span -> off.addAll(days(year, span)));
            if (off.isEmpty()) {
                throw new IllegalArgumentException(year + ": \"off\"?");
            }
            Set<LocalDate> work = new HashSet<>();
            part(each.getValue(), "work").forEach(day -> work.add(LocalDate.parse(day.asString())));
            years.put(year, new Year(off, work));
        });
        return years;
    }

    private static JsonNode part(JsonNode of, String name) {
        JsonNode part = of.get(name);
        if (part == null || !part.isContainer()) {
            throw new IllegalArgumentException("\"" + name + "\"?");
        }
        return part;
    }

    /**
     * From the first to the last, both days off, one of them at least in the year: the file of another year under this one's number would
     * pass for published. A new year's holiday may begin in December.
     */
    private static Set<LocalDate> days(int year, JsonNode span) {
        if (span.size() != 2) {
            throw new IllegalArgumentException(year + ": \"off\": " + span);
        }
        LocalDate first = LocalDate.parse(span.get(0).asString());
        LocalDate last = LocalDate.parse(span.get(1).asString());
        if (first.getYear() != year && last.getYear() != year) {
            throw new IllegalArgumentException(year + ": \"off\": " + span);
        }
        return first.datesUntil(last.plusDays(1)).collect(Collectors.toSet());
    }

    private static WorkingDays workingDays(Map<Integer, Year> years) {
        return new WorkingDays(
                years.keySet(),
                all(years.values().stream().map(Year::off)),
                all(years.values().stream().map(Year::work)));
    }

    private static Set<LocalDate> all(Stream<Set<LocalDate>> sets) {
        return sets.flatMap(Set::stream).collect(Collectors.toSet());
    }
}
