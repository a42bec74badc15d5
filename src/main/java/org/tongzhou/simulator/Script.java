package org.tongzhou.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the bank misbehaves, as words separated by {@code ;}. Chances lie between 0 and 1 and are drawn from the seed:
 *
 * <pre>
 * seed=7  loseRequest=0.1  loseAnswer=0.1  late=0.05:3000 (ms)  double=0.02  contradict=0.02  truncate=0.01
 * away=0.01:2000 (ms)  slow=200 (ms until a payment is executed)  sameMessage=again (no check of message ids)
 * rejectSome=0.1 (each for one of all reasons)
 * reject=AC04:account:*0004  reject=AM04:amount:*.13  return=AC04:account:*0007:2 (days later)
 * </pre>
 */
final class Script {
    private static final Set<String> WORDS = Set.of(
            "seed",
            "loseRequest",
            "loseAnswer",
            "late",
            "double",
            "contradict",
            "truncate",
            "away",
            "slow",
            "sameMessage",
            "rejectSome");
    private static final List<String> REASONS = List.of(
            "AC01", "AC03", "AC04", "AC06", "AC13", "AG01", "AM02", "AM04", "AM05", "AM09", "BE01", "BE06", "CNOR",
            "MD07", "MS02", "MS03", "NARR", "NOAS", "RC01", "RR04", "TM01");

    private final List<Rule> rules = new ArrayList<>();
    private final List<Habit> habits = new ArrayList<>();
    private final Draws draws;

    private record Rule(boolean back, String code, boolean byAmount, Pattern pattern, int days) {
        boolean fits(Order.Payment payment) {
            String text = byAmount ? BigDecimal.valueOf(payment.fen(), 2).toPlainString() : payment.account();
            return pattern.matcher(text).matches();
        }
    }

    private Script(String text) {
        List<String> chances = new ArrayList<>();
        for (String each : text.split(";", -1)) {
            String word = each.strip();
            if (word.startsWith("reject=") || word.startsWith("return=")) {
                addRule(word);
            } else if (!word.isEmpty()) {
                chances.add(word);
                addHabit(word);
            }
        }
        this.draws = Draws.parse(String.join(";", chances), WORDS);
    }

    /** Throws {@link IllegalArgumentException} naming the word that is not understood. */
    static Script parse(String text) {
        return new Script(text);
    }

    private void addRule(String word) {
        String[] parts = parts(word);
        rules.add(rule(word, word.startsWith("return="), parts));
        String days = parts.length > 3 ? parts[3] : "1";
        habits.add(new Habit(word, name(word) + "." + parts[1], List.of(parts[0], parts[2], days)));
    }

    private void addHabit(String word) {
        habits.add(new Habit(word, name(word), List.of(parts(word))));
    }

    private static String name(String word) {
        return word.split("=", 2)[0];
    }

    private static String[] parts(String word) {
        return word.substring(word.indexOf('=') + 1).split(":", -1);
    }

    private static Rule rule(String word, boolean back, String[] parts) {
        if (parts.length < 3
                || !parts[0].matches("[A-Z0-9]{4}")
                || !Set.of("account", "amount").contains(parts[1])) {
            throw new IllegalArgumentException("not understood: " + word);
        }
        String glob = Arrays.stream(parts[2].split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse("");
        int days = parts.length > 3 ? Integer.parseInt(parts[3]) : 1;
        return new Rule(back, parts[0], parts[1].equals("amount"), Pattern.compile(glob), days);
    }

    /** What the script asks for, word by word in the order given: the word itself, its name, and its parts. */
    List<Habit> habits() {
        return habits;
    }

    /** One word of the script; a rule's name says by what it goes, such as {@code reject.account}. */
    record Habit(String word, String name, List<String> parts) {}

    Draws draws() {
        return draws;
    }

    long slowMillis() {
        return draws.number("slow");
    }

    boolean takesSameMessageAgain() {
        return draws.has("sameMessage");
    }

    /** Whether the first status of a payment is the opposite of the truth; the same for a payment at every start. */
    boolean lies(String endToEnd) {
        return new Random(draws.seed() * 31 + endToEnd.hashCode()).nextDouble() < draws.chance("contradict");
    }

    Outcome outcome(Order.Payment payment) {
        for (Rule rule : rules) {
            if (rule.fits(payment)) {
                return rule.back() ? new Outcome(null, rule.code(), rule.days()) : new Outcome(rule.code(), null, 0);
            }
        }
        return someReason(payment.endToEnd())
                .map(reason -> new Outcome(reason, null, 0))
                .orElse(Outcome.CREDIT);
    }

    /** One of all reasons in turn, for the share of payments that {@code rejectSome} says; the same at every start. */
    private Optional<String> someReason(String endToEnd) {
        Random draw = new Random(draws.seed() * 37 + endToEnd.hashCode());
        return draw.nextDouble() < draws.chance("rejectSome")
                ? Optional.of(REASONS.get(draw.nextInt(REASONS.size())))
                : Optional.empty();
    }
}
