package org.tongzhou.audit.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** One detail of an entry as an auditor reads it; what has no word of its own stays as it was recorded. */
public record Detail(String label, String value) {
    static List<Detail> of(Map<String, String> details, Frame frame) {
        return details.entrySet().stream()
                .map(detail -> of(detail.getKey(), detail.getValue(), frame))
                .toList();
    }

    private static Detail of(String key, String value, Frame frame) {
        String word = "audit.detail." + key;
        return frame.words().has(word)
                ? new Detail(frame.say(word), written(key, value, frame))
                : new Detail(key, frame.fmt().orNone(value));
    }

    private static String written(String key, String value, Frame frame) {
        try {
            return switch (key) {
                case "fen", "amountFen", "budget_fen", "total_fen" ->
                    frame.fmt().yuan(Money.ofFen(Long.parseLong(value)));
                case "openFrom" -> frame.fmt().day(LocalDate.parse(value));
                case "to", "taken" -> frame.fmt().stamp(Instant.parse(value));
                case "before", "after" -> SharesDetail.written(value, frame);
                case "state" -> coded("claim.state." + value, value, frame);
                case "unit_kind_before", "unit_kind_after" -> coded("units.kind." + value, value, frame);
                case "counties", "targetBefore", "targetAfter", "staff_before", "staff_after" ->
                    frame.fmt().count(Long.parseLong(value));
                case "bp" -> frame.fmt().percent(Long.parseLong(value));
                default -> coded("audit.detail." + key + "." + value, value, frame);
            };
        } catch (NumberFormatException | DateTimeException otherwise) {
            return value;
        }
    }

    private static String coded(String word, String value, Frame frame) {
        return frame.words().has(word) ? frame.say(word) : frame.fmt().orNone(value);
    }
}
