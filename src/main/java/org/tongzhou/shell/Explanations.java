package org.tongzhou.shell;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Money;

/**
 * Writes an {@link Explanation} as rows of the component {@code calc}, for the member in plain words or for the reviewer
 * with clauses and unrounded amounts: two readings of one computation, nothing is computed here.
 *
 * <p>Keys: {@code explanation.member.<code>} and {@code explanation.reviewer.<code>}, each with an optional {@code .why};
 * arguments are the step's facts in order. A CODE fact is looked up as {@code explanation.code.<value>} where it exists.
 * Where a fact is zero, {@code <key>.zero<its place>} is said instead if there is one: a limit of which nothing is used yet
 * needs no word about that. Amounts in sentences carry their unit, in the reviewer's steps they are figures.
 */
public final class Explanations {
    /** Who reads. */
    public enum Reader {
        MEMBER("explanation.member."),
        REVIEWER("explanation.reviewer.");

        private final String prefix;

        Reader(String prefix) {
            this.prefix = prefix;
        }
    }

    /** One line: {@code css} is the class of the row, {@code why} and {@code clause} may be empty, {@code amount} too. */
    public record Row(String css, String sign, String words, String why, String clause, String amount) {}

    /** A piece of a sentence; a day is never broken over two lines. */
    public record Part(String text, boolean day) {}

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern ARTICLE = Pattern.compile("(?:.*§)?\\s*(\\d+(?:\\.\\d+)*)");

    private Explanations() {}

    public static List<Row> rows(Frame frame, Explanation explanation, Reader reader) {
        return explanation.steps().stream()
                .map(step -> row(frame, step, reader))
                .toList();
    }

    /** A sentence cut at its days. */
    public static List<Part> parts(String sentence) {
        List<Part> parts = new ArrayList<>();
        Matcher day = DAY.matcher(sentence);
        int at = 0;
        while (day.find()) {
            parts.add(new Part(sentence.substring(at, day.start()), false));
            parts.add(new Part(day.group(), true));
            at = day.end();
        }
        parts.add(new Part(sentence.substring(at), false));
        return parts;
    }

    /** The sentence of a key with typed facts as its arguments; for reasons and findings that carry facts as steps do. */
    public static String words(Frame frame, String key, List<Explanation.Fact> facts, Reader reader) {
        return said(frame.words(), key, Told.of(new Pen(frame, reader, true), facts));
    }

    /** Whose words, and whether amounts carry their unit. */
    private record Pen(Frame frame, Reader reader, boolean units) {}

    /** Facts and how they are written, once for all sentences that say them. */
    private record Told(List<Explanation.Fact> facts, Object[] written) {
        static Told of(Pen pen, List<Explanation.Fact> facts) {
            return new Told(
                    facts,
                    facts.stream().map(fact -> Explanations.written(pen, fact)).toArray());
        }
    }

    private static String said(Words words, String key, Told told) {
        String said = IntStream.range(0, told.facts().size())
                .filter(i -> told.facts().get(i).value().equals("0"))
                .mapToObj(i -> key + ".zero" + i)
                .filter(words::has)
                .findFirst()
                .orElse(key);
        return words.say(said, told.written());
    }

    /** {@code 第 6 条} of {@code 6} or {@code hospital-2025 §6}; a citation of another form stands as it is. */
    public static String clause(Frame frame, @Nullable String citation) {
        if (citation == null || citation.isBlank()) {
            return "";
        }
        Matcher article = ARTICLE.matcher(citation);
        return article.matches() ? frame.say("shell.clause", article.group(1)) : citation;
    }

    private static Row row(Frame frame, Explanation.Step step, Reader reader) {
        String key = reader.prefix + step.code();
        boolean reviewing = reader == Reader.REVIEWER;
        Words words = frame.words();
        Told told = Told.of(new Pen(frame, reader, !reviewing), step.facts());
        return new Row(
                css(step.op()),
                sign(step.op()),
                said(words, key, told),
                words.has(key + ".why") ? said(words, key + ".why", told) : "",
                reviewing ? clause(frame, step.clause()) : "",
                column(frame.fmt(), step.amountFen(), reviewing));
    }

    private static String column(Fmt fmt, @Nullable BigDecimal fen, boolean exact) {
        if (fen == null) {
            return "";
        }
        return exact ? fmt.exact(fen) : fmt.money(Money.roundHalfUp(fen));
    }

    private static String css(Explanation.Op op) {
        return switch (op) {
            case SUBTOTAL -> "sub";
            case TOTAL -> "tot";
            case NOTE, LIMIT -> "aside-row";
            default -> "";
        };
    }

    private static String sign(Explanation.Op op) {
        return switch (op) {
            case PLUS -> "+";
            case MINUS -> "−";
            case TIMES -> "×";
            default -> "";
        };
    }

    private static String written(Pen pen, Explanation.Fact fact) {
        Frame frame = pen.frame();
        Fmt fmt = frame.fmt();
        return switch (fact.kind()) {
            case MONEY_FEN -> amount(fmt, new BigDecimal(fact.value()), pen.units());
            case RATE_BASIS_POINTS -> fmt.rate(Long.parseLong(fact.value()));
            case COUNT -> fmt.count(Long.parseLong(fact.value()));
            case DATE -> day(frame, LocalDate.parse(fact.value()), pen.reader());
            case CODE -> code(frame.words(), fact.value());
            case TEXT -> fact.value();
        };
    }

    private static String amount(Fmt fmt, BigDecimal fen, boolean unit) {
        return unit ? fmt.yuan(fen) : fmt.exact(fen);
    }

    private static String day(Frame frame, LocalDate day, Reader reader) {
        return reader == Reader.REVIEWER
                ? frame.fmt().day(day)
                : frame.fmt().memberDay(day, frame.today().day());
    }

    private static String code(Words words, String value) {
        String key = "explanation.code." + value;
        return words.has(key) ? words.say(key) : value;
    }
}
