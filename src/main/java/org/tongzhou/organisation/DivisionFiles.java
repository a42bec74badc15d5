package org.tongzhou.organisation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Level;

/** Reads the shipped tables of divisions. */
final class DivisionFiles {
    private DivisionFiles() {}

    static List<Division> read() {
        List<Division> divisions = new ArrayList<>();
        divisions.addAll(provinces());
        List<NamedCsvRecord> cities = records("cities.csv").stream()
                .filter(row -> !isHolder(row.getField("code")))
                .toList();
        cities.forEach(row -> divisions.add(current(row, row.getField("provinceCode"), Level.CITY)));
        List<NamedCsvRecord> counties = records("areas.csv");
        counties.forEach(row -> divisions.add(current(row, parentOf(row), Level.COUNTY)));
        divisions.addAll(citiesWithoutCounties(cities, counties));
        records("replaced.csv").forEach(row -> divisions.add(replaced(row)));
        return divisions;
    }

    static List<Division> provinces() {
        return records("provinces.csv").stream()
                .map(row -> current(row, null, Level.PROVINCE))
                .toList();
    }

    /** Codes like 4290 only hold the counties that answer to the province. */
    private static boolean isHolder(String city) {
        return city.endsWith("90");
    }

    private static String parentOf(NamedCsvRecord county) {
        String city = county.getField("cityCode");
        return isHolder(city) ? county.getField("provinceCode") : city;
    }

    /** Dongguan and a few others have no counties: the city is its own county, under its six-digit code. */
    private static List<Division> citiesWithoutCounties(List<NamedCsvRecord> cities, List<NamedCsvRecord> counties) {
        Set<String> withCounties = new TreeSet<>();
        counties.forEach(row -> withCounties.add(row.getField("cityCode")));
        return cities.stream()
                .filter(row -> !withCounties.contains(row.getField("code")))
                .map(row -> new Division(
                        row.getField("code") + "00",
                        row.getField("name"),
                        row.getField("code"),
                        Level.COUNTY,
                        null,
                        null,
                        null))
                .toList();
    }

    private static Division current(NamedCsvRecord row, @Nullable String parent, Level level) {
        return new Division(row.getField("code"), row.getField("name"), parent, level, null, null, null);
    }

    private static Division replaced(NamedCsvRecord row) {
        return new Division(
                row.getField("code"),
                row.getField("name"),
                row.getField("parent"),
                Level.COUNTY,
                null,
                LocalDate.parse(row.getField("listedUntil")).plusDays(1),
                row.getField("successor"));
    }

    private static List<NamedCsvRecord> records(String file) {
        try (InputStream in = DivisionFiles.class.getResourceAsStream("/divisions/" + file);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                        .ofNamedCsvRecord(
                                new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8))) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
