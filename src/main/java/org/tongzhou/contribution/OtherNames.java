package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.recovery.Repayments;

/**
 * Money that stands in the books otherwise than as a credit under the serial number of its line: noted by hand as a benefit paid
 * back; a booking told first as a whole and then by its parts, or the other way round; and what an earlier reading named differently.
 * What is not certain is left to a person.
 */
@Component
class OtherNames {
    private final CreditStore credits;
    private final Repayments repayments;

    OtherNames(CreditStore credits, Repayments repayments) {
        this.credits = credits;
        this.repayments = repayments;
    }

    /** A line that is not to be booked: {@link Outcome#DUPLICATE} of that credit or note, or it {@link Outcome#DIFFERS} from it. */
    record Held(Outcome outcome, @Nullable CreditId credit, Repayments.@Nullable Noted noted) {
        private static Held of(boolean same, CreditId credit) {
            return new Held(same ? Outcome.DUPLICATE : Outcome.DIFFERS, credit, null);
        }

        private static Held of(boolean same, Repayments.Noted noted) {
            return new Held(same ? Outcome.DUPLICATE : Outcome.DIFFERS, null, noted);
        }
    }

    /** What is found out of the lines; {@code parts} are credits that stand in the books, with the number of their booking. */
    private static final class Found {
        private final Map<BankLine, Held> held = new HashMap<>();
        private final Map<CreditId, String> parts = new HashMap<>();

        void isPart(Credit credit, BankLine line) {
            line.whole().ifPresent(whole -> parts.put(credit.id(), whole));
        }
    }

    static Repayments.Credit credit(BankLine line) {
        return new Repayments.Credit(line.serial(), line.valueDate());
    }

    /** Lines under whose number somebody noted a benefit paid back: the same where the sum is. */
    Map<BankLine, Held> noted(FundId fund, List<BankLine> lines) {
        Map<Repayments.Credit, Repayments.Noted> notes =
                repayments.noted(fund, lines.stream().map(OtherNames::credit).toList());
        Map<BankLine, Held> held = new HashMap<>();
        for (BankLine line : lines) {
            Repayments.Noted noted = notes.get(credit(line));
            if (noted != null) {
                held.put(line, Held.of(noted.amount().equals(line.amount()), noted));
            }
        }
        return held;
    }

    /** Before any of these lines is written; notes of what is in the books that it is a part of a booking, where a line says so. */
    Map<BankLine, Held> held(FundId fund, List<BankLine> lines) {
        Map<CreditStore.Key, Credit> known = credits.known(fund, CreditStore.Key.of(lines));
        Found found = new Found();
        List<BankLine> unknown = new ArrayList<>();
        for (BankLine line : lines) {
            Credit credit = known.get(CreditStore.Key.of(line));
            if (credit == null) {
                unknown.add(line);
            } else if (SameCredit.is(credit, line)) {
                found.isPart(credit, line);
            }
        }
        byParts(fund, unknown, found);
        byWhole(fund, unknown, found);
        byEarlierName(fund, unknown, found);
        wholeOverNewYear(fund, unknown, found);
        byHand(fund, unknown, found);
        overNewYear(fund, unknown, found);
        if (!found.parts.isEmpty()) {
            credits.nameWholes(fund, found.parts);
        }
        return found.held;
    }

    private void byParts(FundId fund, List<BankLine> lines, Found found) {
        List<BankLine> whole =
                lines.stream().filter(line -> line.whole().isEmpty()).toList();
        Map<CreditStore.Key, CreditStore.Parts> parts = credits.parts(fund, whole, SameCredit.DAYS_ABOUT);
        for (BankLine line : whole) {
            CreditStore.Parts those = parts.get(CreditStore.Key.of(line));
            if (those != null) {
                found.held.put(line, Held.of(those.sum().equals(line.amount()), those.first()));
            }
        }
    }

    private void byWhole(FundId fund, List<BankLine> lines, Found found) {
        Map<CreditStore.Key, List<BankLine>> bearers =
                bearers(lines, line -> line.whole().map(whole -> CreditStore.Key.of(line, whole)));
        credits.known(fund, bearers.keySet())
                .forEach((key, credit) -> judge(credit, Objects.requireNonNull(bearers.get(key)), found));
    }

    private void byEarlierName(FundId fund, List<BankLine> lines, Found found) {
        Map<CreditStore.Key, List<BankLine>> bearers =
                bearers(lines, line -> line.earlierName().map(name -> CreditStore.Key.of(line, name)));
        credits.known(fund, bearers.keySet())
                .forEach((key, credit) -> isOneOf(Objects.requireNonNull(bearers.get(key)), credit, found));
    }

    private static Map<CreditStore.Key, List<BankLine>> bearers(
            List<BankLine> lines, Function<BankLine, Optional<CreditStore.Key>> otherName) {
        Map<CreditStore.Key, List<BankLine>> bearers = new LinkedHashMap<>();
        lines.forEach(line -> otherName
                .apply(line)
                .ifPresent(key ->
                        bearers.computeIfAbsent(key, k -> new ArrayList<>()).add(line)));
        return bearers;
    }

    /** One of them is the credit, or all together are; else it is not known how a whole booking stands to its parts. */
    private static void judge(Credit credit, List<BankLine> parts, Found found) {
        if (isOneOf(parts, credit, found)) {
            return;
        }
        Money sum = parts.stream().map(BankLine::amount).reduce(Money.ZERO, Money::plus);
        for (BankLine line : parts) {
            boolean all = sum.equals(credit.amount()) && SameCredit.isAbout(credit, line);
            found.held.put(line, Held.of(all, credit.id()));
        }
    }

    private static boolean isOneOf(List<BankLine> bearers, Credit credit, Found found) {
        Optional<BankLine> same = bearers.stream()
                .filter(line -> SameCredit.isRepeated(credit, line))
                .findFirst()
                .or(() -> bearers.stream()
                        .filter(line -> SameCredit.isOfTheDay(credit, line) && SameCredit.is(credit, line))
                        .findFirst());
        same.ifPresent(line -> {
            found.held.put(line, Held.of(true, credit.id()));
            found.isPart(credit, line);
        });
        return same.isPresent();
    }

    /** As {@link #byWhole}; a whole booking of another time is another, since the bank begins its numbers anew each year. */
    private void wholeOverNewYear(FundId fund, List<BankLine> lines, Found found) {
        List<BankLine> left =
                lines.stream().filter(line -> !found.held.containsKey(line)).toList();
        Map<CreditStore.Key, List<BankLine>> parts = bearers(
                left,
                line -> line.whole()
                        .flatMap(whole -> CreditStore.Key.of(line, whole).overNewYear(line.valueDate())));
        credits.known(fund, parts.keySet()).forEach((key, credit) -> {
            List<BankLine> about = Objects.requireNonNull(parts.get(key)).stream()
                    .filter(line -> SameCredit.isAbout(credit, line))
                    .toList();
            judge(credit, about, found);
        });
    }

    /** Told on both sides of New Year; where all but the number differs, the bank has only begun its numbers anew. */
    private void overNewYear(FundId fund, List<BankLine> lines, Found found) {
        Map<BankLine, CreditStore.Key> keys = new LinkedHashMap<>();
        lines.forEach(
                line -> CreditStore.Key.of(line).overNewYear(line.valueDate()).ifPresent(key -> keys.put(line, key)));
        Map<CreditStore.Key, Credit> known = credits.known(fund, keys.values());
        keys.forEach((line, key) -> {
            Credit credit = known.get(key);
            if (credit != null && SameCredit.mayBe(credit, line)) {
                found.held.putIfAbsent(line, Held.of(SameCredit.is(credit, line), credit.id()));
            }
        });
    }

    /** A benefit paid back that somebody noted under the number of the whole booking: nobody can tell here which part it is. */
    private void byHand(FundId fund, List<BankLine> lines, Found found) {
        Map<BankLine, Repayments.Credit> wholes = new HashMap<>();
        lines.forEach(line ->
                line.whole().ifPresent(whole -> wholes.put(line, new Repayments.Credit(whole, line.valueDate()))));
        if (wholes.isEmpty()) {
            return;
        }
        Map<Repayments.Credit, Repayments.Noted> notes = repayments.noted(fund, Set.copyOf(wholes.values()));
        wholes.forEach((line, whole) -> {
            Repayments.Noted noted = notes.get(whole);
            if (noted != null) {
                found.held.putIfAbsent(line, Held.of(false, noted));
            }
        });
    }
}
