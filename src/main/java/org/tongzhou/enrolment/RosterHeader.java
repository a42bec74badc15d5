package org.tongzhou.enrolment;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The headings of a roster as they stand in the file, and where the known fields are (column from 0). */
public record RosterHeader(List<String> titles, Map<RosterField, Integer> fields) {
    private static final Pattern ASIDE = Pattern.compile("\\([^)]*\\)|[\\s*:：＊]");
    private static final Pattern UNITS = Pattern.compile("(?<=.{2})(份数|份)$");

    public RosterHeader {
        titles = List.copyOf(titles);
        fields = Map.copyOf(fields);
    }

    static RosterHeader of(List<String> titles) {
        Map<RosterField, Integer> fields = new EnumMap<>(RosterField.class);
        for (int column = 0; column < titles.size(); column++) {
            int at = column;
            RosterField.named(normal(titles.get(column))).ifPresent(field -> fields.putIfAbsent(field, at));
        }
        return new RosterHeader(titles, fields);
    }

    /** The column of a field, or -1. */
    public int column(RosterField field) {
        return fields.getOrDefault(field, -1);
    }

    /** The column whose heading is this one apart from spaces, stars, remarks in brackets and 份数; or -1. */
    public int column(String heading) {
        String wanted = normal(heading);
        for (int column = 0; column < titles.size(); column++) {
            if (normal(titles.get(column)).equals(wanted)) {
                return column;
            }
        }
        return -1;
    }

    static String normal(String heading) {
        String plain = ASIDE.matcher(Normalizer.normalize(heading, Normalizer.Form.NFKC))
                .replaceAll("");
        return UNITS.matcher(plain.toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}
