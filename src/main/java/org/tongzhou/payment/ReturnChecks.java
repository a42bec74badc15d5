package org.tongzhou.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.payment.SentBack.Finding;
import org.tongzhou.payment.SentBack.Line;
import org.tongzhou.payment.SentBack.Told;
import org.tongzhou.payment.iso.AccountNotice;
import org.tongzhou.payment.iso.AccountNotice.Entry;

/** Holds credits that say they came back against the payments that they name; writes nothing. */
@Component
class ReturnChecks {
    private final InstructionStore instructions;
    private final BatchStore batches;
    private final AnswerStore answers;
    private final DiscrepancyStore discrepancies;
    private final Payees payees;

    ReturnChecks(
            InstructionStore instructions,
            BatchStore batches,
            AnswerStore answers,
            DiscrepancyStore discrepancies,
            Payees payees) {
        this.instructions = instructions;
        this.batches = batches;
        this.answers = answers;
        this.discrepancies = discrepancies;
        this.payees = payees;
    }

    /** In their order. Whatever the bank says of these payments waits until the transaction ends. */
    List<Told> of(FundId fund, List<Line> lines) {
        List<Entry> entries =
                lines.stream().map(ReturnChecks::entry).filter(Objects::nonNull).toList();
        Known known = known(fund, entries);
        return together(
                lines, lines.stream().map(line -> check(fund, known, line)).toList());
    }

    /** The line of the bank's book that it is, when it names one payment. */
    static @Nullable Entry entry(Line line) {
        List<String> numbers = Ids.in(line.remark());
        return numbers.size() != 1
                ? null
                : new Entry(
                        line.ref(),
                        AccountNotice.Kind.RETURN,
                        line.amount(),
                        line.day(),
                        numbers.get(0),
                        BankCsv.reason(line.remark()),
                        line.payer(),
                        line.remark());
    }

    /** The payments by number, and what the bank has told by its reference. */
    private record Known(Map<String, InstructionRow> payments, Map<String, List<BankEntry>> told) {}

    private Known known(FundId fund, List<Entry> entries) {
        List<String> numbers =
                entries.stream().map(Entry::endToEnd).filter(Objects::nonNull).toList();
        instructions.batchesOf(fund, numbers).forEach(batch -> batches.lock(fund, batch));
        return new Known(
                instructions.byEndToEnd(fund, numbers).stream()
                        .collect(Collectors.toMap(InstructionRow::endToEnd, Function.identity())),
                answers.entries(fund, entries.stream().map(Entry::ref).toList()).stream()
                        .collect(Collectors.groupingBy(BankEntry::ref)));
    }

    private Told check(FundId fund, Known known, Line line) {
        Entry entry = entry(line);
        if (entry == null) {
            boolean none = Ids.in(line.remark()).isEmpty();
            return new Told(none ? Finding.NO_NUMBER : Finding.SEVERAL_NUMBERS, null);
        }
        InstructionRow payment = known.payments().get(String.valueOf(entry.endToEnd()));
        if (payment == null) {
            return new Told(Finding.NUMBER_UNKNOWN, null);
        }
        List<BankEntry> before = known.told().getOrDefault(entry.ref(), List.of()).stream()
                .filter(old -> old.isAlso(entry))
                .toList();
        boolean same = before.stream().allMatch(old -> old.isOfOnePayment(entry));
        Finding alone = before.isEmpty() ? check(payment, line) : same ? Finding.KNOWN : Finding.REFERENCE_USED;
        return new Told(undisputed(fund, payment, alone), payment.instructionId());
    }

    private Finding undisputed(FundId fund, InstructionRow payment, Finding alone) {
        if (alone != Finding.BOOKED && alone != Finding.KNOWN) {
            return alone;
        } else if (discrepancies.openFor(fund, payment.id())) {
            return Finding.DISPUTED;
        }
        boolean twice = answers.out(fund, List.of(payment.id())).getOrDefault(payment.id(), 0) > 1;
        return alone == Finding.BOOKED && twice ? Finding.PAID_TWICE : alone;
    }

    private Finding check(InstructionRow payment, Line line) {
        InstructionState state = payment.state();
        if (!payment.amount().equals(line.amount())) {
            return Finding.AMOUNT;
        } else if (line.account() != null && !line.account().equals(accountOf(payment))) {
            return Finding.ACCOUNT;
        } else if (state == InstructionState.RETURNED) {
            return Finding.RETURNED_BEFORE;
        }
        return state == InstructionState.PAID || state.isWaiting() ? Finding.BOOKED : Finding.STATE;
    }

    private String accountOf(InstructionRow payment) {
        return payees.open(payment.endToEnd(), payment.payee()).account();
    }

    private static List<Told> together(List<Line> lines, List<Told> alone) {
        ReturnsTogether all = new ReturnsTogether();
        for (int i = 0; i < lines.size(); i++) {
            InstructionId payment = booked(alone.get(i));
            if (payment != null) {
                all.say(payment, key(lines.get(i)));
            }
        }
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            InstructionId payment = booked(alone.get(i));
            told.add(payment == null ? alone.get(i) : new Told(all.finding(payment, key(lines.get(i))), payment));
        }
        return told;
    }

    private static @Nullable InstructionId booked(Told alone) {
        return alone.finding() == Finding.BOOKED ? alone.payment() : null;
    }

    private static AccountNotice.Key key(Line line) {
        return new AccountNotice.Key(line.day().getYear(), line.ref());
    }
}
