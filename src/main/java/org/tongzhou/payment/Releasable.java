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

/**
 * Which payments may leave: none that is in question, whose cause is, to a payee who is blocked, to who makes or releases it, or
 * again on the word alone of who releases it.
 */
@Component
class Releasable {
    private final ObjectProvider<PayeeBlocks> blocks;
    private final ObjectProvider<CauseBlocks> doubts;
    private final ObjectProvider<PayeeInterests> interests;
    private final DiscrepancyStore discrepancies;
    private final CarriedWordStore carried;
    private final AnswerStore answers;

    Releasable(
            ObjectProvider<PayeeBlocks> blocks,
            ObjectProvider<CauseBlocks> doubts,
            ObjectProvider<PayeeInterests> interests,
            DiscrepancyStore discrepancies,
            CarriedWordStore carried,
            AnswerStore answers) {
        this.blocks = blocks;
        this.doubts = doubts;
        this.interests = interests;
        this.discrepancies = discrepancies;
        this.carried = carried;
        this.answers = answers;
    }

    /** Of what is ready, without those to blocked payees and those that {@code maker} takes as an heir. */
    List<InstructionRow> free(FundId fund, List<InstructionRow> rows, PersonId maker, LocalDate today) {
        Set<PersonId> blocked = blocked(fund, rows, today);
        Set<PersonId> inherited = takenFor(fund, maker);
        return rows.stream()
                .filter(row -> !isTo(row, blocked) && !isTo(row, inherited))
                .toList();
    }

    /**
     * Refuses {@code payment_own_benefit}, {@code payment_payee_blocked}, {@code payment_cause_blocked}, {@code payment_left_before}
     * and {@code payment_own_word_again}.
     */
    void require(FundId fund, List<InstructionRow> rows, PersonId person, LocalDate today) {
        Set<PersonId> inherited = takenFor(fund, person);
        if (rows.stream().anyMatch(row -> row.person().equals(person) || isTo(row, inherited))) {
            throw Refusal.notAllowed("payment_own_benefit");
        }
        List<Long> ids = rows.stream().map(InstructionRow::id).toList();
        carried.onWordOf(fund, person, ids).ifPresent(reference -> {
            throw Refusal.conflict("payment_own_word_again", reference);
        });
        requireNotLeft(fund, rows, ids);
        requireNotDoubted(fund, rows);
        Set<PersonId> blocked = blocked(fund, rows, today);
        Set<Long> inQuestion = discrepancies.inQuestion(fund, ids);
        rows.stream()
                .filter(row -> inQuestion.contains(row.id()) || isTo(row, blocked))
                .findFirst()
                .ifPresent(row -> {
                    throw Refusal.conflict("payment_payee_blocked", row.reference());
                });
    }

    /** Of a batch that left before a restore the bank may be paying still: to make it anew would pay the rest of it twice. */
    private void requireNotLeft(FundId fund, List<InstructionRow> rows, List<Long> ids) {
        Set<Long> debited = answers.debited(fund, ids);
        rows.stream().filter(row -> debited.contains(row.id())).findFirst().ifPresent(row -> {
            throw Refusal.conflict("payment_left_before", row.reference());
        });
    }

    private void requireNotDoubted(FundId fund, List<InstructionRow> rows) {
        Set<String> doubted = doubted(fund);
        rows.stream().filter(row -> doubted.contains(row.cause())).findFirst().ifPresent(row -> {
            throw Refusal.conflict("payment_cause_blocked", row.reference());
        });
    }

    /** Causes whose payments wait until a person has looked. */
    Set<String> doubted(FundId fund) {
        return doubts.orderedStream()
                .flatMap(each -> each.blocked(fund).stream())
                .collect(Collectors.toSet());
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

    private Set<PersonId> takenFor(FundId fund, PersonId person) {
        return interests
                .orderedStream()
                .flatMap(each -> each.takesFor(fund, person).stream())
                .collect(Collectors.toSet());
    }

    /** A block is the member's, and so is what an heir takes: what goes back to who paid a fee is neither. */
    private static boolean isTo(InstructionRow row, Set<PersonId> members) {
        return row.purpose().isToMember() && members.contains(row.person());
    }
}
