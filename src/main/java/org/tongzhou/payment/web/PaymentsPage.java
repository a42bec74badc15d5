package org.tongzhou.payment.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.BatchState;
import org.tongzhou.payment.BookStop;
import org.tongzhou.payment.CarriedWord;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.Payable;
import org.tongzhou.payment.Purpose;
import org.tongzhou.payment.Reconciliation;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Tried;

/** The batch in hand with everything around it, and what the reader may do with it; all words are the template's. */
public record PaymentsPage(
        @Nullable Batch batch,
        Slice<Instruction> payments,
        Slice<Batch> newest,
        boolean all,
        PagedLists lists,
        Payable payable,
        Elsewhere elsewhere,
        Disputes disputes,
        List<CarriedWord> carried,
        Reconciliation.@Nullable Glance books,
        @Nullable BookStop stop,
        LocalDate earliest,
        boolean line,
        @Nullable PersonId reader,
        Tried tried) {
    /** A page of the payments of other batches that are to be handled, and how many these are. */
    public record Elsewhere(Slice<Instruction> page, int count) {}

    /** A page of what does not agree, how much that is, and which payments of the batch on this page are among it. */
    public record Disputes(Slice<Dispute> page, int count, Set<InstructionId> payments) {}

    /** Only the first of the day's lines are shown. */
    public boolean isCut() {
        return books != null && books.lines().size() < books.day().lines();
    }

    /** Figures of the batch in hand. */
    public @Nullable BatchFigures figures() {
        return batch == null ? null : new BatchFigures(batch);
    }

    /** The key of what is to be done about a payment. */
    public String next(Instruction payment) {
        if (disputed(payment)) {
            return "payment.next.disputed";
        }
        return BatchFigures.isBack(payment.state()) && payment.purpose() == Purpose.FEE_REFUND
                ? "payment.next.refund"
                : "payment.next." + payment.state().name();
    }

    /** The reader made it, so another person must release it. */
    public boolean ownBatch() {
        return batch != null && batch.made().by().equals(reader);
    }

    /** A manager's word is still missing. */
    public boolean awaitsConsent() {
        return batch != null && batch.needsConsent() && batch.agreed() == null;
    }

    /** The reader is the manager who agreed, so a third person releases. */
    public boolean ownConsent() {
        return batch != null && batch.agreed() != null && batch.agreed().by().equals(reader);
    }

    /** The batch pays something again on the word of what the reader alone has carried here, so another person must release it. */
    public boolean ownWord() {
        return carried.stream().anyMatch(this::isOwn);
    }

    public boolean isOwn(CarriedWord word) {
        return word.carrier().equals(reader);
    }

    public boolean sealed() {
        return batch != null && batch.state() == BatchState.SEALED;
    }

    public boolean wentOut() {
        return batch != null && batch.released() != null;
    }

    /** The bank's word on it is in doubt, so nothing is asked of the member yet. */
    private boolean disputed(Instruction payment) {
        return disputes.payments().contains(payment.id());
    }
}
