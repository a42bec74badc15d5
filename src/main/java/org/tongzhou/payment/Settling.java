package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.payment.Outcomes.Back;
import org.tongzhou.payment.Outcomes.Source;

/** What follows for a payment from what two people say of it, unless the bank has said something since. */
@Component
class Settling {
    private final DiscrepancyStore store;
    private final InstructionStore instructions;
    private final BatchStore batches;
    private final AnswerStore answers;
    private final StatusAnswers statuses;
    private final Outcomes outcomes;

    Settling(
            DiscrepancyStore store,
            InstructionStore instructions,
            BatchStore batches,
            AnswerStore answers,
            StatusAnswers statuses,
            Outcomes outcomes) {
        this.store = store;
        this.instructions = instructions;
        this.batches = batches;
        this.answers = answers;
        this.statuses = statuses;
        this.outcomes = outcomes;
    }

    /** One thing that does not agree about a payment, and how it is settled. */
    record Question(Discrepancy open, InstructionId payment, Settlement settlement) {
        boolean isOfTheName() {
            return open.kind() == DiscrepancyKind.NAME;
        }

        Optional<Discrepancy.Line> debit() {
            return open.line().filter(Discrepancy.Line::isDebit);
        }

        Optional<Discrepancy.Line> credit() {
            return open.line().filter(line -> !line.isDebit());
        }
    }

    /**
     * The caller holds the discrepancy. Refuses {@code payment_moved_since} where the payment or the bank's book about it moved after
     * the proposal, {@code payment_debited} where what is to be not paid stands there as paid, {@code payment_paid_before_restore} where
     * what stands there as paid and in our books as never released is to be anything else, {@code payment_debit_of_paid} where a debit
     * that names what has been paid is to be left at that.
     */
    void book(Scope scope, Question question, Source source) {
        FundId fund = scope.fund();
        // Whatever the bank says of a payment is written under the lock of its batch.
        instructions.batchOf(fund, question.payment().value()).ifPresent(batch -> batches.lock(fund, batch));
        InstructionRow row = instructions.findAll(scope, List.of(question.payment())).stream()
                .findFirst()
                .orElseThrow(Refusal::notFound);
        requireKnownAsPaid(fund, question, row);
        requireApart(question, row);
        requireCounted(fund, question, row);
        requireNothingSince(fund, question.open());
        book(fund, row, question, source);
    }

    /** Only a restore makes our books forget what left; as long as they do it is held, so that they have to learn it. */
    private void requireKnownAsPaid(FundId fund, Question question, InstructionRow row) {
        boolean ofTheName = question.isOfTheName() && question.settlement() == Settlement.AS_BOOKED;
        boolean learns = question.settlement() == Settlement.PAID;
        boolean forgotten = !learns && !ofTheName && row.state().isUnreleased();
        if (forgotten && (question.debit().isPresent() || answers.isDebitedWhole(fund, row.id()))) {
            throw Refusal.conflict("payment_paid_before_restore", row.reference());
        }
    }

    /** What is held in a sealed batch would leave with it, were the question settled before the batch is taken apart. */
    private static void requireApart(Question question, InstructionRow row) {
        boolean sealed = row.state() == InstructionState.BATCHED || row.state() == InstructionState.SEALED;
        if (question.settlement() != Settlement.AS_BOOKED && sealed) {
            throw Refusal.conflict("payment_in_batch", row.reference());
        }
    }

    /** Else the next debit would pass for the payment's first, and the payee would have been paid twice without anybody's knowing. */
    private void requireCounted(FundId fund, Question question, InstructionRow row) {
        boolean leaves = question.settlement() == Settlement.AS_BOOKED
                && question.debit().isPresent();
        if (leaves && (row.state() == InstructionState.PAID || isBack(fund, row))) {
            throw Refusal.conflict("payment_debit_of_paid", row.reference());
        }
    }

    /** By the bank's book, and so paid before. */
    private boolean isBack(FundId fund, InstructionRow row) {
        return row.state() == InstructionState.RETURNED
                && answers.anyReturnOf(fund, row.id()).isPresent();
    }

    /** Of a name that is in question the bank says nothing: a batch that is made or taken apart meanwhile changes no answer. */
    private void requireNothingSince(FundId fund, Discrepancy open) {
        if (open.kind() != DiscrepancyKind.NAME && store.isOvertaken(fund, open.id())) {
            throw Refusal.conflict("payment_moved_since", open.id());
        }
    }

    private void book(FundId fund, InstructionRow row, Question question, Source source) {
        if (question.settlement() == Settlement.PAID) {
            paid(fund, row, question, source);
        } else if (question.settlement() == Settlement.NOT_PAID) {
            notPaid(fund, row, question, source);
        }
        instructions.batchOf(fund, row.id()).ifPresent(batch -> statuses.settleIfAnswered(fund, batch));
    }

    private void paid(FundId fund, InstructionRow row, Question question, Source source) {
        InstructionState state = row.state();
        boolean becomes = state.isWaiting() || state == InstructionState.REJECTED || state == InstructionState.APPROVED;
        question.debit().ifPresent(line -> listSecond(fund, row, line, source));
        if (becomes) {
            requireNotReplaced(fund, row);
            LocalDate day = question.debit()
                    .flatMap(line -> answers.dayOf(fund, row.id(), line))
                    .orElse(source.today());
            outcomes.paid(fund, Map.of(day, List.of(row)), source);
            giveBack(fund, row, source);
        }
    }

    /** Beside a debit that the bank's book has of the payment the line is another. */
    private void listSecond(FundId fund, InstructionRow row, Discrepancy.Line line, Source source) {
        if (!answers.debited(fund, Set.of(row.id())).isEmpty()) {
            DiscrepancyStore.About about = new DiscrepancyStore.About(row.id(), null, source.answer());
            store.open(fund, DiscrepancyKind.DOUBLE_DEBIT, about, line.ref(), source.now());
        }
    }

    private void notPaid(FundId fund, InstructionRow row, Question question, Source source) {
        InstructionState state = row.state();
        if (question.debit().isPresent()) {
            requireGivenBack(fund, row);
        }
        if (state.isWaiting() || state == InstructionState.APPROVED) {
            String reason = question.isOfTheName() ? "BE01" : "NARR";
            outcomes.rejected(fund, Map.of(reason, List.of(row)), source);
        } else if (state == InstructionState.PAID) {
            Optional<Discrepancy.Line> credit = question.credit();
            if (credit.isEmpty()) {
                requireNotDebited(fund, row);
            }
            LocalDate day =
                    credit.flatMap(line -> answers.dayOf(fund, row.id(), line)).orElse(source.today());
            outcomes.returned(fund, Map.of(new Back(day, "NARR"), List.of(row)), source);
        }
    }

    private void requireNotDebited(FundId fund, InstructionRow row) {
        if (!answers.debited(fund, Set.of(row.id())).isEmpty()) {
            requireGivenBack(fund, row);
        }
    }

    private void requireGivenBack(FundId fund, InstructionRow row) {
        if (answers.anyReturnOf(fund, row.id()).isEmpty()) {
            throw Refusal.conflict("payment_debited", row.reference());
        }
    }

    /** A return that the bank had booked while the payment was in dispute could not be applied then; it is now. */
    private void giveBack(FundId fund, InstructionRow row, Source source) {
        answers.returnOf(fund, row.id())
                .map(back -> new Back(back.valueDate(), StatusAnswers.reason(back.reason())))
                .ifPresent(back -> outcomes.returned(fund, Map.of(back, List.of(row)), source));
    }

    /** What has been ordered again meanwhile cannot also become paid: that is money to be claimed back. */
    private void requireNotReplaced(FundId fund, InstructionRow row) {
        InstructionRow newest = instructions.latest(fund, row.cause()).orElseThrow();
        if (newest.id() != row.id()) {
            throw Refusal.conflict("payment_replaced", row.reference());
        }
    }
}
