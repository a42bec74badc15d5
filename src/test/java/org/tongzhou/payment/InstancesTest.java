package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;

/** Several instances and many people at once: one speaks to the bank, one orders, one takes a payment into a batch. */
class InstancesTest extends AnswerRoom {
    /** A bank that says nothing; {@code before} is done while the first message is being handed over. */
    private record SilentLine(AtomicInteger submitted, Runnable before) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] message) throws BankSilence {
            if (submitted.incrementAndGet() == 1) {
                before.run();
            }
            throw new BankSilence("nothing");
        }

        @Override
        public byte[] status(String msgId) throws BankSilence {
            throw new BankSilence("nothing");
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
            throw new BankSilence("nothing");
        }
    }

    /** Another instance, with connections of its own: what happens there happens while this thread waits for it. */
    private void elsewhere(Runnable work) {
        ExecutorService instance = Executors.newSingleThreadExecutor();
        try {
            instance.submit(work).get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other instance", e);
        } finally {
            instance.shutdownNow();
        }
    }

    @Test
    void whileOneInstanceSpeaksToTheBankTheOthersLeaveTheBatchAlone() {
        releaseOne();
        AtomicInteger submitted = new AtomicInteger();
        SilentLine quiet = new SilentLine(submitted, () -> {});
        dispatcher.round(
                fund,
                new SilentLine(submitted, () -> {
                    elsewhere(() -> dispatcher.round(fund, quiet, NOW));
                    elsewhere(() -> dispatcher.round(fund, quiet, NOW));
                    assertThat(state(benefit)).isEqualTo(InstructionState.SENT);
                }),
                NOW);
        assertThat(submitted).hasValue(1);
        assertThat(state(benefit)).isEqualTo(InstructionState.UNKNOWN);
    }

    /** Runs {@code then} after the n-th commit, when no lock is held any more and nothing else has begun. */
    private record AfterCommit(PlatformTransactionManager real, AtomicInteger left, Runnable then)
            implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            real.commit(status);
            if (left.decrementAndGet() == 0) {
                then.run();
            }
        }

        @Override
        public void rollback(TransactionStatus status) {
            real.rollback(status);
        }
    }

    @Test
    void aBatchBetweenItsSentAndItsSendingIsNotDoubtedByAnotherInstance() throws Exception {
        releaseOne();
        AtomicInteger submitted = new AtomicInteger();
        AfterCommit markedSent = new AfterCommit(transactions, new AtomicInteger(1), () -> {
            assertThat(batches.get(maker, batch.id()).state()).isEqualTo(BatchState.SENT);
            elsewhere(() -> dispatcher.round(fund, new SilentLine(submitted, () -> {}), NOW));
            assertThat(batches.get(maker, batch.id()).state()).isEqualTo(BatchState.SENT);
            assertThat(state(benefit)).isEqualTo(InstructionState.SENT);
        });
        dispatcherWith(markedSent).round(fund, line(Duration.ofSeconds(2)), NOW);
        untilSettled(line(Duration.ofSeconds(2)), NOW, 200);
        assertThat(submitted).as("by the other instance").hasValue(0);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(payments.of(fund, benefit.cause()).get(0).history())
                .extracting(InstructionEvent::state)
                .doesNotContain(InstructionState.UNKNOWN);
    }

    @Test
    void oneBenefitInstructedByManyAtOnceIsOneInstruction() throws Exception {
        NewInstruction wanted = benefit(12_345, "6228480000003390");
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Future<InstructionId>> ids = new java.util.ArrayList<>();
            for (int i = 0; i < 24; i++) {
                ids.add(people.submit(() -> payments.instruct(Actor.system(fund), wanted, NOW)));
            }
            InstructionId first = ids.get(0).get(60, TimeUnit.SECONDS);
            for (Future<InstructionId> id : ids) {
                assertThat(id.get(60, TimeUnit.SECONDS)).isEqualTo(first);
            }
        } finally {
            people.shutdown();
        }
        assertThat(balances()).containsEntry("6402", 12_345L);
        assertThat(batches.payable(maker, TODAY).total()).isEqualTo(Money.ofFen(12_345));
    }

    @Test
    void twoMakersAtOnceNeverTakeTheSamePayment() throws Exception {
        for (int i = 0; i < 30; i++) {
            instructed(100 + i, "6228480000003390");
        }
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = people.submit(this::makeOrNothing);
            Future<Integer> two = people.submit(this::makeOrNothing);
            assertThat(one.get(60, TimeUnit.SECONDS) + two.get(30, TimeUnit.SECONDS))
                    .isEqualTo(30);
        } finally {
            people.shutdown();
        }
    }

    private int makeOrNothing() {
        try {
            return batches.get(maker, batches.draft(maker, NOW)).payments();
        } catch (Refusal nothingLeft) {
            return 0;
        }
    }
}
