package org.tongzhou.kernel;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an amount came about: the steps of the computation itself, in order, as typed facts. Rendered twice from the
 * bundle {@code explanation}: {@code member.<code>} in plain words and {@code reviewer.<code>} with the clause.
 */
public record Explanation(List<Step> steps) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /** How a step joins the ones above it. */
    public enum Op {
        START,
        PLUS,
        MINUS,
        TIMES,
        LIMIT,
        NOTE,
        SUBTOTAL,
        TOTAL
    }

    /** {@code amountFen} is what stands in the right-hand column, exact (more decimals before rounding); null for a note. */
    public record Step(
            String code,
            Op op,
            @Nullable BigDecimal amountFen,
            List<Fact> facts,
            @Nullable String clause) {
        public Step {
            facts = List.copyOf(facts);
        }
    }

    /** One typed fact of a step; {@code value} is canonical text, so that the same inputs give the same bytes. */
    public record Fact(String name, Kind kind, String value) {
        public enum Kind {
            MONEY_FEN,
            RATE_BASIS_POINTS,
            COUNT,
            DATE,
            CODE,
            TEXT
        }

        public static Fact money(String name, Money money) {
            return new Fact(name, Kind.MONEY_FEN, Long.toString(money.fen()));
        }

        public static Fact exactFen(String name, BigDecimal fen) {
            return new Fact(name, Kind.MONEY_FEN, fen.stripTrailingZeros().toPlainString());
        }

        public static Fact rate(String name, int basisPoints) {
            return new Fact(name, Kind.RATE_BASIS_POINTS, Integer.toString(basisPoints));
        }

        public static Fact count(String name, long count) {
            return new Fact(name, Kind.COUNT, Long.toString(count));
        }

        public static Fact date(String name, LocalDate day) {
            return new Fact(name, Kind.DATE, day.toString());
        }

        public static Fact code(String name, String code) {
            return new Fact(name, Kind.CODE, code);
        }

        public static Fact text(String name, String text) {
            return new Fact(name, Kind.TEXT, text);
        }
    }
}
