package org.tongzhou.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./bench growth [--sizes 10000,100000] [--reading 20000000] [--out DIR]}: what importing, putting in force, claims,
 * recounting, exporting and reading cost at each number of people, and with which power it grows; at the numbers after
 * {@code --reading} pages are read only. What was measured in DIR before is taken from there, since a size may take an hour.
 * Writes the table into {@code docs/performance.md} and draws {@code docs/performance.svg}.
 */
final class GrowthBench {
    private static final int WARM = 10_000;
    private static final Path PAGE = Path.of("docs/performance.md");
    private static final Path PICTURE = Path.of("docs/performance.svg");
    private static final String FROM = "<!-- growth -->";
    private static final String TO = "<!-- /growth -->";
    private static final List<String> READ = List.of(
            "dashboard_province",
            "member_home",
            "review_queue_county",
            "search_name",
            "search_initials",
            "search_last_four",
            "bills_page_1000");

    private final Path out;
    private final List<Integer> imported;
    private final List<Integer> sizes;
    private final Map<String, Curve> curves = new LinkedHashMap<>();

    /** {@code read} are larger than {@code imported}. */
    private GrowthBench(Path out, List<Integer> imported, List<Integer> read) {
        this.out = out;
        this.imported = imported;
        this.sizes = Stream.concat(imported.stream(), read.stream()).toList();
    }

    static void run(String[] args) throws Exception {
        Given given = Given.of(args, "out", "sizes", "reading");
        Path out = given.path("target/growth-" + System.currentTimeMillis());
        GrowthBench bench = new GrowthBench(out, given.counts("sizes", "10000,100000"), given.counts("reading", ""));
        String machine = Pairs.machine();
        bench.warm();
        for (int size : bench.sizes) {
            bench.figures(size).forEach(bench::note);
        }
        bench.report(machine);
    }

    /** What one size cost. */
    private record Figure(String name, String unit, double value) {
        String line() {
            return name + ";" + unit + ";" + value;
        }

        static Figure of(String line) {
            String[] parts = line.split(";");
            return new Figure(parts[0], parts[1], Double.parseDouble(parts[2]));
        }
    }

    private List<Figure> figures(int size) throws Exception {
        Path kept = Files.createDirectories(out).resolve("measured-" + size + ".csv");
        if (Files.exists(kept)) {
            return Files.readAllLines(kept).stream().map(Figure::of).toList();
        }
        List<Figure> figures = new ArrayList<>();
        if (imported.contains(size)) {
            figures.addAll(importing(size));
        }
        figures.addAll(province(size));
        figures.forEach(
                figure -> Pairs.say("# %,d people, %s: %.2f %s", size, figure.name(), figure.value(), figure.unit()));
        Files.write(kept, figures.stream().map(Figure::line).toList());
        return figures;
    }

    /** After a small province that warms up; seconds of all processors. */
    private List<Figure> importing(int size) throws Exception {
        Path place = out.resolve("import-" + size);
        Cost[] costs;
        try (ConfigurableApplicationContext house = LoadedHouse.open(place)) {
            costs = ImportBench.once(house, place, WARM, size);
        }
        FileSystemUtils.deleteRecursively(place);
        return List.of(
                new Figure("import, first year", "CPU s", costs[1].cpu()),
                new Figure("what people are found by, sorted", "CPU s", costs[5].cpu()),
                new Figure("in force", "CPU s", costs[2].cpu()),
                new Figure("import, second year", "CPU s", costs[4].cpu()),
                new Figure("raw COPY of the first year", "CPU s", costs[0].cpu()));
    }

    /** Pages first: what claims mark to be counted anew waits for jobs, which are off here. */
    private List<Figure> province(int size) throws Exception {
        Path place = out.resolve("reading-" + size);
        List<Figure> figures = new ArrayList<>();
        try (ConfigurableApplicationContext house = ReadingBench.province(place, size)) {
            Map<String, double[]> pages = new ReadingBench(house).measure();
            READ.forEach(page -> figures.add(new Figure(page.replace('_', ' '), "ms", Pairs.median(pages.get(page)))));
            if (imported.contains(size)) {
                ProvinceCosts costs = new ProvinceCosts(house, place);
                costs.whole().forEach((what, seconds) -> figures.add(new Figure(what, "CPU s", seconds)));
                costs.claims().forEach((what, millis) -> figures.add(new Figure(what, "CPU ms", millis)));
            }
        }
        return figures;
    }

    /** The first size would pay for the compiler. */
    private void warm() throws Exception {
        Path place = out.resolve("warm");
        try (ConfigurableApplicationContext house = ReadingBench.province(place, WARM)) {
            ProvinceCosts costs = new ProvinceCosts(house, place);
            costs.whole();
            costs.claims();
        }
    }

    private void note(Figure figure) {
        Curve curve = curves.computeIfAbsent(figure.name(), name -> new Curve(name, figure.unit(), new ArrayList<>()));
        curve.values().add(figure.value());
    }

    private void report(String machine) throws Exception {
        List<Curve> all = List.copyOf(curves.values());
        all.forEach(curve -> Pairs.say(
                "ratio growth.%s.exponent %.2f %.2f %.2f",
                curve.name().replaceAll("[ ,]+", "_"),
                curve.exponent(sizes),
                curve.exponent(sizes),
                curve.exponent(sizes)));
        Files.writeString(PICTURE, Plot.of(sizes, all));
        String page = Files.readString(PAGE);
        String table = FROM + "\nMeasured with `./bench growth --sizes " + joined(imported)
                + (sizes.equals(imported) ? "" : " --reading " + joined(sizes.subList(imported.size(), sizes.size())))
                + "` on: " + machine + ".\n\n" + table(all) + TO;
        Files.writeString(
                PAGE, page.substring(0, page.indexOf(FROM)) + table + page.substring(page.indexOf(TO) + TO.length()));
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private String table(List<Curve> all) {
        StringBuilder rows = new StringBuilder("| what | unit |");
        sizes.forEach(size -> rows.append(String.format(Locale.ROOT, " %,d |", size)));
        rows.append(" grows with n to the |\n|---|---|")
                .append("---|".repeat(sizes.size() + 1))
                .append('\n');
        for (Curve curve : all) {
            rows.append("| " + curve.name() + " | " + curve.unit() + " |");
            curve.values().forEach(value -> rows.append(String.format(Locale.ROOT, " %.2f |", value)));
            rows.append(" |".repeat(sizes.size() - curve.values().size()));
            rows.append(String.format(Locale.ROOT, " %.2f |%n", curve.exponent(sizes)));
        }
        return rows.toString();
    }

    /** A quantity at each size, or at the first of them. */
    record Curve(String name, String unit, List<Double> values) {
        /** The slope of the straight line through the points on logarithmic axes. */
        double exponent(List<Integer> sizes) {
            double meanX = mean(sizes.subList(0, values.size()), size -> Math.log(size));
            double meanY = mean(values, Math::log);
            double up = 0;
            double down = 0;
            for (int i = 0; i < values.size(); i++) {
                double x = Math.log(sizes.get(i)) - meanX;
                up += x * (Math.log(values.get(i)) - meanY);
                down += x * x;
            }
            return down == 0 ? 0 : up / down;
        }

        private static <T> double mean(List<T> all, ToDoubleFunction<T> of) {
            return all.stream().mapToDouble(of).average().orElseThrow();
        }
    }
}
