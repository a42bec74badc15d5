package org.tongzhou.enrolment;

import java.text.Normalizer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The headings of a roster as they stand in the file, and where the known fields and the normal headings first are (column
 * from 0).
 */
public record RosterHeader(List<String> titles, Map<RosterField, Integer> fields, Map<String, Integer> headings) {
    private static final Pattern ASIDE = Pattern.compile("\\([^)]*\\)|[\\s*:：＊]");
    private static final Pattern UNITS = Pattern.compile("(?<=.{2})(份数|份)$");

    public RosterHeader {
        titles = List.copyOf(titles);
        fields = byField(fields);
        headings = Map.copyOf(headings);
    }

    static RosterHeader of(List<String> titles) {
        Map<RosterField, Integer> fields = new EnumMap<>(RosterField.class);
        Map<String, Integer> headings = new HashMap<>();
        for (int column = 0; column < titles.size(); column++) {
            int at = column;
            String heading = normal(titles.get(column));
            headings.putIfAbsent(heading, at);
            RosterField.named(heading).ifPresent(field -> fields.putIfAbsent(field, at));
        }
        return new RosterHeader(titles, fields, headings);
    }

    /** Asked for several cells of each row. */
    private static Map<RosterField, Integer> byField(Map<RosterField, Integer> fields) {
        Map<RosterField, Integer> kept = new EnumMap<>(RosterField.class);
        kept.putAll(fields);
        return Collections.unmodifiableMap(kept);
    }

    /** The column of a field, or -1. */
    public int column(RosterField field) {
        Integer at = fields.get(field);
        return at == null ? -1 : at;
    }

    /** The column whose heading is this one apart from spaces, stars, remarks in brackets and 份数; or -1. */
    public int column(String heading) {
        return headings.getOrDefault(normal(heading), -1);
    }

    static String normal(String heading) {
        String plain = ASIDE.matcher(Normalizer.normalize(heading, Normalizer.Form.NFKC))
                .replaceAll("");
        return UNITS.matcher(plain.toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}
