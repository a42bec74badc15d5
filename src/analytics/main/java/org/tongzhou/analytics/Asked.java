package org.tongzhou.analytics;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a command ask: participation, or, with a plan file, claims decided anew of the years {@code first} to
 * {@code last}. {@code master} is where Spark works, null where {@code spark-submit} has said it.
 */
record Asked(String directory, Path plan, int first, int last, boolean spark, String master) {
    private static final Pattern YEARS = Pattern.compile("([0-9]{4})(?:-([0-9]{4}))?");
    private static final Set<String> OPTIONS = Set.of("--engine", "--master");
    private static final Set<String> REDECIDE = Set.of("--engine", "--master", "--plan", "--years");
    private static final int NAMED = 2;

    boolean redecides() {
        return plan != null;
    }

    /** Throws {@link Wrong} with the key of a sentence where they ask nothing that there is. */
    static Asked of(String[] words) {
        boolean redecide = words.length > 0 && words[0].equals("redecide");
        if (words.length < NAMED || words.length % 2 != 0 || !redecide && !words[0].equals("participation")) {
            throw new Wrong("analytics.usage", "");
        }
        Map<String, String> options = options(words, redecide ? REDECIDE : OPTIONS);
        if (redecide && !options.containsKey("--plan")) {
            throw new Wrong("analytics.usage", "");
        }
        String engine = options.getOrDefault("--engine", "duckdb");
        if (!Set.of("duckdb", "spark").contains(engine)) {
            throw new Wrong("analytics.engine", engine);
        }
        Path plan = redecide ? path(options.get("--plan")) : null;
        int[] years = years(options.getOrDefault("--years", "1900-9999"));
        return new Asked(words[1], plan, years[0], years[1], engine.equals("spark"), options.get("--master"));
    }

    private static Map<String, String> options(String[] words, Set<String> known) {
        Map<String, String> options = new HashMap<>();
        for (int i = NAMED; i < words.length; i += 2) {
            if (!known.contains(words[i]) || options.put(words[i], words[i + 1]) != null) {
                throw new Wrong("analytics.usage", "");
            }
        }
        return options;
    }

    private static int[] years(String said) {
        Matcher years = YEARS.matcher(said);
        if (!years.matches()) {
            throw new Wrong("analytics.years", said);
        }
        int first = Integer.parseInt(years.group(1));
        int last = years.group(2) == null ? first : Integer.parseInt(years.group(2));
        if (last < first) {
            throw new Wrong("analytics.years", said);
        }
        return new int[] {first, last};
    }

    private static Path path(String said) {
        try {
            return Path.of(said);
        } catch (InvalidPathException noPath) {
            throw new Wrong("analytics.usage", "");
        }
    }

    /** Asked wrongly; {@code key} of a sentence, and the word that is meant. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        final String key;

        Wrong(String key, String word) {
            super(word, null, false, false);
            this.key = key;
        }
    }
}
