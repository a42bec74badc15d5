package org.tongzhou.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Calls that come while others are at the database wait for them and then go together, as one transaction: under load they share
 * their statements, their round trips and their commit, and who comes alone goes at once. A call whose companions fail goes again
 * by itself, so that each is answered as if it had been alone (docs/decisions/0039-filed-together.md).
 */
public final class Together<A, R> {
    /** What waits longer goes with the next; more would make the first of them wait for the last. */
    private static final int MOST = 64;

    /** Transactions beside one another: while one waits for its commit or computes, the server works on another. */
    static final int WAYS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** While fewer wait, they hold back for those under way: one larger group costs less than two small ones. */
    private static final int ENOUGH = 6;

    /** Few wait no longer than this: who is under way may be waiting for somebody's lock. */
    private static final Duration PATIENCE = Duration.ofMillis(10);

    /** While others are under way, those who have just been answered are given this long to come again. */
    private static final Duration LINGER = Duration.ofNanos(50_000);

    /** Does what several calls ask, inside one transaction. What it leaves unanswered goes again, alone. */
    public interface Work<A, R> {
        void run(List<Turn<A, R>> turns);
    }

    private final TransactionOperations transactions;
    private final Work<A, R> work;
    private final Duration patience;
    private final Deque<Turn<A, R>> waiting = new ArrayDeque<>();
    private int underWay;

    public Together(TransactionOperations transactions, Work<A, R> work) {
        this(transactions, work, PATIENCE);
    }

    Together(TransactionOperations transactions, Work<A, R> work, Duration patience) {
        this.transactions = transactions;
        this.work = work;
        this.patience = patience;
    }

    /** One call and what came of it. */
    public static final class Turn<A, R> {
        private final A asked;
        private final Thread caller = Thread.currentThread();
        private final long since = System.nanoTime();
        private @Nullable R answer;
        private @Nullable RuntimeException refused;
        private boolean left;
        private volatile boolean over;

        private Turn(A asked) {
            this.asked = asked;
        }

        public A asked() {
            return asked;
        }

        public void answer(R with) {
            answer = with;
        }

        /** Nothing may have been written for this one. */
        public void refuse(RuntimeException why) {
            refused = why;
        }

        private boolean isAnswered() {
            return answer != null || refused != null;
        }

        private R take() {
            if (refused != null) {
                throw refused;
            }
            if (answer == null) {
                throw new IllegalStateException("a call alone has no answer");
            }
            return answer;
        }

        private boolean waitedFor(Duration time) {
            return System.nanoTime() - since >= time.toNanos();
        }

        private void forget() {
            answer = null;
            refused = null;
        }
    }

    /** Does what is asked, together with others or alone; in the caller's transaction where there is one. */
    public R ask(A asked) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return alone(asked);
        }
        Turn<A, R> turn = new Turn<>(asked);
        if (leads(turn)) {
            go(companions(turn));
        }
        return turn.isAnswered() ? turn.take() : alone(asked);
    }

    private R alone(A asked) {
        Turn<A, R> turn = new Turn<>(asked);
        R answer = transactions.execute(status -> {
            work.run(List.of(turn));
            return turn.take();
        });
        if (answer == null) {
            throw new IllegalStateException("no answer");
        }
        return answer;
    }

    /** Waits until there is a way to the database, or until somebody who has taken this one along is back. */
    private boolean leads(Turn<A, R> turn) {
        synchronized (waiting) {
            waiting.add(turn);
        }
        boolean interrupted = false;
        boolean leads = begins(turn);
        while (!leads && !turn.over) {
            LockSupport.parkNanos(this, patience.toNanos());
            interrupted |= Thread.interrupted();
            leads = begins(turn);
        }
        if (interrupted) {
            turn.caller.interrupt();
        }
        return leads;
    }

    private boolean begins(Turn<A, R> turn) {
        synchronized (waiting) {
            if (turn.left || !isWayFreeFor(turn)) {
                return false;
            }
            waiting.remove(turn);
            turn.left = true;
            underWay++;
            return true;
        }
    }

    private boolean isWayFreeFor(Turn<A, R> turn) {
        boolean urges = waiting.size() >= ENOUGH || turn.waitedFor(patience);
        return underWay == 0 || urges && underWay < WAYS;
    }

    private List<Turn<A, R>> companions(Turn<A, R> first) {
        List<Turn<A, R>> turns = new ArrayList<>(List.of(first));
        if (isBusy()) {
            linger();
        }
        synchronized (waiting) {
            while (!waiting.isEmpty() && turns.size() < MOST) {
                turns.add(waiting.remove());
            }
            turns.forEach(turn -> turn.left = true);
        }
        return turns;
    }

    /** The whole time: both ways may have woken the one who leads, and a wake-up that is left over would end it at once. */
    private static void linger() {
        long until = System.nanoTime() + LINGER.toNanos();
        for (long left = LINGER.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private boolean isBusy() {
        synchronized (waiting) {
            return underWay > 1;
        }
    }

    private void go(List<Turn<A, R>> turns) {
        boolean kept = false;
        try (Lanes.Taken lane = Lanes.together()) {
            transactions.executeWithoutResult(status -> work.run(turns));
            kept = true;
        } catch (RuntimeException some) {
            // Whose fault it is shows when each goes alone.
        } finally {
            // An error goes to who leads, and takes back what the others were answered all the same.
            if (!kept) {
                turns.forEach(Turn::forget);
            }
            end(turns);
        }
    }

    /** The next may lead at once; those who were taken along have their answer. */
    private void end(List<Turn<A, R>> turns) {
        Turn<A, R> next;
        synchronized (waiting) {
            underWay--;
            next = waiting.peek();
        }
        if (next != null) {
            LockSupport.unpark(next.caller);
        }
        turns.forEach(turn -> {
            turn.over = true;
            LockSupport.unpark(turn.caller);
        });
    }
}
