package org.tongzhou.ledger.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Journal;
import org.tongzhou.ledger.Line;
import org.tongzhou.shell.Frame;

/** Journals line by line: those of one cause, or the newest. */
public record JournalsPage(
        String cause,
        List<Journal> journals,
        @Nullable String after,
        @Nullable String next) {
    /** Where the page of a cause is, for the kinds of causes that have one. */
    private static final Map<String, String> PAGES = Map.of(
            "bill", "/bills/",
            "claim", "/reviews/",
            "recovery", "/recoveries/",
            "instruction", "/payments/instructions/",
            "programme", "/programmes/");

    /** The page of what caused a journal, where it has one that the reader may open: a claim is not for finance. */
    public static Optional<String> pageOf(Frame frame, String cause) {
        String[] parts = cause.split(":", 2);
        String page = PAGES.get(parts[0]);
        boolean open = page != null
                && parts.length == 2
                && parts[1].matches("\\d+")
                && (!parts[0].equals("claim") || readsClaims(frame));
        return open ? Optional.of(page + parts[1]) : Optional.empty();
    }

    private static boolean readsClaims(Frame frame) {
        return frame.actor()
                .filter(actor -> actor.is(Role.AUDITOR) || actor.isReviewer())
                .isPresent();
    }

    /** A cause as a reader says it: {@code 缴费单 17}; the text itself where its kind has no word. */
    public static String causeWords(Frame frame, String cause) {
        String[] parts = cause.split(":", 2);
        String key = "ledger.cause." + parts[0];
        return parts.length == 2 && frame.words().has(key) ? frame.say(key, parts[1]) : cause;
    }

    /** The plan's short name, or its code where it has none. */
    public static String planWords(Frame frame, Line line) {
        return frame.shortPlan(line.plan()).orElseGet(() -> frame.fmt().orNone(line.plan()));
    }

    /** The county's code, or the city's or province's where there is no county. */
    public static String regionOf(Line line) {
        String path = line.region();
        return path.substring(path.lastIndexOf('/', path.length() - 2) + 1, path.length() - 1);
    }

    /** The sum of a journal's debits. */
    public static Money total(Journal journal) {
        return journal.lines().stream()
                .map(Line::amount)
                .filter(Money::isPositive)
                .reduce(Money.ZERO, Money::plus);
    }
}
