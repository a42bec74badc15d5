package org.tongzhou.hospital;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.FactField;

/**
 * One stay as it was reported. {@code number} is the sender's own number of the stay, empty where it gave none;
 * {@code idNumber} is null when no valid identity number was given. Facts are canonical texts: days as ISO, amounts as fen.
 */
record ReportedStay(String number, String name, @Nullable String idNumber, Map<FactField, String> facts) {
    ReportedStay {
        Map<FactField, String> sorted = new EnumMap<>(FactField.class);
        sorted.putAll(facts);
        facts = Collections.unmodifiableMap(sorted);
    }

    Optional<String> fact(FactField field) {
        return Optional.ofNullable(facts.get(field));
    }

    LocalDate admitted() {
        return LocalDate.parse(fact(FactField.ADMITTED).orElseThrow());
    }

    /** What makes two reports the same stay: the sender's number, else whose it is and when it began. */
    String identity() {
        String whose = idNumber == null ? name : idNumber;
        return number.isEmpty() ? whose + "|" + admitted() : "#" + number;
    }

    /** What makes two reports of one stay say the same. */
    String canonical() {
        Map<String, String> words = new TreeMap<>();
        facts.forEach((field, value) -> words.put(field.code(), value));
        return name + "|" + idNumber + "|" + words;
    }

    /** Without the person: a report never reaches a log. */
    @Override
    public String toString() {
        return "ReportedStay[" + facts.keySet() + "]";
    }
}
