package org.tongzhou.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options that a bench was given; one that it does not have, or not with this value, is refused in a sentence. */
final class Given {
    private static final int MOST = 1_000_000_000;

    private final Map<String, String> options = new HashMap<>();

    private Given() {}

    static Given of(String[] args, String... known) {
        Given given = new Given();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--") || !List.of(known).contains(args[i].substring(2))) {
                throw new Bench.WrongUsage(
                        "no option of this bench: " + args[i] + "; it has --" + String.join(", --", known));
            }
            boolean valued = i + 1 < args.length && !args[i + 1].startsWith("--");
            given.options.put(args[i].substring(2), valued ? args[++i] : "");
        }
        return given;
    }

    /** The word at a place, of benches that take a number or two without a name. */
    static int at(String[] args, int place, int otherwise) {
        return args.length <= place ? otherwise : (int) number("this bench", args[place], 1, MOST);
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    /** A number of 1 or more. */
    int count(String name, int otherwise) {
        return (int) number(name, otherwise, 1, MOST);
    }

    long number(String name, long otherwise, long least, long most) {
        return number("--" + name, options.getOrDefault(name, String.valueOf(otherwise)), least, most);
    }

    /** The numbers of a list such as {@code 1,4,16}; none of an empty one. */
    List<Integer> counts(String name, String otherwise) {
        return Arrays.stream(options.getOrDefault(name, otherwise).split(","))
                .filter(text -> !text.isEmpty())
                .map(text -> (int) number("--" + name, text, 1, MOST))
                .toList();
    }

    Path path(String otherwise) {
        return Path.of(options.getOrDefault("out", otherwise));
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new Bench.WrongUsage(
                "%s takes a whole number from %,d to %,d, not \"%s\"".formatted(name, least, most, text));
    }
}
