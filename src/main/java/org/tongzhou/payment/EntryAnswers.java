package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.payment.DiscrepancyStore.About;
import org.tongzhou.payment.Outcomes.Back;
import org.tongzhou.payment.Outcomes.Source;
import org.tongzhou.payment.iso.AccountNotice;
import org.tongzhou.payment.iso.AccountNotice.Entry;

/**
 * Applies lines that the bank has booked on our account and that are new to us, in the caller's transaction: each goes into our copy of its
 * book and moves the instruction it belongs to where that is news. A return whose payment was never reported is both at
 * once.
 */
@Component
class EntryAnswers {
    private final InstructionStore instructions;
    private final BatchStore batches;
    private final AnswerStore answers;
    private final DiscrepancyStore discrepancies;
    private final Outcomes outcomes;
    private final Sends sends;
    private final StatusAnswers statuses;

    EntryAnswers(
            InstructionStore instructions,
            BatchStore batches,
            AnswerStore answers,
            DiscrepancyStore discrepancies,
            Outcomes outcomes,
            Sends sends,
            StatusAnswers statuses) {
        this.instructions = instructions;
        this.batches = batches;
        this.answers = answers;
        this.discrepancies = discrepancies;
        this.outcomes = outcomes;
        this.sends = sends;
        this.statuses = statuses;
    }

    /** Lines that are new to us, and those that our copy has without the payment that they name now, or not as its return. */
    record News(AccountNotice.Lines lines, List<Entry> named) {
        boolean isEmpty() {
            return lines.booked().isEmpty() && lines.pending().isEmpty() && named.isEmpty();
        }
    }

    /** {@code answer} is the message that brought them. */
    void apply(FundId fund, News news, long answer, Source source) {
        new Applying(fund, news, source).run(answer);
    }

    private interface Listing {
        void list(About about, DiscrepancyKind kind, String claimed);
    }

    /** The lines of one message: remembers the states as they move, and lets what follows happen once for all. */
    private final class Applying {
        private final FundId fund;
        private final List<Entry> entries;
        private final List<Entry> named;
        private final List<String> pending;
        private final Source source;
        private final Map<String, InstructionRow> rows = new HashMap<>();
        private final Map<Long, InstructionState> states = new HashMap<>();
        private final Set<Long> debited = new HashSet<>();
        private final Set<Long> left = new HashSet<>();
        private final Map<Long, Integer> out = new HashMap<>();
        private final Map<LocalDate, List<InstructionRow>> paid = new TreeMap<>();
        private final Map<Back, List<InstructionRow>> returned = new LinkedHashMap<>();

        Applying(FundId fund, News news, Source source) {
            this.fund = fund;
            this.entries = news.lines().booked();
            this.named = news.named();
            this.pending = news.lines().pending();
            this.source = source;
        }

        void run(long answer) {
            Stream<String> ofLines = Stream.concat(entries.stream(), named.stream())
                    .map(Entry::endToEnd)
                    .filter(Objects::nonNull);
            List<String> ids = Stream.concat(ofLines, pending.stream()).toList();
            Set<BatchId> touched = lockBatches(instructions.batchesOf(fund, ids));
            instructions.byEndToEnd(fund, ids).forEach(row -> {
                rows.put(row.endToEnd(), row);
                states.put(row.id(), row.state());
            });
            debited.addAll(answers.debited(fund, states.keySet()));
            left.addAll(answers.leftByPeople(fund, states.keySet()));
            answers.book(fund, entries, entries.stream().map(this::owner).toList(), answer);
            if (entries.stream().anyMatch(entry -> entry.kind() == AccountNotice.Kind.RETURN)) {
                out.putAll(answers.out(fund, states.keySet()));
            }
            entries.forEach(this::take);
            named.forEach(this::ask);
            pending.forEach(this::expect);
            outcomes.paid(fund, paid, source);
            outcomes.returned(fund, returned, source);
            touched.forEach(batch -> statuses.settleIfAnswered(fund, batch));
        }

        /** In the order given, that of their ids, as everybody locks them; whoever has a debit was seen by the bank. */
        private Set<BatchId> lockBatches(List<BatchId> ids) {
            Set<BatchId> touched = new HashSet<>();
            for (BatchId id : ids) {
                BatchRow batch = batches.lock(fund, id).orElseThrow();
                if (batch.state() == BatchState.RELEASED) {
                    sends.mark(fund, batch, source.now());
                }
                if (Set.of(BatchState.RELEASED, BatchState.SENT, BatchState.UNKNOWN)
                        .contains(batch.state())) {
                    batches.move(fund, batch.batchId(), BatchState.ACCEPTED);
                }
                touched.add(batch.batchId());
            }
            return touched;
        }

        private @Nullable InstructionRow row(Entry entry) {
            return entry.endToEnd() == null ? null : rows.get(entry.endToEnd());
        }

        private @Nullable Long owner(Entry entry) {
            InstructionRow row = row(entry);
            return row == null ? null : row.id();
        }

        /** The payment that the line names, with its sum; what is none of ours, or of another sum, is listed. */
        private @Nullable InstructionRow payment(Entry entry, Listing listing) {
            InstructionRow row = row(entry);
            if (row != null && row.amount().equals(entry.amount())) {
                return row;
            }
            About line = about(row).ofLine(entry.ref());
            if (row != null) {
                listing.list(line, DiscrepancyKind.AMOUNT, entry.amount().plainYuan());
            } else if (entry.endToEnd() != null && Ids.looksOurs(fund, entry.endToEnd())) {
                listing.list(line, DiscrepancyKind.FOREIGN, entry.endToEnd());
            }
            return null;
        }

        private void take(Entry entry) {
            InstructionRow row = payment(entry, this::list);
            if (row == null) {
                return;
            }
            if (entry.kind() == AccountNotice.Kind.DEBIT) {
                debit(entry, row);
            } else if (entry.kind() == AccountNotice.Kind.RETURN) {
                giveBack(entry, row);
            } else {
                differ(row, DiscrepancyKind.CONTRADICTION, Discrepancy.credited(entry.ref()));
            }
        }

        /** Nobody may have heard that it was paid, or came back: people say so. */
        private void ask(Entry entry) {
            InstructionRow row = payment(entry, this::listOnce);
            if (row == null) {
                return;
            }
            if (entry.kind() != AccountNotice.Kind.DEBIT) {
                differ(row, DiscrepancyKind.CONTRADICTION, Discrepancy.credited(entry.ref()));
            } else if (!debited.contains(row.id())) {
                differ(row, DiscrepancyKind.CONTRADICTION, Discrepancy.debited(entry.ref()));
            } else if (!isAsked(row, entry)) {
                // Else the debit may be this very line: people find out by the question about it, or have.
                differ(row, DiscrepancyKind.DOUBLE_DEBIT, entry.ref());
            }
        }

        private boolean isAsked(InstructionRow row, Entry entry) {
            String claimed = Discrepancy.debited(entry.ref());
            return discrepancies.wasListed(fund, DiscrepancyKind.CONTRADICTION, about(row), claimed);
        }

        /** What is to leave although it was rejected or never released: nothing may be paid in its place before people know. */
        private void expect(String endToEnd) {
            InstructionRow row = rows.get(endToEnd);
            if (row != null && !debited.contains(row.id())) {
                InstructionState state = states.getOrDefault(row.id(), row.state());
                if (!state.isWaiting() && state != InstructionState.PAID) {
                    differ(row, DiscrepancyKind.CONTRADICTION, "PENDING");
                }
            }
        }

        private void debit(Entry entry, InstructionRow row) {
            if (!debited.add(row.id())) {
                differ(row, DiscrepancyKind.DOUBLE_DEBIT, entry.ref());
                return;
            }
            InstructionState state = states.getOrDefault(row.id(), row.state());
            if (state.isWaiting()) {
                pay(entry, row);
            } else if (state == InstructionState.PAID || isGivenBack(row, state)) {
                debitOfPaid(entry, row);
            } else {
                differ(row, DiscrepancyKind.CONTRADICTION, "PAID");
            }
        }

        /** The word by which it is paid, or has come back since, may have been of a debit that people had left before. */
        private void debitOfPaid(Entry entry, InstructionRow row) {
            if (left.contains(row.id())) {
                differ(row, DiscrepancyKind.DOUBLE_DEBIT, entry.ref());
            }
        }

        /** By the bank's book: what people alone have settled as not paid has not come back. */
        private boolean isGivenBack(InstructionRow row, InstructionState state) {
            return state == InstructionState.RETURNED
                    && answers.returnOf(fund, row.id()).isPresent();
        }

        private void pay(Entry entry, InstructionRow row) {
            paid.computeIfAbsent(entry.valueDate(), day -> new ArrayList<>()).add(row);
            states.put(row.id(), InstructionState.PAID);
        }

        private void giveBack(Entry entry, InstructionRow row) {
            if (states.getOrDefault(row.id(), row.state()).isWaiting()) {
                pay(entry, row);
            }
            boolean isPaid = states.get(row.id()) == InstructionState.PAID;
            // Of what the bank paid twice it may be either that came back: people say which.
            if (isPaid && out.getOrDefault(row.id(), 0) <= 0) {
                Back back = new Back(entry.valueDate(), StatusAnswers.reason(entry.reason()));
                returned.computeIfAbsent(back, each -> new ArrayList<>()).add(row);
                states.put(row.id(), InstructionState.RETURNED);
            } else {
                differ(row, DiscrepancyKind.CONTRADICTION, "RETURNED");
            }
        }

        private void differ(InstructionRow row, DiscrepancyKind kind, String claimed) {
            list(about(row), kind, claimed);
        }

        private void list(About about, DiscrepancyKind kind, String claimed) {
            discrepancies.open(fund, kind, about, claimed, source.now());
        }

        /** Our copy of the book has the line already, so that each message that repeats it would list it again. */
        private void listOnce(About about, DiscrepancyKind kind, String claimed) {
            if (!discrepancies.wasListed(fund, kind, about, claimed)) {
                list(about, kind, claimed);
            }
        }

        private About about(@Nullable InstructionRow row) {
            return new About(row == null ? null : row.id(), null, source.answer());
        }
    }
}
