package org.tongzhou.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Misbehaviour by chance: words with a share between 0 and 1 and perhaps milliseconds, drawn from a seed. */
final class Draws {
    private final Map<String, String[]> words;
    private final Random random;
    private final long seed;

    private Draws(Map<String, String[]> words) {
        this.words = Map.copyOf(words);
        this.seed = Long.parseLong(words.getOrDefault("seed", new String[] {"1"})[0]);
        this.random = new Random(seed);
    }

    /** Words are separated by {@code ;}. Throws {@link IllegalArgumentException} naming the one that is not understood. */
    static Draws parse(String text, Set<String> understood) {
        Map<String, String[]> words = new HashMap<>();
        for (String each : text.split(";", -1)) {
            String word = each.strip();
            int equals = word.indexOf('=');
            if (!word.isEmpty() && (equals < 1 || !understood.contains(word.substring(0, equals)))) {
                throw new IllegalArgumentException("not understood: " + word);
            }
            if (!word.isEmpty()) {
                words.put(word.substring(0, equals), word.substring(equals + 1).split(":", -1));
            }
        }
        return new Draws(words);
    }

    boolean has(String word) {
        return words.containsKey(word);
    }

    /** The first value as a whole number; 0 without the word. */
    long number(String word) {
        return Long.parseLong(words.getOrDefault(word, new String[] {"0"})[0]);
    }

    /** The second value; 0 without it. */
    long millis(String word) {
        String[] parts = words.get(word);
        return parts == null || parts.length < 2 ? 0 : Long.parseLong(parts[1]);
    }

    /** The first value as a chance; 0 without the word. */
    double chance(String word) {
        return Double.parseDouble(words.getOrDefault(word, new String[] {"0"})[0]);
    }

    long seed() {
        return seed;
    }

    /** Draws once: does this happen now? */
    synchronized boolean happens(String word) {
        return words.containsKey(word) && random.nextDouble() < chance(word);
    }

    /** Whether this happens to a thing, the same at every start; the draw goes on for whoever asks more. */
    Optional<Random> happensTo(String word, String thing) {
        Random draw = new Random(seed * 37 + (word + thing).hashCode());
        return draw.nextDouble() < chance(word) ? Optional.of(draw) : Optional.empty();
    }
}
