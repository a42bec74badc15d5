package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;

/** What follows when an instruction is paid, rejected or returned: its event, the books, and telling the other rooms. */
@Component
class Outcomes {
    private final InstructionStore instructions;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Outcomes(InstructionStore instructions, Ledger ledger, ApplicationEventPublisher events) {
        this.instructions = instructions;
        this.ledger = ledger;
        this.events = events;
    }

    /** Who said so and when: the bank's message, or the person who settled it. */
    record Source(@Nullable Long answer, @Nullable Long person, Instant now) {
        static Source of(long answer, Instant now) {
            return new Source(answer, null, now);
        }

        LocalDate today() {
            return LocalDate.ofInstant(now, FundClock.ZONE);
        }

        private Move move(InstructionState to, @Nullable String reason, @Nullable LocalDate day) {
            return new Move(to, now, person, null, answer, reason, day);
        }
    }

    void paid(FundId fund, List<InstructionRow> rows, LocalDate day, Source source) {
        move(fund, rows, source.move(InstructionState.PAID, null, day));
        for (InstructionRow row : rows) {
            ledger.post(fund, posting(row.purpose().paid(), row, day, source));
            events.publishEvent(
                    new BenefitPaid(fund, row.cause(), row.instructionId(), row.person(), row.amount(), day));
        }
    }

    void rejected(FundId fund, List<InstructionRow> rows, String reason, Source source) {
        move(fund, rows, source.move(InstructionState.REJECTED, reason, null));
        for (InstructionRow row : rows) {
            events.publishEvent(
                    new BenefitRejected(fund, row.cause(), row.instructionId(), row.person(), row.amount(), reason));
        }
    }

    void returned(FundId fund, InstructionRow row, LocalDate day, String reason, Source source) {
        move(fund, List.of(row), source.move(InstructionState.RETURNED, reason, day));
        ledger.post(fund, posting(row.purpose().returned(), row, day, source));
        events.publishEvent(
                new BenefitReturned(fund, row.cause(), row.instructionId(), row.person(), row.amount(), day, reason));
    }

    private void move(FundId fund, List<InstructionRow> rows, Move move) {
        instructions.move(fund, rows.stream().map(InstructionRow::id).toList(), move);
    }

    private static Posting posting(Template template, InstructionRow row, LocalDate day, Source source) {
        return Posting.of(
                template,
                row.postingCause(),
                day,
                source.now(),
                List.of(new Posting.Part(row.amount(), row.unitPath(), row.plan())));
    }
}
