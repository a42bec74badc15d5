package org.tongzhou.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.testing.province.Province;
import org.tongzhou.testing.province.ProvinceFiles;
import org.tongzhou.testing.province.ProvinceLoad;

/**
 * {@code ./bench data --persons N --seed S [--out DIR] [--load]}: a whole synthetic province as files in {@code DIR/files},
 * the same bytes for the same size and seed; with {@code --load} instead as an enrolled, paid and claiming fund in a database
 * of its own, on which the site starts: {@code TONGZHOU_HOME=DIR/home TONGZHOU_KEYS=DIR/keys ./run}. The administrator's
 * one-time password is printed when it is made.
 */
final class DataBench {
    private DataBench() {}

    static void run(String[] args) throws Exception {
        Map<String, String> given = options(args, "persons", "seed", "out", "load");
        int persons = Math.toIntExact(number(given, "persons", 10_000, 1, Province.MOST));
        long seed = number(given, "seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        Path out = Path.of(given.getOrDefault("out", "target/province-" + persons + "-" + seed));
        Province province = new Province(persons, seed);
        Heap.watch();
        if (given.containsKey("load")) {
            load(province, out);
            return;
        }
        double seconds = Pairs.seconds(() -> files(province, out.resolve("files")));
        Pairs.say(
                "# %,d people as files in %s: %.1f s, %,.0f people/s, heap at most %d MB",
                persons, out.resolve("files"), seconds, persons / seconds, Heap.mostMegabytes());
    }

    private static void load(Province province, Path out) throws Exception {
        try (ConfigurableApplicationContext house = LoadedHouse.open(out)) {
            long start = System.nanoTime();
            Map<String, Long> rows = new ProvinceLoad(house, province).run();
            double seconds = (System.nanoTime() - start) / 1e9;
            new TreeMap<>(rows).forEach((table, count) -> Pairs.say("# %-16s %,12d rows", table, count));
            Pairs.say("# loaded in %.1f s, heap at most %d MB", seconds, Heap.mostMegabytes());
            Pairs.say("# TONGZHOU_HOME=%s TONGZHOU_KEYS=%s ./run", out.resolve("home"), out.resolve("keys"));
        }
    }

    static Map<String, String> options(String[] args, String... known) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--") || !List.of(known).contains(args[i].substring(2))) {
                throw new Bench.WrongUsage(
                        "no option of this bench: " + args[i] + "; it has --" + String.join(", --", known));
            }
            boolean valued = i + 1 < args.length && !args[i + 1].startsWith("--");
            options.put(args[i].substring(2), valued ? args[++i] : "");
        }
        return options;
    }

    private static long number(Map<String, String> given, String name, long otherwise, long least, long most) {
        String text = given.getOrDefault(name, String.valueOf(otherwise));
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new Bench.WrongUsage(
                "--%s takes a whole number from %,d to %,d, not \"%s\"".formatted(name, least, most, text));
    }

    /** The numbers of a list such as {@code 1,4,16}; none of an empty one. */
    static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    private static void files(Province province, Path folder) {
        try {
            ProvinceFiles.write(province, folder);
        } catch (java.io.IOException e) {
            throw new Bench.WrongUsage("--out " + folder.getParent() + " cannot be written: " + e);
        }
    }
}
