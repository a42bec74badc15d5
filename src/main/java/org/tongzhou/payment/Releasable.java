package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;

/** Which payments may leave: none to a payee who is blocked, to an account in question, or to who releases it. */
@Component
class Releasable {
    private final ObjectProvider<PayeeBlocks> blocks;
    private final DiscrepancyStore discrepancies;

    Releasable(ObjectProvider<PayeeBlocks> blocks, DiscrepancyStore discrepancies) {
        this.blocks = blocks;
        this.discrepancies = discrepancies;
    }

    /** Without those to blocked payees. */
    List<InstructionRow> free(FundId fund, List<InstructionRow> rows, LocalDate today) {
        Set<PersonId> blocked = blocked(fund, rows, today);
        return rows.stream().filter(row -> !isBlocked(row, blocked)).toList();
    }

    /** Refuses {@code payment_own_benefit} and {@code payment_payee_blocked}. */
    void require(FundId fund, List<InstructionRow> rows, PersonId person, LocalDate today) {
        if (rows.stream().anyMatch(row -> row.person().equals(person))) {
            throw Refusal.notAllowed("payment_own_benefit");
        }
        Set<PersonId> blocked = blocked(fund, rows, today);
        Set<Long> inQuestion = discrepancies.inQuestion(
                fund, rows.stream().map(InstructionRow::id).toList());
        rows.stream()
                .filter(row -> inQuestion.contains(row.id()) || isBlocked(row, blocked))
                .findFirst()
                .ifPresent(row -> {
                    throw Refusal.conflict("payment_payee_blocked", row.reference());
                });
    }

    private Set<PersonId> blocked(FundId fund, List<InstructionRow> rows, LocalDate today) {
        Set<PersonId> people = rows.stream()
                .filter(row -> row.purpose().isToMember())
                .map(InstructionRow::person)
                .collect(Collectors.toSet());
        return blocks.orderedStream()
                .flatMap(each -> each.blocked(fund, people, today).stream())
                .collect(Collectors.toSet());
    }

    /** A block is the member's: what goes back to who paid a fee is not held by it. */
    private static boolean isBlocked(InstructionRow row, Set<PersonId> blocked) {
        return row.purpose().isToMember() && blocked.contains(row.person());
    }
}
