package org.tongzhou.shell;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;

/**
 * A form as it was sent, every field as its text; an argument of controllers. What is refused about a field stands on the
 * page that the form stood on, beside everything that was typed.
 */
public final class Sent {
    /** These tell of themselves which field they are about. */
    private static final Set<String> UNREAD = Set.of("form_empty", "form_day", "form_amount", "form_number");

    static final int LONGEST_QUOTED = 20;

    private final Map<String, List<String>> typed;
    private final Frame frame;

    Sent(Map<String, String[]> parameters, Frame frame) {
        this.typed = parameters.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, field -> List.of(field.getValue())));
        this.frame = frame;
    }

    /** For {@link org.tongzhou.kernel.Once}. */
    public String key() {
        return text("request_key");
    }

    /** Without blanks around it; empty where nothing was typed. */
    public String text(String field) {
        return texts(field).stream().findFirst().orElse("").strip();
    }

    /** Of fields that have one name, in the order of the page. */
    public List<String> texts(String field) {
        return typed.getOrDefault(field, List.of());
    }

    public Money amount(String field) {
        return amount(field, text(field));
    }

    public LocalDate day(String field) {
        return day(field, text(field));
    }

    public int number(String field) {
        String number = Plain.number(filled(field, text(field)));
        if (!number.matches("\\d{1,9}")) {
            throw unread("form_number", field, text(field));
        }
        return Integer.parseInt(number);
    }

    /** Of one field among several of one name; {@code id} is the field's own. */
    public static Money amount(String id, String text) {
        return Money.typed(filled(id, text)).orElseThrow(() -> unread("form_amount", id, text));
    }

    /** Of one field among several of one name; {@code id} is the field's own. */
    public static LocalDate day(String id, String text) {
        try {
            return Days.parse(filled(id, text).strip());
        } catch (DateTimeException noDay) {
            throw unread("form_day", id, text);
        }
    }

    private static String filled(String id, String text) {
        if (text.isBlank()) {
            throw unread("form_empty", id, text);
        }
        return text;
    }

    private static Refusal unread(String code, String id, String text) {
        return Refusal.invalid(code, Characters.first(LONGEST_QUOTED, text), id);
    }

    /** What was typed, for a page that says in its own way what is wrong. */
    public Tried tried(Map<String, String> errors) {
        return new Tried(typed, errors);
    }

    /** {@code fields} names by the code of a refusal the field that it is about. */
    public ModelAndView act(Supplier<String> effect, Map<String, String> fields, Function<Tried, ModelAndView> page) {
        return act(effect, refusal -> fields.getOrDefault(refusal.code(), ""), page);
    }

    /**
     * Acts and goes where the effect says, or shows the page again with status 422. {@code field} names the field that a
     * refusal is about, empty for none; what is about none and could not be sent rightly either stays a page of its own.
     */
    public ModelAndView act(
            Supplier<String> effect, Function<Refusal, String> field, Function<Tried, ModelAndView> page) {
        try {
            return new ModelAndView(effect.get());
        } catch (Refusal refusal) {
            String about =
                    UNREAD.contains(refusal.code()) ? refusal.details().get(1).toString() : field.apply(refusal);
            if (about.isEmpty() && refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            ModelAndView again = page.apply(new Tried(typed, Map.of(about, frame.sentence(refusal))));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
