package org.tongzhou.payment.web;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.ledger.Account;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.BatchState;
import org.tongzhou.payment.Discrepancy;
import org.tongzhou.payment.DiscrepancyKind;
import org.tongzhou.payment.Evidence;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payable;
import org.tongzhou.payment.Purpose;
import org.tongzhou.payment.Reconciliation;
import org.tongzhou.payment.Settlement;
import org.tongzhou.shell.Frame;

/** The batch in hand with everything around it; figures only, all words are the template's. */
public record PaymentsPage(
        @Nullable Batch batch,
        List<Instruction> payments,
        boolean all,
        List<Batch> newest,
        Payable payable,
        List<Instruction> troubled,
        List<Dispute> disputes,
        Reconciliation.@Nullable Day day,
        LocalDate earliest,
        boolean line,
        @Nullable PersonId reader) {

    /** Something that does not agree, with the payment it is about where there is one. */
    public record Dispute(Discrepancy what, @Nullable Instruction payment, List<Evidence.Kept> papers, long days) {
        /** Ways out, of which the proposer chooses one. */
        public List<Settlement> ways() {
            if (what.instruction() == null) {
                return List.of(Settlement.AS_BOOKED);
            }
            return what.kind() == DiscrepancyKind.NAME
                    ? List.of(Settlement.AS_BOOKED, Settlement.NOT_PAID)
                    : List.of(Settlement.AS_BOOKED, Settlement.PAID, Settlement.NOT_PAID);
        }

        /** The word for a way out of this kind of dispute. */
        public String way(Settlement settlement) {
            return "payment.settlement." + (what.kind() == DiscrepancyKind.NAME ? "NAME." : "") + settlement.name();
        }
    }

    /** One line of the voucher, in debit: where it was owed, and the plan paid for or empty. */
    public record VoucherLine(Account account, String plan, Money amount) {}

    private record Owed(Account on, String plan) {}

    private static final InstructionState[] BACK = {InstructionState.REJECTED, InstructionState.RETURNED};
    private static final InstructionState[] OUT = {
        InstructionState.BATCHED,
        InstructionState.SEALED,
        InstructionState.RELEASED,
        InstructionState.SENT,
        InstructionState.UNKNOWN
    };

    /** How many of the six steps are behind the batch; the next one is in hand. */
    public int stepsDone() {
        if (batch == null) {
            return 0;
        }
        return switch (batch.state()) {
            case DRAFT, DISCARDED -> 0;
            case SEALED -> 1;
            case RELEASED, SENT, UNKNOWN -> 2;
            case ACCEPTED -> 3;
            case SETTLED -> awaitsBook() == 0 ? 6 : 4;
        };
    }

    /** Paid payments that do not yet stand in the bank's book. */
    public int awaitsBook() {
        return batch == null
                ? 0
                : batch.tallies().stream()
                        .filter(tally -> tally.state() == InstructionState.PAID)
                        .mapToInt(tally -> tally.payments() - tally.inBankBook())
                        .sum();
    }

    public int paid() {
        return batch == null ? 0 : batch.count(InstructionState.PAID);
    }

    public int back() {
        return batch == null ? 0 : batch.count(BACK);
    }

    public int waiting() {
        return batch == null ? 0 : batch.count(OUT);
    }

    public Money paidSum() {
        return batch == null ? Money.ZERO : batch.sum(InstructionState.PAID);
    }

    public Money backSum() {
        return batch == null ? Money.ZERO : batch.sum(BACK);
    }

    public Money waitingSum() {
        return batch == null ? Money.ZERO : batch.sum(OUT);
    }

    /** Weights of the bar, by tone. */
    public Map<String, Long> parts() {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("good", paidSum().fen());
        parts.put("bad", backSum().fen());
        parts.put("info", waitingSum().fen());
        return parts;
    }

    /** What is booked when (or since) the bank has paid: by account and plan, what is paid, or all while nothing is. */
    public List<VoucherLine> voucher() {
        if (batch == null) {
            return List.of();
        }
        boolean some = paid() > 0;
        Map<Owed, Money> owed = new LinkedHashMap<>();
        batch.tallies().stream()
                .filter(tally -> !some || tally.state() == InstructionState.PAID)
                .forEach(tally ->
                        owed.merge(new Owed(tally.purpose().owedOn(), tally.plan()), tally.amount(), Money::plus));
        return owed.entrySet().stream()
                .map(each -> new VoucherLine(each.getKey().on(), each.getKey().plan(), each.getValue()))
                .sorted(Comparator.comparing(VoucherLine::account).thenComparing(VoucherLine::plan))
                .toList();
    }

    public Money voucherSum() {
        return voucher().stream().map(VoucherLine::amount).reduce(Money.ZERO, Money::plus);
    }

    public List<String> plans() {
        return batch == null
                ? List.of()
                : batch.tallies().stream()
                        .map(Batch.Tally::plan)
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** The key of what is to be done about a payment. */
    public String next(Instruction payment) {
        boolean back = payment.state() == InstructionState.REJECTED || payment.state() == InstructionState.RETURNED;
        if (disputed(payment)) {
            return "payment.next.disputed";
        }
        return back && payment.purpose() == Purpose.FEE_REFUND
                ? "payment.next.refund"
                : "payment.next." + payment.state().name();
    }

    /** The plan's name where this room has a word for it, else its code; a refund is of no plan. */
    public static String plan(Frame frame, String code) {
        String key = "payment.plan." + (code.isEmpty() ? "none" : code);
        return frame.words().has(key) ? frame.say(key) : code;
    }

    /** The reader made it, so another person must release it. */
    public boolean ownBatch() {
        return batch != null && batch.madeBy().equals(reader);
    }

    /** A manager's word is still missing. */
    public boolean awaitsConsent() {
        return batch != null && batch.needsConsent() && batch.agreedBy() == null;
    }

    /** The reader is the manager who agreed, so a third person releases. */
    public boolean ownConsent() {
        return batch != null && batch.agreedBy() != null && batch.agreedBy().equals(reader);
    }

    public boolean sealed() {
        return batch != null && batch.state() == BatchState.SEALED;
    }

    public boolean wentOut() {
        return batch != null && batch.releasedAt() != null;
    }

    /** Troubled payments of other batches that nobody disputes. */
    public List<Instruction> troubledElsewhere() {
        List<String> here = payments.stream().map(Instruction::endToEnd).toList();
        return troubled.stream()
                .filter(each -> !here.contains(each.endToEnd()) && !disputed(each))
                .toList();
    }

    /** The bank's word on it is in doubt, so nothing is asked of the member yet. */
    public boolean disputed(Instruction payment) {
        return disputes.stream()
                .anyMatch(each ->
                        each.payment() != null && each.payment().endToEnd().equals(payment.endToEnd()));
    }

    /** What the bank claims in words where this room has them: a status, else the text itself. */
    public static String claimed(Frame frame, String claimed) {
        String key = "payment.claimed." + claimed;
        return frame.words().has(key) ? frame.say(key) : frame.fmt().orNone(claimed);
    }
}
