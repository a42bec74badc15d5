package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.tongzhou.payment.VirtualBank.Temper;

/**
 * Every place where the process can die while it pays, with every way in which the bank can behave: before and after each
 * commit, before and after each word to the bank and each file that it left. Time is virtual: between two rounds every waiting time is over. Which
 * places there are is found by a run without a crash, so that a new one is tried as soon as it exists. {@code -Dcrash.step=1} dies
 * at every place, the default at every fourth, beginning where the seed says.
 */
class CrashPointsTest extends PaymentTest {
    private static final int MOST_ROUNDS = 14;
    private static final int STEP = Integer.getInteger("crash.step", 4);
    private static final long SEED = Long.getLong("seed", System.nanoTime() % 100_000);

    private final VirtualBank virtual = new VirtualBank();

    /** The process dies here: no handler of the product catches it. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash(String place) {
            super(place);
        }
    }

    /** Counts the places that are passed and dies at one of them. */
    private static final class Fuse {
        private final int dieAt;
        private final List<String> places = new ArrayList<>();

        Fuse(int dieAt) {
            this.dieAt = dieAt;
        }

        void pass(String place) {
            places.add(place);
            if (places.size() == dieAt) {
                throw new Crash(place);
            }
        }

        boolean burnt() {
            return places.size() >= dieAt;
        }
    }

    private record Watched(PlatformTransactionManager real, Fuse fuse) implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            try {
                fuse.pass("before a commit");
            } catch (Crash crash) {
                real.rollback(status);
                throw crash;
            }
            real.commit(status);
            fuse.pass("after a commit");
        }

        @Override
        public void rollback(TransactionStatus status) {
            real.rollback(status);
        }
    }

    private record WatchedLine(BankLink real, Fuse fuse) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence {
            fuse.pass("before the message leaves");
            byte[] answer = real.submit(fileName, creditTransfer);
            fuse.pass("before its answer is read");
            return answer;
        }

        @Override
        public byte[] status(String msgId) throws BankSilence {
            fuse.pass("before the status query");
            byte[] answer = real.status(msgId);
            fuse.pass("before its answer is read");
            return answer;
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
            fuse.pass("before the book is asked for");
            byte[] answer = real.notifications(after, upTo);
            fuse.pass("before the book is read");
            return answer;
        }

        @Override
        public List<String> left() throws BankSilence {
            fuse.pass("before what was left is looked for");
            return real.left();
        }

        @Override
        public Left fetch(String name) throws BankSilence {
            Left left = real.fetch(name);
            fuse.pass("before what was left is read");
            return left;
        }

        @Override
        public void taken(String name) throws BankSilence {
            fuse.pass("before the bank hears that we have it");
            real.taken(name);
            fuse.pass("after the bank has heard that we have it");
        }
    }

    private Fuse payout(Temper temper, int dieAt, BankLink line) {
        virtual.behave(temper);
        List<NewInstruction> benefits =
                List.of(instructed(841_250, "6228480000003390"), instructed(100, "6228480000003391"));
        BatchId batch = released();
        Fuse fuse = new Fuse(dieAt);
        PlatformTransactionManager watched = new Watched(transactions, fuse);
        int rounds = 0;
        while (!batches.get(maker, batch).state().equals(BatchState.SETTLED) || rounds < 3) {
            if (rounds++ > MOST_ROUNDS) {
                fail("not settled: %s, crash at %d of %s", temper, dieAt, fuse.places);
            }
            try {
                dispatcherWith(fuse.burnt() ? transactions : watched)
                        .round(fund, fuse.burnt() ? line : new WatchedLine(line, fuse), NOW);
            } catch (Crash restarted) {
                // the next round is a new process
            }
            timePasses();
        }
        settleContradictions();
        benefits.forEach(each -> requireTrue(each, temper + ", crash at " + dieAt + " of " + fuse.places));
        return fuse;
    }

    private void timePasses() {
        virtual.work();
        jdbc.sql("""
                        update payment.batch set tried_at = tried_at - interval '1 hour', asked_at = asked_at - interval '1 hour'
                        where fund = :fund and state not in ('SETTLED', 'DISCARDED')
                        """).param("fund", fund.code()).update();
    }

    /** Only where the bank contradicted itself, spoke of what is not ours or left half a file, may people have to look. */
    private void settleContradictions() {
        for (Discrepancy open : discrepancies.open(maker, "").items()) {
            assertThat(open.kind())
                    .isIn(DiscrepancyKind.CONTRADICTION, DiscrepancyKind.FOREIGN, DiscrepancyKind.UNREADABLE);
            Settlement truth = Settlement.AS_BOOKED;
            if (open.instruction() != null) {
                String id = payments.get(checker.scope(), open.instruction()).endToEnd();
                truth = virtual.credits(id) > 0 ? Settlement.PAID : Settlement.NOT_PAID;
            }
            discrepancies.propose(maker, open.id(), truth, "柜台流水", NOW);
            Settled.by(discrepancies, checker, open.id(), NOW);
        }
    }

    private void requireTrue(NewInstruction benefit, String when) {
        String id = payments.of(fund, benefit.cause()).get(0).endToEnd();
        assertThat(virtual.credits(id)).as("credits, %s", when).isLessThanOrEqualTo(1);
        InstructionState truth = virtual.credits(id) == 0
                ? InstructionState.REJECTED
                : virtual.returned(id) ? InstructionState.RETURNED : InstructionState.PAID;
        assertThat(state(benefit)).as(when).isEqualTo(truth);
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void nobodyIsPaidTwiceOrForgottenWhereverTheProcessDies(Temper temper) {
        int places = payout(temper, Integer.MAX_VALUE, virtual).places.size();
        assertThat(places).isGreaterThan(10);
        int first = 1 + Math.floorMod(SEED + temper.ordinal(), STEP);
        System.out.println(
                "crash points: " + temper + ", every " + STEP + " of " + places + " from " + first + ", seed " + SEED);
        for (int place = first; place <= places; place += STEP) {
            payout(temper, place, virtual);
        }
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    /** Does not ask: it says "never seen" itself, and the message leaves again. */
    private record WithoutAsking(VirtualBank bank) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence {
            return bank.submit(fileName, creditTransfer);
        }

        @Override
        public byte[] status(String msgId) throws BankSilence {
            return new VirtualBank().status(msgId);
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
            return bank.notifications(after, upTo);
        }
    }

    @Test
    void theEnumerationSeesAnApplicationThatSendsAgainWithoutAsking() {
        Map<Boolean, Long> seen = java.util.stream.IntStream.rangeClosed(1, 14)
                .boxed()
                .collect(java.util.stream.Collectors.partitioningBy(
                        place -> paidTwice(place), java.util.stream.Collectors.counting()));
        assertThat(seen.get(true))
                .as("crash points at which somebody was paid twice")
                .isPositive();
    }

    private boolean paidTwice(int place) {
        try {
            payout(Temper.LOSES_THE_ANSWER, place, new WithoutAsking(virtual));
            return false;
        } catch (AssertionError seen) {
            return String.valueOf(seen.getMessage()).contains("credits") || doubles();
        }
    }

    private boolean doubles() {
        return jdbc
                .sql("select end_to_end from payment.instruction where fund = :fund")
                .param("fund", fund.code())
                .query(String.class)
                .list()
                .stream()
                .anyMatch(id -> virtual.credits(id) > 1);
    }
}
