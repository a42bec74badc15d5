package org.tongzhou.payment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** An instruction as the table holds it, its payee still sealed. */
record InstructionRow(
        long id,
        String cause,
        int attempt,
        PersonId person,
        String unitPath,
        String plan,
        String reference,
        byte[] payee,
        byte[] payeeIndex,
        String bank,
        @Nullable LocalDate payableFrom,
        Money amount,
        String endToEnd,
        InstructionState state,
        Purpose purpose) {
    InstructionId instructionId() {
        return new InstructionId(id);
    }

    /** The same once more, less what is kept of it. */
    NewInstruction again(Payments.Anew anew) {
        PersonId payee = anew.askedBy() == null ? person : anew.askedBy();
        return new NewInstruction(
                cause, payee, anew.account(), amount.minus(anew.kept()), unitPath, plan, reference, purpose);
    }

    /** The name under which the books trace this instruction. */
    String postingCause() {
        return "instruction:" + id;
    }
}
