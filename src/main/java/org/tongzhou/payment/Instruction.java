package org.tongzhou.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** An instruction with its history, oldest step first; the payee masked ({@code 冯*军}, last four digits). */
public record Instruction(
        InstructionId id,
        String cause,
        int attempt,
        PersonId person,
        String reference,
        String plan,
        String payeeName,
        @Nullable String bankName,
        String accountTail,
        Money amount,
        String endToEnd,
        InstructionState state,
        Purpose purpose,
        List<InstructionEvent> history) {
    public Instruction {
        history = List.copyOf(history);
    }

    /** The bank's reason of the last step that has one. */
    public @Nullable String reason() {
        return history.stream()
                .map(InstructionEvent::reason)
                .filter(code -> code != null)
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
