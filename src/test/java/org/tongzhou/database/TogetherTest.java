package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.database.Together.Turn;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.testing.RoomTest;

/** Who comes while others are at the database goes with those who wait too, and is answered as if alone. */
@RoomTest
class TogetherTest {
    @Autowired
    private TransactionTemplate transaction;

    private final Queue<List<String>> went = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(0);

    @Test
    void whoComesAloneGoesAtOnce() {
        assertThat(together().ask("one")).isEqualTo("ONE");
        assertThat(went).containsExactly(List.of("one"));
    }

    @Test
    void thoseWhoWaitGoInOneTransaction() throws Exception {
        assertThat(whileAllWaysAreTaken("a", "b", "c", "d")).containsExactly("A", "B", "C", "D");
        assertThat(went).contains(List.of("a", "b", "c", "d"));
    }

    @Test
    void fewWaitForWhoIsUnderWay() throws Exception {
        Together<String, String> together = together();
        List<FutureTask<String>> first = each(together, "first");
        List<FutureTask<String>> few = each(together, "a", "b", "c", "d", "e");
        free.release();
        assertThat(answers(first)).containsExactly("FIRST");
        assertThat(answers(few)).containsExactly("A", "B", "C", "D", "E");
        assertThat(went).containsExactly(List.of("first"), List.of("a", "b", "c", "d", "e"));
    }

    @Test
    void sixDoNotWaitForWhoIsUnderWay() throws Exception {
        Together<String, String> together = together();
        List<FutureTask<String>> first = each(together, "first");
        List<FutureTask<String>> six = each(together, "a", "b", "c", "d", "e", "f");
        assertThat(answers(six)).containsExactly("A", "B", "C", "D", "E", "F");
        free.release();
        assertThat(answers(first)).containsExactly("FIRST");
    }

    @Test
    void whoHasWaitedLongDoesNotWaitForWhoIsUnderWay() throws Exception {
        Together<String, String> together = new Together<>(transaction, this::work, Duration.ofMillis(1));
        List<FutureTask<String>> first = each(together, "first");
        assertThat(together.ask("a")).isEqualTo("A");
        free.release();
        assertThat(answers(first)).containsExactly("FIRST");
    }

    @Test
    void noMoreThanSixtyFourGoTogether() throws Exception {
        String[] asked = IntStream.range(0, 70).mapToObj(i -> "n" + i).toArray(String[]::new);
        assertThat(whileAllWaysAreTaken(asked)).hasSize(70).doesNotHaveDuplicates();
        assertThat(went.stream().map(List::size).max(Integer::compare)).contains(64);
    }

    @Test
    void oneIsRefusedAndTheOthersAreAnswered() throws Exception {
        assertThat(whileAllWaysAreTaken("a", "refused", "c")).containsExactly("A", "not_found", "C");
        assertThat(went).hasSize(Together.WAYS + 1);
    }

    @Test
    void oneThatFailsMakesEachGoAlone() throws Exception {
        assertThat(whileAllWaysAreTaken("a", "broken", "c")).containsExactly("A", "broken down", "C");
        assertThat(went).contains(List.of("a", "broken", "c"), List.of("a"), List.of("broken"), List.of("c"));
    }

    /** What was answered before it came was taken back with it. */
    @Test
    void anErrorTakesBackWhatWasAnsweredBeforeIt() throws Exception {
        assertThat(whileAllWaysAreTaken("a", "b", "error", "c")).containsExactly("boom", "B", "boom", "C");
        assertThat(went).contains(List.of("a", "b", "error", "c"), List.of("b"), List.of("error"), List.of("c"));
    }

    @Test
    void whatIsLeftUnansweredGoesAgainAlone() throws Exception {
        assertThat(whileAllWaysAreTaken("a", "only alone", "c")).containsExactly("A", "ONLY ALONE", "C");
        assertThat(went).contains(List.of("a", "only alone", "c"), List.of("only alone"));
    }

    @Test
    void eachIsDoneOnceHoweverManyCome() throws Exception {
        Together<String, String> together = new Together<>(transaction, turns -> {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000));
            work(turns);
        });
        List<FutureTask<String>> tasks = new ArrayList<>();
        for (int hand = 0; hand < 16; hand++) {
            int of = hand;
            tasks.add(new FutureTask<>(() -> {
                for (int i = 0; i < 300; i++) {
                    together.ask(of + " " + i);
                }
                return "done";
            }));
        }
        tasks.forEach(task -> new Thread(task).start());
        for (FutureTask<String> task : tasks) {
            assertThat(task.get(60, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(went.stream().flatMap(List::stream)).hasSize(16 * 300).doesNotHaveDuplicates();
        assertThat(went).doesNotContain(List.of());
    }

    @Test
    void inATransactionOfTheCallerNobodyElseIsTakenAlong() {
        transaction.executeWithoutResult(status -> {
            String outer = TransactionSynchronizationManager.getCurrentTransactionName();
            Together<String, String> together = new Together<>(
                    transaction,
                    turns -> turns.get(0).answer(TransactionSynchronizationManager.getCurrentTransactionName() + ""));
            assertThat(together.ask("x")).isEqualTo(outer + "");
            status.setRollbackOnly();
        });
    }

    @Test
    void aRefusalInATransactionOfTheCallerTakesItBackWhole() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    try {
                        together().ask("refused");
                    } catch (Refusal refusal) {
                        assertThat(status.isRollbackOnly()).isTrue();
                        throw refusal;
                    }
                }))
                .isInstanceOf(Refusal.class);
    }

    /** With so much patience that none comes to its end. */
    private Together<String, String> together() {
        return new Together<>(transaction, this::work, Duration.ofHours(1));
    }

    private void work(List<Turn<String, String>> turns) {
        List<String> asked = turns.stream().map(Turn::asked).toList();
        went.add(asked);
        for (Turn<String, String> turn : turns) {
            switch (turn.asked()) {
                case "first" -> stay(turn);
                case "refused" -> turn.refuse(Refusal.notFound());
                case "error" -> throw new StackOverflowError("boom");
                case "broken" -> throw new IllegalStateException("broken down");
                case "only alone" -> aloneOnly(turn, asked);
                default -> turn.answer(turn.asked().toUpperCase(java.util.Locale.ROOT));
            }
        }
    }

    private void stay(Turn<String, String> turn) {
        free.acquireUninterruptibly();
        turn.answer("FIRST");
    }

    private static void aloneOnly(Turn<String, String> turn, List<String> asked) {
        if (asked.size() == 1) {
            turn.answer("ONLY ALONE");
        }
    }

    private List<String> whileAllWaysAreTaken(String... asked) throws Exception {
        Together<String, String> together = together();
        List<FutureTask<String>> before = takeAllWays(together);
        List<FutureTask<String>> tasks = each(together, asked);
        free.release(Together.WAYS);
        answers(before);
        return answers(tasks);
    }

    private static List<String> answers(List<FutureTask<String>> tasks) throws Exception {
        List<String> answers = new ArrayList<>();
        for (FutureTask<String> each : tasks) {
            answers.add(each.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }

    /** The first goes alone, each further way with as few as a way is opened for. */
    private List<FutureTask<String>> takeAllWays(Together<String, String> together) {
        List<FutureTask<String>> first = each(together, "first");
        IntStream.range(1, Together.WAYS)
                .forEach(way -> first.addAll(each(together, "first", "w1", "w2", "w3", "w4", "w5")));
        return first;
    }

    private static List<FutureTask<String>> each(Together<String, String> together, String... asked) {
        List<FutureTask<String>> tasks = new ArrayList<>();
        for (String each : asked) {
            tasks.add(start(together, each));
        }
        return tasks;
    }

    /** Until it waits, at the database or for a way to it, or is answered. */
    private static FutureTask<String> start(Together<String, String> together, String asked) {
        FutureTask<String> task = new FutureTask<>(() -> {
            try {
                return together.ask(asked);
            } catch (Refusal refusal) {
                return refusal.code();
            } catch (IllegalStateException | StackOverflowError broken) {
                return String.valueOf(broken.getMessage());
            }
        });
        Thread thread = new Thread(task);
        thread.start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (LockSupport.getBlocker(thread) == null && !task.isDone()) {
            assertThat(System.nanoTime()).as("until it waits").isLessThan(until);
        }
        return task;
    }
}
