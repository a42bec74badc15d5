package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.recovery.Repayments;

/**
 * Money that stands in the books under another serial number than its line bears: a booking told first as a whole and then by its
 * parts, or the other way round, and what an earlier reading named differently. What is not certain is left to a person.
 */
@Component
class OtherNames {
    private final CreditStore credits;
    private final Repayments repayments;

    OtherNames(CreditStore credits, Repayments repayments) {
        this.credits = credits;
        this.repayments = repayments;
    }

    /** A line that is not to be booked: {@link Outcome#DUPLICATE} of that credit, or it {@link Outcome#DIFFERS} from it. */
    record Held(Outcome outcome, @Nullable CreditId credit) {
        private static Held of(boolean same, CreditId credit) {
            return new Held(same ? Outcome.DUPLICATE : Outcome.DIFFERS, credit);
        }
    }

    /** Before any line of the file is written. */
    Map<BankLine, Held> held(FundId fund, List<BankLine> lines) {
        Set<CreditStore.Key> known =
                credits.known(fund, CreditStore.Key.of(lines)).keySet();
        List<BankLine> unknown = lines.stream()
                .filter(line -> !known.contains(CreditStore.Key.of(line)))
                .toList();
        Map<BankLine, Held> held = new HashMap<>();
        byParts(fund, unknown, held);
        byAlias(fund, unknown, held);
        byHand(fund, unknown, held);
        return held;
    }

    private void byParts(FundId fund, List<BankLine> lines, Map<BankLine, Held> held) {
        List<BankLine> whole =
                lines.stream().filter(line -> wholeOf(line).isEmpty()).toList();
        Map<CreditStore.Key, CreditStore.Parts> parts = credits.parts(fund, whole, SameCredit.DAYS_ABOUT);
        for (BankLine line : whole) {
            CreditStore.Parts those = parts.get(CreditStore.Key.of(line));
            if (those != null) {
                held.put(line, Held.of(those.sum().equals(line.amount()), those.first()));
            }
        }
    }

    private void byAlias(FundId fund, List<BankLine> lines, Map<BankLine, Held> held) {
        Map<CreditStore.Key, List<BankLine>> bearers = new LinkedHashMap<>();
        lines.forEach(line -> alias(line)
                .ifPresent(key ->
                        bearers.computeIfAbsent(key, k -> new ArrayList<>()).add(line)));
        credits.known(fund, bearers.keySet())
                .forEach((key, credit) -> judge(credit, Objects.requireNonNull(bearers.get(key)), held));
    }

    /** One of them is the credit, or all together are; else it is not known how a whole booking stands to its parts. */
    private static void judge(Credit credit, List<BankLine> bearers, Map<BankLine, Held> held) {
        Optional<BankLine> same = bearers.stream()
                .filter(line -> SameCredit.isRepeated(credit, line))
                .findFirst()
                .or(() -> bearers.stream()
                        .filter(line -> SameCredit.isOfTheDay(credit, line) && SameCredit.is(credit, line))
                        .findFirst());
        if (same.isPresent()) {
            held.put(same.get(), Held.of(true, credit.id()));
            return;
        }
        Money sum = bearers.stream().map(BankLine::amount).reduce(Money.ZERO, Money::plus);
        for (BankLine line : bearers) {
            if (wholeOf(line).isPresent()) {
                boolean all = sum.equals(credit.amount()) && SameCredit.isAbout(credit, line);
                held.put(line, Held.of(all, credit.id()));
            }
        }
    }

    /** A benefit paid back that somebody noted under the number of the whole booking: nobody can tell here which part it is. */
    private void byHand(FundId fund, List<BankLine> lines, Map<BankLine, Held> held) {
        Map<BankLine, Repayments.Credit> wholes = new HashMap<>();
        lines.forEach(line ->
                wholeOf(line).ifPresent(whole -> wholes.put(line, new Repayments.Credit(whole, line.valueDate()))));
        if (wholes.isEmpty()) {
            return;
        }
        Set<Repayments.Credit> noted = repayments.noted(fund, Set.copyOf(wholes.values()));
        wholes.forEach((line, whole) -> {
            if (noted.contains(whole)) {
                held.putIfAbsent(line, new Held(Outcome.DIFFERS, null));
            }
        });
    }

    private static Optional<CreditStore.Key> alias(BankLine line) {
        return Optional.ofNullable(line.alias()).map(alias -> CreditStore.Key.of(line, alias));
    }

    private static Optional<String> wholeOf(BankLine line) {
        return Optional.ofNullable(line.alias()).filter(BankLine.Alias::isWhole).map(BankLine.Alias::serial);
    }
}
