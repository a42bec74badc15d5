package org.tongzhou.ledger.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Journal;
import org.tongzhou.ledger.Line;

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
            "instruction", "/payments/instructions/");

    /** The page of what caused a journal. */
    public static Optional<String> pageOf(String cause) {
        String[] parts = cause.split(":", 2);
        String page = PAGES.get(parts[0]);
        return page == null || !parts[1].matches("\\d+") ? Optional.empty() : Optional.of(page + parts[1]);
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
