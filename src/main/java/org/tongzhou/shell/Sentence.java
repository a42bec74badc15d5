package org.tongzhou.shell;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of the bundles, taken apart once. It writes exactly what {@link MessageFormat} writes, whose taking apart, anew for
 * each sentence, cost more than all else about it.
 */
final class Sentence {
    /** A doubled quote, text between quotes, or the place of an argument. */
    private static final Pattern PART = Pattern.compile("''|'([^']*)'|\\{(\\d{1,2})}");

    /** Whole numbers below have no separators. */
    private static final int GROUPED = 1_000;

    private static final Map<Locale, NumberFormat> FORMATS = new ConcurrentHashMap<>();

    private final Locale locale;
    private final List<Object> parts = new ArrayList<>();

    private Sentence(String pattern, Locale locale) {
        this.locale = locale;
        int from = 0;
        for (Matcher part = PART.matcher(pattern); part.find(); from = part.end()) {
            parts.add(literal(pattern.substring(from, part.start())));
            if (part.group(2) != null) {
                parts.add(Integer.valueOf(part.group(2)));
            } else {
                parts.add(part.group(1) == null ? "'" : part.group(1));
            }
        }
        parts.add(literal(pattern.substring(from)));
    }

    static Sentence of(String pattern, Locale locale) {
        return new Sentence(pattern, locale);
    }

    private static String literal(String text) {
        if (text.indexOf('{') >= 0 || text.indexOf('\'') >= 0) {
            throw new IllegalArgumentException(
                    "arguments of a sentence are {0} to {99}, quotes come in pairs: " + text);
        }
        return text;
    }

    String with(@Nullable Object... args) {
        StringBuilder sentence = new StringBuilder();
        for (Object part : parts) {
            sentence.append(part instanceof Integer place ? argument(place, args) : (String) part);
        }
        return sentence.toString();
    }

    private String argument(int place, @Nullable Object... args) {
        if (place >= args.length) {
            return "{" + place + "}";
        }
        Object given = args[place];
        return given instanceof Number number ? number(number) : String.valueOf(given);
    }

    /** By a copy, since one format serves one thread at a time. */
    private String number(Number number) {
        if (number instanceof Integer whole && whole >= 0 && whole < GROUPED) {
            return whole.toString();
        }
        NumberFormat format = FORMATS.computeIfAbsent(locale, NumberFormat::getInstance);
        return ((NumberFormat) format.clone()).format(number);
    }
}
