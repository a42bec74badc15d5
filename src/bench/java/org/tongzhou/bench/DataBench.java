package org.tongzhou.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.testing.province.Province;
import org.tongzhou.testing.province.ProvinceFiles;

/**
 * {@code ./bench data --persons N --seed S [--out DIR]}: a whole synthetic province as files, the same bytes for the same
 * size and seed. Prints seconds and the most memory that was used.
 */
final class DataBench {
    private DataBench() {}

    static void run(String[] args) throws Exception {
        Map<String, String> given = options(args);
        int persons = Integer.parseInt(given.getOrDefault("persons", "10000"));
        long seed = Long.parseLong(given.getOrDefault("seed", "1"));
        Path out = Path.of(given.getOrDefault("out", "target/province-" + persons + "-" + seed));
        Province province = new Province(persons, seed);
        Heap.watch();
        double seconds = Pairs.seconds(() -> files(province, out.resolve("files")));
        Pairs.say(
                "# %,d people as files in %s: %.1f s, %,.0f people/s, heap at most %d MB",
                persons, out.resolve("files"), seconds, persons / seconds, Heap.mostMegabytes());
    }

    static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                throw new IllegalArgumentException("not an option: " + args[i] + " in " + List.of(args));
            }
            boolean valued = i + 1 < args.length && !args[i + 1].startsWith("--");
            options.put(args[i].substring(2), valued ? args[++i] : "");
        }
        return options;
    }

    private static void files(Province province, Path folder) {
        try {
            ProvinceFiles.write(province, folder);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
