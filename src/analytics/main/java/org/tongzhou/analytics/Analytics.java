package org.tongzhou.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code participation|redecide DIRECTORY [--engine duckdb|spark] [--plan FILE] [--years 2025-2026] [--master local[2]]}: the answer
 * as comma-separated lines on standard output. The main class for {@code spark-submit}, which says the master itself.
 */
public final class Analytics {
    private static final int WRONG_USAGE = 64;

    private Analytics() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (int i = 2; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        boolean redecide = args.length > 1 && args[0].equals("redecide") && options.containsKey("--plan");
        if (args.length % 2 != 0 || !redecide && !(args.length > 1 && args[0].equals("participation"))) {
            System.err.println(
                    "usage: participation|redecide DIRECTORY [--engine duckdb|spark] [--plan FILE] [--years 2025-2026]"
                            + " [--master local[2]]");
            System.exit(WRONG_USAGE);
        }
        boolean spark = options.getOrDefault("--engine", "duckdb").equals("spark");
        try (Figures figures =
                spark ? SparkFigures.open(args[1], options.get("--master")) : DuckFigures.open(Path.of(args[1]))) {
            if (redecide) {
                redecide(figures, options);
            } else {
                participation(figures);
            }
        }
    }

    private static void participation(Figures figures) {
        System.out.println("year,county,plan,covers,people,again,fee_fen");
        figures.participation()
                .forEach(it -> System.out.println(it.year() + "," + it.county() + "," + it.plan() + "," + it.covers()
                        + "," + it.people() + "," + it.again() + "," + it.feeFen()));
    }

    private static void redecide(Figures figures, Map<String, String> options) throws IOException {
        Path file = Path.of(options.get("--plan"));
        String[] years = options.getOrDefault("--years", "1900-9999").split("-", -1);
        int first = Integer.parseInt(years[0]);
        int last = Integer.parseInt(years[years.length - 1]);
        System.out.println("year,claims,more,less,set_aside,now_fen,version_fen,granted_fen");
        figures.redecide(new Question(String.valueOf(file.getFileName()), Files.readString(file), first, last))
                .forEach((year, it) -> System.out.println(year + "," + it.claims() + "," + it.more() + "," + it.less()
                        + "," + it.setAside() + "," + it.nowFen() + "," + it.versionFen() + "," + it.grantedFen()));
    }
}
