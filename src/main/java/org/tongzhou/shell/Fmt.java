package org.tongzhou.shell;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.AmountInWords;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;

/** How numbers, amounts and dates are written (design guide §5), in Chinese or English. Instants show in the fund's time zone. */
public final class Fmt {
    /** Written where there is no value; zero is written 0. */
    public static final String NONE = "—";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** As many as there are patterns here; making one anew costs more than all that is written with it. */
    private static final Map<String, DecimalFormat> FORMATS = new ConcurrentHashMap<>();

    private static final String WEEKDAYS = "一二三四五六日";

    private final boolean english;

    private Fmt(boolean english) {
        this.english = english;
    }

    public static Fmt of(Locale locale) {
        return new Fmt("en".equals(locale.getLanguage()));
    }

    /** {@code 6,954.59}, {@code −1,860.00}; the unit stands in the table's head. */
    public String money(Money money) {
        long fen = money.fen();
        return (fen < 0 ? "−" : "") + grouped(Math.abs(fen / 100)) + cents(Math.abs(fen % 100));
    }

    /** {@code 6,954.59 元}, in English {@code ¥6,954.59}. */
    public String yuan(Money money) {
        return withUnit(money(money));
    }

    /** An exact amount in fen with all its decimals, at least two: {@code 3,954.594}. */
    public String exact(BigDecimal fen) {
        return number("#,##0.00######", fen.movePointLeft(2));
    }

    /** Whole yuan where there are no fen: {@code 30,000 元}; else as {@link #yuan}. */
    public String shortYuan(Money money) {
        return money.fen() % 100 == 0 ? withUnit(count(money.fen() / 100)) : yuan(money);
    }

    /** An exact amount in fen in a sentence: {@code 30,000 元}, {@code 3,954.594 元}. */
    public String yuan(BigDecimal fen) {
        boolean isInFen = fen.stripTrailingZeros().scale() <= 0;
        return isInFen ? shortYuan(Money.ofFen(fen.longValueExact())) : withUnit(exact(fen));
    }

    /** Capital figures of vouchers, Chinese in both languages. */
    public String inWords(Money money) {
        return AmountInWords.of(money);
    }

    public String count(long count) {
        return (count < 0 ? "−" : "") + grouped(Math.abs(count));
    }

    /** From basis points: {@code 60%}, {@code 72.5%}; at most one decimal. */
    public String percent(long basisPoints) {
        return number("#,##0.#", BigDecimal.valueOf(basisPoints, 2)) + "%";
    }

    /** A rate of the rules from basis points, with all its decimals: {@code 70%}, {@code 66.67%}. */
    public String rate(long basisPoints) {
        return number("#,##0.##", BigDecimal.valueOf(basisPoints, 2)) + "%";
    }

    /** A share of a whole, {@code 109%}; {@link #NONE} when the whole is zero. */
    public String share(long part, long whole) {
        return whole == 0 ? NONE : percent(Math.round(part * 10_000.0 / whole));
    }

    /** Desk and vouchers: {@code 2026-02-10}. */
    public String day(LocalDate day) {
        return day.toString();
    }

    /** To a member: {@code 2月10日}, {@code 10 Feb}. */
    public String memberDay(LocalDate day) {
        return english ? DAY_EN.format(day) : day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** To a member, with the year unless it is that of {@code today}. */
    public String memberDay(LocalDate day, LocalDate today) {
        if (day.getYear() == today.getYear()) {
            return memberDay(day);
        }
        return english ? memberDay(day) + " " + day.getYear() : day.getYear() + "年" + memberDay(day);
    }

    /** {@code 2026-01-19 ～ 2026-02-03}; both days are inside. */
    public String range(LocalDate first, LocalDate last) {
        return first + (english ? " – " : " ～ ") + last;
    }

    public String range(DateRange range) {
        return range(range.from(), range.lastDay());
    }

    /** Desk: {@code 2026-02-10 14:06}. */
    public String stamp(Instant at) {
        ZonedDateTime local = local(at);
        return local.toLocalDate() + " " + TIME.format(local);
    }

    /** To a member: {@code 今天 10:26}, else {@code 2月9日 16:05}. */
    public String memberStamp(Instant at, LocalDate today) {
        ZonedDateTime local = local(at);
        String day =
                local.toLocalDate().equals(today) ? (english ? "Today" : "今天") : memberDay(local.toLocalDate(), today);
        return day + " " + TIME.format(local);
    }

    /** {@code 星期二}, {@code Tuesday}. */
    public String weekday(LocalDate day) {
        return english ? weekdayName(day.getDayOfWeek()) : "星期" + weekdayLetter(day);
    }

    /** {@code 周二}, {@code Tue}. */
    public String shortWeekday(LocalDate day) {
        return english ? weekdayName(day.getDayOfWeek()).substring(0, 3) : "周" + weekdayLetter(day);
    }

    /** {@code 2026年2月10日}, {@code 10 Feb 2026}. */
    public String longDay(LocalDate day) {
        return english ? memberDay(day) + " " + day.getYear() : day.getYear() + "年" + memberDay(day);
    }

    /** The text, or {@link #NONE} where there is none. */
    public String orNone(@Nullable Object value) {
        return value == null || value.toString().isBlank() ? NONE : value.toString();
    }

    /** An argument of a sentence: amounts, days and rates in their own form, everything else unchanged. */
    public Object argument(Object value) {
        if (value instanceof Money money) {
            return money(money);
        }
        if (value instanceof LocalDate day) {
            return day(day);
        }
        if (value instanceof Instant at) {
            return stamp(at);
        }
        return value instanceof DateRange range ? range(range) : value;
    }

    private String withUnit(String amount) {
        if (!english) {
            return amount + " 元";
        }
        return amount.startsWith("−") ? "−¥" + amount.substring(1) : "¥" + amount;
    }

    private static ZonedDateTime local(Instant at) {
        return at.atZone(FundClock.ZONE);
    }

    private static char weekdayLetter(LocalDate day) {
        return WEEKDAYS.charAt(day.getDayOfWeek().getValue() - 1);
    }

    private static String weekdayName(DayOfWeek day) {
        return day.getDisplayName(java.time.format.TextStyle.FULL, Locale.ENGLISH);
    }

    /** Written here: every page is full of them, and a format is slower than all the rest of its line. */
    private static String grouped(long positive) {
        String digits = Long.toString(positive);
        StringBuilder grouped = new StringBuilder(digits.length() * 4 / 3);
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                grouped.append(',');
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }

    private static String cents(long fen) {
        return (fen < 10 ? ".0" : ".") + fen;
    }

    /** By a copy, since one format serves one thread at a time. */
    private static String number(String pattern, BigDecimal value) {
        DecimalFormat format = FORMATS.computeIfAbsent(pattern, Fmt::format);
        return ((DecimalFormat) format.clone()).format(value);
    }

    private static DecimalFormat format(String pattern) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign('−');
        DecimalFormat format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
