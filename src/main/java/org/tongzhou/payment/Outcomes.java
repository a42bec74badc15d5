package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private final InstructionEventStore history;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Outcomes(InstructionEventStore history, Ledger ledger, ApplicationEventPublisher events) {
        this.history = history;
        this.ledger = ledger;
        this.events = events;
    }

    /** Who said so and when: the bank's message, or the person who settled it. */
    record Source(@Nullable Long answer, @Nullable Long person, Instant now) {
        static Source of(long answer, Instant now) {
            return new Source(answer, null, now);
        }

        LocalDate today() {
            return FundClock.dayOf(now);
        }

        private Move move(InstructionState to, @Nullable String reason, @Nullable LocalDate day) {
            return new Move(to, now, person, null, answer, reason, day);
        }
    }

    /** Paid on the bank's days, all told at once. */
    void paid(FundId fund, Map<LocalDate, List<InstructionRow>> byDay, Source source) {
        List<BenefitPaid> told = new ArrayList<>();
        byDay.forEach((day, rows) -> {
            move(fund, rows, source.move(InstructionState.PAID, null, day));
            book(fund, rows, row -> row.purpose().paid(), day, source);
            rows.forEach(row ->
                    told.add(new BenefitPaid(fund, row.cause(), row.instructionId(), row.person(), row.amount(), day)));
        });
        if (!told.isEmpty()) {
            events.publishEvent(new BenefitsPaid(told));
        }
    }

    /** Rejected for the bank's reasons, all told at once. */
    void rejected(FundId fund, Map<String, List<InstructionRow>> byReason, Source source) {
        List<BenefitRejected> told = new ArrayList<>();
        byReason.forEach((reason, rows) -> {
            move(fund, rows, source.move(InstructionState.REJECTED, reason, null));
            rows.forEach(row -> told.add(
                    new BenefitRejected(fund, row.cause(), row.instructionId(), row.person(), row.amount(), reason)));
        });
        if (!told.isEmpty()) {
            events.publishEvent(new BenefitsRejected(told));
        }
    }

    /** A return's day and the bank's reason for it. */
    record Back(LocalDate day, String reason) {}

    /** Came back, all told at once. */
    void returned(FundId fund, Map<Back, List<InstructionRow>> byBack, Source source) {
        List<BenefitReturned> told = new ArrayList<>();
        byBack.forEach((back, rows) -> {
            move(fund, rows, source.move(InstructionState.RETURNED, back.reason(), back.day()));
            book(fund, rows, row -> row.purpose().returned(), back.day(), source);
            rows.forEach(row -> told.add(new BenefitReturned(
                    fund, row.cause(), row.instructionId(), row.person(), row.amount(), back.day(), back.reason())));
        });
        if (!told.isEmpty()) {
            events.publishEvent(new BenefitsReturned(told));
        }
    }

    private void book(
            FundId fund,
            List<InstructionRow> rows,
            Function<InstructionRow, Template> template,
            LocalDate day,
            Source source) {
        ledger.postAll(
                fund,
                rows.stream()
                        .map(row -> posting(template.apply(row), row, day, source))
                        .toList());
    }

    private void move(FundId fund, List<InstructionRow> rows, Move move) {
        history.move(fund, rows.stream().map(InstructionRow::id).toList(), move);
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
