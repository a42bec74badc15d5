package org.tongzhou.payment;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.iso.StatusReport;

/**
 * Talks with the bank. "Sent" commits before a byte leaves; the row lock of the batch is held while the bank is spoken to,
 * so that of several instances one speaks, and what was sent without a usable answer is unknown. Only the bank's own word
 * that it never saw the message, later than the grace after the attempt, lets the same message leave again.
 */
@Component
public class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final BatchStore batches;
    private final DiscrepancyStore discrepancies;
    private final Sends sends;
    private final StatusAnswers statuses;
    private final Answers answers;
    private final BookReader bookReader;
    private final BankSettings settings;
    private final TransactionTemplate transaction;
    private final Whole whole;

    Dispatcher(
            BatchStore batches,
            DiscrepancyStore discrepancies,
            Sends sends,
            StatusAnswers statuses,
            Answers answers,
            BookReader bookReader,
            BankSettings settings,
            PlatformTransactionManager transactions) {
        this.batches = batches;
        this.discrepancies = discrepancies;
        this.sends = sends;
        this.statuses = statuses;
        this.answers = answers;
        this.bookReader = bookReader;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.whole = new Whole(transactions);
    }

    /** One round: every open batch is moved on as far as the bank lets it, then the bank's book is read on. */
    public void round(FundId fund, BankLink link, Instant now) {
        for (BatchId id : batches.open(fund)) {
            alone("batch " + id.value(), () -> talk(new Talk(fund, id, link, now)));
        }
        alone("the bank's book", () -> bookReader.read(fund, link, now));
        takeWhatWasLeft(fund, link, now);
    }

    private static void talk(Talk talk) {
        talk.sendIfReleased();
        talk.ask();
    }

    private void takeWhatWasLeft(FundId fund, BankLink link, Instant now) {
        try {
            for (String name : link.left()) {
                BankLink.Left left = link.fetch(name);
                if (alone(name, () -> take(fund, name, left, now))) {
                    link.taken(name);
                }
            }
        } catch (BankSilence silence) {
            LOG.warn("what the bank left cannot be read, {}", silence.getMessage());
        }
    }

    /** Each file is taken or refused and kept; only then the bank hears that we have it. */
    private void take(FundId fund, String name, BankLink.Left left, Instant now) {
        try {
            answers.taken(fund, left, now);
        } catch (Refusal refusal) {
            LOG.warn("{} is refused: {} {}", name, refusal.code(), refusal.details());
        }
    }

    /** What cannot be done must not keep the rest waiting. False when it has not been done. */
    private static boolean alone(String what, Runnable part) {
        try {
            part.run();
            return true;
        } catch (IllegalStateException | IllegalArgumentException | Refusal fault) {
            LOG.error("{} is held back", what, fault);
        } catch (DataAccessException | TransactionException fault) {
            // The words of a database that refuses a row may hold the row.
            LOG.error("{} is held back, {} {}", what, fault.getClass().getSimpleName(), sqlState(fault));
        }
        return false;
    }

    private static String sqlState(NestedRuntimeException fault) {
        return fault.getRootCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    }

    /** One batch and the bank. */
    private final class Talk {
        private final FundId fund;
        private final BatchId id;
        private final BankLink link;
        private final Instant now;

        Talk(FundId fund, BatchId id, BankLink link, Instant now) {
            this.fund = fund;
            this.id = id;
            this.link = link;
            this.now = now;
        }

        void sendIfReleased() {
            send(transaction.execute(status -> batches.lockIfFree(fund, id)
                    .filter(batch -> batch.state() == BatchState.RELEASED)
                    .map(batch -> attempt(batch))));
        }

        private Outgoing attempt(BatchRow batch) {
            return new Outgoing(batch.line().attempt() + 1, sends.mark(fund, batch, now));
        }

        /** The bytes leave under the row's lock and only if this attempt is still the newest. */
        private void send(Optional<Outgoing> outgoing) {
            outgoing.ifPresent(out -> transaction.executeWithoutResult(status -> batches.lockIfFree(fund, id)
                    .filter(batch ->
                            batch.state() == BatchState.SENT && batch.line().attempt() == out.attempt())
                    .ifPresent(batch -> submit(batch, out.message()))));
        }

        private void submit(BatchRow batch, byte[] message) {
            try {
                StatusReport report = take(link.submit(batch.message().fileName(), message));
                if (report == null || report.saysNeverSeen() || report.saysNothing()) {
                    sends.doubt(fund, batch, now);
                }
            } catch (BankSilence silence) {
                LOG.warn("batch {}: no answer to sending, {}", batch.number(), silence.getMessage());
                sends.doubt(fund, batch, now);
            }
        }

        /**
         * A batch that says "sent" while nobody holds it, longer than a sender can take, was left behind by a crash:
         * unknown, and asked about. Sooner it may be another instance's, between its commit and its sending.
         */
        void ask() {
            Optional<Outgoing> again = transaction.execute(status -> batches.lockIfFree(fund, id)
                    .filter(batch -> batch.state() != BatchState.RELEASED && batch.state() != BatchState.SETTLED)
                    .filter(batch -> batch.state() != BatchState.SENT || !batch.wasTriedWithin(settings.timeout()))
                    .flatMap(batch -> {
                        if (batch.state() == BatchState.SENT) {
                            sends.doubt(fund, batch, now);
                        }
                        return batch.wasTalkedAboutWithin(settings.askEvery()) ? Optional.empty() : question(batch);
                    }));
            send(again);
        }

        private Optional<Outgoing> question(BatchRow before) {
            BatchRow batch = batches.lock(fund, id).orElseThrow();
            try {
                StatusReport report = take(link.status(batch.message().id()));
                if (report != null && report.saysNeverSeen()) {
                    return neverSeen(batch, before);
                }
            } catch (BankSilence silence) {
                LOG.warn("batch {}: no answer to the status query, {}", batch.number(), silence.getMessage());
            }
            batches.asked(fund, id);
            return Optional.empty();
        }

        /** A payment that people have settled meanwhile must not leave again, and the others only with it. */
        private Optional<Outgoing> neverSeen(BatchRow batch, BatchRow before) {
            if (batch.state() != BatchState.UNKNOWN || !sends.areAllWaiting(fund, batch)) {
                discrepancies.open(
                        fund,
                        DiscrepancyKind.CONTRADICTION,
                        new DiscrepancyStore.About(null, batch.id(), null),
                        "NOOR",
                        now);
                batches.asked(fund, id);
                return Optional.empty();
            }
            return before.wasTriedWithin(settings.grace()) ? Optional.empty() : Optional.of(attempt(batch));
        }

        /** Null when the answer could not be used; it is kept. */
        private @Nullable StatusReport take(byte[] message) {
            try {
                return whole.get(() -> statuses.apply(fund, message, Arrival.byLine(now)));
            } catch (Refusal refusal) {
                LOG.warn("an answer on batch {} is refused: {} {}", id.value(), refusal.code(), refusal.details());
                answers.refused(fund, "pain.002", message, refusal, now);
                return null;
            }
        }
    }

    /** What may leave: the number of the attempt, which fences off older ones, and the bytes. */
    private record Outgoing(int attempt, byte[] message) {}
}
