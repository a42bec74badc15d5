package org.tongzhou.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;

/**
 * Works on this instance's replays, one at a time; a few wait. Of each it says again and again that it is alive, from its
 * beginning to its end, so that one whose instance was killed is not taken for running ({@link ReplayStore#SILENCE}).
 */
@Component
class ReplayRunner implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);
    private static final int WAITING = 8;

    private final ReplayStore store;
    private final Duration beat;
    private final Map<Long, Future<?>> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(daemon("replay-pulse"));
    private final ThreadPoolExecutor runner =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), daemon("replay"));

    @Autowired
    ReplayRunner(ReplayStore store) {
        this(store, ReplayStore.SILENCE.dividedBy(3));
    }

    ReplayRunner(ReplayStore store, Duration beat) {
        this.store = store;
        this.beat = beat;
        runner.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** False when too many wait already. */
    boolean start(FundId fund, long replay, Runnable work) {
        Future<?> beating = pulse.scheduleAtFixedRate(
                () -> sayAlive(fund, replay), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
        FutureTask<Boolean> task = new FutureTask<>(
                () -> {
                    try {
                        work.run();
                    } finally {
                        ended(replay, beating);
                    }
                },
                true);
        running.put(replay, task);
        try {
            runner.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            ended(replay, beating);
            return false;
        }
    }

    private void ended(long replay, Future<?> beating) {
        beating.cancel(false);
        running.remove(replay);
    }

    private void sayAlive(FundId fund, long replay) {
        try {
            store.sayAlive(fund, replay);
        } catch (DataAccessException notNow) {
            LOG.warn("replay {} could not say that it is alive", replay, notNow);
        }
    }

    /** Waits for the end of a replay of this instance. */
    void await(long replay, Duration patience) {
        Future<?> work = running.get(replay);
        try {
            if (work != null) {
                work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException stillRunning) {
            LOG.debug("replay {} goes on", replay);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void destroy() {
        runner.shutdownNow();
        pulse.shutdownNow();
    }
}
