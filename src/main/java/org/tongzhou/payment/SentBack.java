package org.tongzhou.payment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.Outcomes.Source;
import org.tongzhou.payment.iso.AccountNotice;
import org.tongzhou.payment.iso.AccountNotice.Entry;

/**
 * Payments of ours that the bank sent back, as a statement tells it that another room reads. The return stands in our copy of the
 * bank's book under the bank's own reference, so that it is booked once, whether this statement or the bank's message comes first.
 */
@Component
public class SentBack {
    private final ReturnChecks checks;
    private final AnswerStore answers;
    private final EntryAnswers entries;

    SentBack(ReturnChecks checks, AnswerStore answers, EntryAnswers entries) {
        this.checks = checks;
        this.answers = answers;
        this.entries = entries;
    }

    /**
     * A credit whose words say that it came back: the bank's own reference, and the account that it came from where the bank tells
     * that.
     */
    public record Line(
            String ref,
            LocalDate day,
            Money amount,
            String payer,
            @Nullable String account,
            String remark) {}

    /** What was found of a line, and of which payment. */
    public record Told(Finding finding, @Nullable InstructionId payment) {
        /** It bears the number of a payment of ours, so that it is nothing else, even where nothing was booked. */
        public boolean isOurs() {
            return payment != null;
        }
    }

    /** All but the first two leave everything as it was and ask somebody to look. */
    public enum Finding {
        /** Booked now as the return of its payment. */
        BOOKED,
        /** The same line was booked before, from this statement or the bank's message. */
        KNOWN,
        NO_NUMBER,
        /** More than one number of a payment. */
        SEVERAL_NUMBERS,
        /** No payment of the fund has the number. */
        NUMBER_UNKNOWN,
        /** The bank has used its reference for something else. */
        REFERENCE_USED,
        /** Another amount than was paid. */
        AMOUNT,
        /** From another account than was paid to. */
        ACCOUNT,
        /** The payment came back before, under another reference. */
        RETURNED_BEFORE,
        /** The payment is not where one can come back from: not sent yet, or rejected. */
        STATE,
        /** Something about the payment waits for two people. */
        DISPUTED,
        /** The bank paid it twice, and sends one of the two back: the payee has been paid. */
        PAID_TWICE,
        /** Two lines of the statement say it of one payment. */
        TWICE
    }

    /**
     * Books those that agree with their payment in all that they say, in the caller's transaction; answers what was found of each,
     * in their order. {@code actor} is who read the statement in; the caller holds no row that a listener of {@link BenefitsReturned} may
     * want.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Told> take(Actor actor, List<Line> lines, Instant now) {
        FundId fund = actor.fund();
        List<Told> told = checks.of(fund, lines);
        List<Entry> returned = IntStream.range(0, lines.size())
                .filter(i -> told.get(i).finding() == Finding.BOOKED)
                .mapToObj(i -> ReturnChecks.entry(lines.get(i)))
                .filter(Objects::nonNull)
                .toList();
        if (!returned.isEmpty()) {
            long answer =
                    answers.applied(fund, AnswerStore.Raw.csv(written(returned)), Arrival.carried(Hand.of(actor), now));
            EntryAnswers.News news = new EntryAnswers.News(AccountNotice.Lines.of(returned), List.of());
            entries.apply(fund, news, answer, Source.of(answer, now));
        }
        return told;
    }

    /** What was applied, to be kept among the bank's answers; the statement itself is kept by the room that read it. */
    private static byte[] written(List<Entry> returned) {
        return returned.stream()
                .map(each -> String.join(
                        "\t",
                        each.ref(),
                        each.valueDate().toString(),
                        each.amount().plainYuan(),
                        each.counterparty(),
                        each.remark()))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
