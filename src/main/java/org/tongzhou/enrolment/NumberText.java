package org.tongzhou.enrolment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/**
 * A number as a spreadsheet stores it. Programs that compute in floating point keep fifteen to seventeen digits, so an
 * identity number saved as a number has usually lost its end; a few keep all digits.
 */
final class NumberText {
    private static final Pattern FORM = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");
    private static final BigDecimal SIXTEEN_DIGITS = BigDecimal.TEN.pow(15);
    private static final int MOST_DIGITS_OF_A_DOUBLE = 17;

    private final String raw;
    private final BigDecimal value;

    private NumberText(String raw) {
        this.raw = raw;
        this.value = new BigDecimal(raw);
    }

    /** Checked before parsing, since an exponent of a million takes minutes to write out. */
    static boolean isNumber(String raw) {
        return raw.length() <= 90 && FORM.matcher(raw).matches();
    }

    static NumberText of(String raw) {
        return new NumberText(raw);
    }

    /** In digits without exponent, and without the decimals of a whole number. */
    String plain() {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** True for sixteen digits and more. */
    boolean isWide() {
        return value.abs().compareTo(SIXTEEN_DIGITS) >= 0;
    }

    /** True when the text itself shows that digits are gone: an exponent over no more digits than a double prints. */
    boolean lostByItsForm() {
        boolean exponent = raw.indexOf('e') >= 0 || raw.indexOf('E') >= 0;
        return isWide() && exponent && value.stripTrailingZeros().precision() <= MOST_DIGITS_OF_A_DOUBLE;
    }

    /** False when no double is written this way: the program that wrote it keeps all digits. */
    boolean couldBeADouble() {
        if (Double.isInfinite(value.doubleValue())) {
            return true;
        }
        BigDecimal exact = new BigDecimal(value.doubleValue());
        if (exact.compareTo(value) == 0 || shortest().compareTo(value) == 0) {
            return true;
        }
        for (int digits = 15; digits <= MOST_DIGITS_OF_A_DOUBLE; digits++) {
            if (exact.round(new MathContext(digits)).compareTo(value) == 0) {
                return true;
            }
        }
        return false;
    }

    private BigDecimal shortest() {
        return new BigDecimal(Double.toString(value.doubleValue()));
    }
}
