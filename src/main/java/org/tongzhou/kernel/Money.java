package org.tongzhou.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An exact amount in fen (0.01 yuan); may be negative. Arithmetic throws {@link ArithmeticException} on overflow. */
public record Money(long fen) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    /** Checked before parsing: an exponent or a thousand digits must never reach a number parser. */
    private static final Pattern YUAN = Pattern.compile("-?(\\d{1,13}|\\d{1,3}(,\\d{3}){1,4})(\\.\\d{1,2})?");

    public static Money ofFen(long fen) {
        return new Money(fen);
    }

    public static Money ofYuan(long yuan) {
        return new Money(Math.multiplyExact(yuan, 100L));
    }

    /** True when {@link #parseYuan} would accept the text: digits, optional thousands commas, at most two decimals. */
    public static boolean isYuan(String text) {
        return text.length() <= 24 && YUAN.matcher(text).matches();
    }

    /** Reads yuan such as {@code 12829.42} or {@code 12,829.42}; refuses anything else. */
    public static Money parseYuan(String text) {
        if (!isYuan(text)) {
            throw new IllegalArgumentException("not an amount in yuan");
        }
        return new Money(new BigDecimal(text.replace(",", "")).movePointRight(2).longValueExact());
    }

    /** Of what a person typed, in whatever width and with or without the currency; empty when it is no amount. */
    public static Optional<Money> typed(String text) {
        return Optional.of(Plain.amount(text)).filter(Money::isYuan).map(Money::parseYuan);
    }

    /** Rounds an exact amount in fen once, HALF_UP, as the plans prescribe. */
    public static Money roundHalfUp(BigDecimal exactFen) {
        return new Money(exactFen.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(fen, other.fen));
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(fen, factor));
    }

    public Money negated() {
        return new Money(Math.negateExact(fen));
    }

    public Money min(Money other) {
        return fen <= other.fen ? this : other;
    }

    public Money max(Money other) {
        return fen >= other.fen ? this : other;
    }

    public boolean isZero() {
        return fen == 0;
    }

    public boolean isPositive() {
        return fen > 0;
    }

    public boolean isNegative() {
        return fen < 0;
    }

    /** Yuan without separators, two decimals: {@code 12829.42}; the form used in files and interfaces. */
    public String plainYuan() {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** Yuan as people read them, without the unit: {@code 12,829.42}. */
    public String groupedYuan() {
        return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(fen, 2));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    @Override
    public String toString() {
        return plainYuan();
    }
}
