package org.tongzhou.bench;

import java.nio.file.Path;
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
        Given given = Given.of(args, "persons", "seed", "out", "load");
        int persons = Math.toIntExact(given.number("persons", 10_000, 1, Province.MOST));
        long seed = given.number("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        Path out = given.path("target/province-" + persons + "-" + seed);
        Province province = new Province(persons, seed);
        Heap.watch();
        if (given.has("load")) {
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

    private static void files(Province province, Path folder) {
        try {
            ProvinceFiles.write(province, folder);
        } catch (java.io.IOException e) {
            throw new Bench.WrongUsage("--out " + folder.getParent() + " cannot be written: " + e);
        }
    }
}
