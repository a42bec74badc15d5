package org.tongzhou.kernel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people type or paste into a field, without what keyboards, papers and other programs add: it is read as meant. */
public final class Plain {
    /** Spaces of every width, also the ones that do not show. */
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\u200B-\\u200F\\u2060\\uFEFF]+");

    private static final Pattern HYPHENS = Pattern.compile("[-\\u2010-\\u2015]");
    private static final Pattern DOTS = Pattern.compile("[\\u2022\\u2027\\u30FB\\uFF0E\\u22C5\\u2219\\u00B7]");
    /** At the ends alone: {@code 12元50} would be made 1,250. */
    private static final Pattern CURRENCY = Pattern.compile("^([+-]?)(CNY|RMB)?¥?(.*?)元?$");

    /** Of at most 15 digits. */
    private static final Pattern COUNT = Pattern.compile("\\d{1,3}(,\\d{3}){1,4}|\\d{1,15}");

    private Plain() {}

    /** A number that names something, such as an identity card, a telephone, a bank card: half width, capitals, no spaces or hyphens. */
    public static String number(String typed) {
        return HYPHENS.matcher(narrow(typed)).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** A person's name: no spaces in a Chinese one, single ones in a Latin one, one kind of dot between its parts. */
    public static String name(String typed) {
        String trimmed = SPACES.matcher(typed).replaceAll(" ").strip();
        boolean latin = trimmed.codePoints().noneMatch(Character::isIdeographic);
        return DOTS.matcher(latin ? trimmed : trimmed.replace(" ", "")).replaceAll("·");
    }

    /** An amount without spaces and the currency before or behind it, in half width: {@code ￥1,234.56 元}. */
    public static String amount(String typed) {
        String plain = CURRENCY.matcher(narrow(typed)).replaceFirst("$1$3");
        return plain.startsWith("+") ? plain.substring(1) : plain;
    }

    /** How many, with or without separators between thousands; empty for what is no whole number from 0 on. */
    public static Optional<Long> count(String typed) {
        return Optional.of(narrow(typed))
                .filter(text -> COUNT.matcher(text).matches())
                .map(text -> Long.parseLong(text.replace(",", "")));
    }

    private static String narrow(String typed) {
        return SPACES.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC)).replaceAll("");
    }
}
