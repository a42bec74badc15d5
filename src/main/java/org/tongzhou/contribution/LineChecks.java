package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.BankSheet;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Plain;

/** Reads the cells of one line and gathers everything that is wrong with it, so that all is told at once. */
final class LineChecks {
    /** A statement older than this is not a fee that is still looked for. */
    private static final int OLDEST_YEARS = 5;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final Pattern SERIAL = Pattern.compile("[\\p{Alnum}/\\-_.:#]{1,64}");
    /** 9,999,999,999.99 yuan; more in one credit is a slip of columns. */
    private static final Money MOST = Money.ofFen(999_999_999_999L);

    private final int line;
    private final LocalDate today;
    private final List<LineFault> faults = new ArrayList<>();

    LineChecks(int line, LocalDate today) {
        this.line = line;
        this.today = today;
    }

    List<LineFault> faults() {
        return faults;
    }

    void fault(String code, Object... details) {
        faults.add(LineFault.of(line, code, details));
    }

    Optional<String> serial(String stated) {
        String text = BankSheet.number(stated);
        if (text.isEmpty()) {
            fault("serial_missing");
        } else if (BankSheet.hasLostDigits(text)) {
            fault("serial_digits_lost", text);
        } else if (!isSerial(text)) {
            fault("serial_form", shown(text));
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    static boolean isSerial(String text) {
        return SERIAL.matcher(text).matches();
    }

    Optional<LocalDate> day(String text) {
        if (text.isEmpty()) {
            fault("day_missing");
            return Optional.empty();
        }
        Optional<LocalDate> day = BankSheet.day(text);
        if (day.isEmpty()) {
            fault("day_form", shown(text));
        } else if (day.get().isAfter(today)) {
            fault("day_future", day.get());
        } else if (day.get().isBefore(today.minusYears(OLDEST_YEARS))) {
            fault("day_old", day.get());
        } else {
            return day;
        }
        return Optional.empty();
    }

    /** An account number of a payer, or null where there is none that could be paid to. */
    static @Nullable String account(String text) {
        String number = text.replaceAll("[\\s-]", "");
        return number.matches("\\d{8,32}") ? number : null;
    }

    /** May be negative; never zero. */
    Optional<Money> amount(String stated) {
        String text = Plain.amount(stated);
        if (text.isEmpty()) {
            fault("amount_missing");
        } else if (!Money.isYuan(text)) {
            fault("amount_form", shown(text));
        } else if (Money.parseYuan(text).isZero()) {
            fault("amount_zero");
        } else if (Money.parseYuan(text).compareTo(MOST) > 0
                || Money.parseYuan(text).compareTo(MOST.negated()) < 0) {
            fault("amount_large", shown(text));
        } else {
            return Optional.of(Money.parseYuan(text));
        }
        return Optional.empty();
    }

    /** A remark out of several places, kept so far apart that no number runs on from one into another; a line break is a blank. */
    static String remark(List<String> texts) {
        return texts.stream()
                .map(text -> BLANKS.matcher(text).replaceAll(" ").strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("；"));
    }

    /** Without what PostgreSQL cannot keep or a page should not show; cut to a length that no bank exceeds. */
    static String words(String text, int longest) {
        String clean = text.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.isDefined(point))
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.strip();
    }

    private static String shown(String text) {
        return words(text, 40);
    }
}
