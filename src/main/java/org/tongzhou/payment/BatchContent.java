package org.tongzhou.payment;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.CreditTransferCheck;
import org.tongzhou.payment.iso.CreditTransferWriter;
import org.tongzhou.payment.iso.PainVersion;

/** What a batch says, as a hash that seals it and as the message that carries it to the bank. */
@Component
class BatchContent {
    private final InstructionStore instructions;
    private final Payees payees;
    private final BankSettings settings;

    BatchContent(InstructionStore instructions, Payees payees, BankSettings settings) {
        this.instructions = instructions;
        this.payees = payees;
        this.settings = settings;
    }

    /** In which version a new batch is written. */
    PainVersion version() {
        return settings.version();
    }

    /** Over everything that decides who gets how much from where and when. */
    byte[] hash(FundId fund, BatchRow batch, List<InstructionRow> rows) {
        Canonical content = new Canonical("payment.batch/1")
                .number((long) fund.code())
                .text(batch.message().id())
                .text(batch.executionDay().toString())
                .text(settings.account().account())
                .number((long) rows.size());
        for (InstructionRow row : rows) {
            content.text(row.endToEnd()).number(row.amount().fen()).bytes(row.payeeIndex());
        }
        return content.digest();
    }

    /** Refuses with {@code payment_seal_broken} unless the rows are what was sealed, payees opened and compared too. */
    List<InstructionRow> requireSealed(FundId fund, BatchRow batch) {
        List<InstructionRow> rows = instructions.inBatch(fund, batch.batchId());
        boolean same = Arrays.equals(batch.contentHash(), hash(fund, batch, rows))
                && rows.stream()
                        .allMatch(row -> Arrays.equals(
                                row.payeeIndex(), payees.index(payees.open(row.endToEnd(), row.payee()))));
        if (!same) {
            throw Refusal.conflict("payment_seal_broken", batch.number());
        }
        return rows;
    }

    /** Refuses to seal what could not be written as a valid message ({@code payment_message_invalid}). */
    void requireWritable(BatchRow batch, List<InstructionRow> rows, Instant now) {
        Money total = rows.stream().map(InstructionRow::amount).reduce(Money.ZERO, Money::plus);
        try {
            CreditTransferCheck.verify(batch.message().version(), write(batch, rows, now), rows.size(), total);
        } catch (IllegalStateException | IllegalArgumentException invalid) {
            throw Refusal.conflict("payment_message_invalid", String.valueOf(invalid.getMessage()));
        }
    }

    /** The pain.001 of a released batch: the same bytes each time, checked against schema, count and sum. */
    byte[] message(FundId fund, BatchRow batch) {
        byte[] message = write(
                batch,
                requireSealed(fund, batch),
                Objects.requireNonNull(batch.released()).at());
        CreditTransferCheck.verify(batch.message().version(), message, batch.payments(), batch.total());
        return message;
    }

    private byte[] write(BatchRow batch, List<InstructionRow> rows, Instant at) {
        return CreditTransferWriter.write(new CreditTransfer(
                batch.message().version(),
                batch.message().id(),
                at,
                batch.bankDay(),
                settings.account(),
                rows.stream().map(this::payment).toList()));
    }

    private CreditTransfer.Payment payment(InstructionRow row) {
        PayeeAccount payee = payees.open(row.endToEnd(), row.payee());
        CreditTransfer.Party creditor = new CreditTransfer.Party(payee.name(), payee.account(), payee.bankName());
        return new CreditTransfer.Payment(row.endToEnd(), row.amount(), creditor, "职工互助金 " + row.reference());
    }
}
