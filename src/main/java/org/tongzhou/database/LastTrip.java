package org.tongzhou.database;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tongzhou.database.Trips.Trip;

/**
 * Rows that nobody reads before the commit: rooms leave them here, and those of all rooms go to the server together right
 * before it, in their order, after all else that is done before it. Nothing of them stays when the transaction, or the
 * part of it that left them, is rolled back.
 */
@Component
public class LastTrip implements TransactionExecutionListener {
    /** More rows of a kind than this do not wait, so that a province at once takes no more memory than its caller gave it. */
    private static final int MOST = 200;

    private final Trips trips;

    public LastTrip(Trips trips) {
        this.trips = trips;
    }

    /** Writes rows of one kind; always the same object for a kind. */
    public interface Writer<T> {
        void write(Trip trip, List<T> rows);
    }

    /** Keeps rows for the end of the running transaction; without one they are written at once. */
    public <T> void leave(Writer<T> writer, List<T> rows) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            write(writer, rows);
            return;
        }
        List<T> waiting = waiting().of(writer);
        waiting.addAll(rows);
        if (waiting.size() > MOST) {
            write(writer, waiting);
            waiting.clear();
        }
    }

    /** A trip that takes along what waits when it {@linkplain #go goes}. */
    public Trip trip() {
        return trips.trip();
    }

    /** What waits goes with a trip that is made anyway; what is left after it goes before the commit as ever. */
    public void go(Trip trip) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            waiting().moveTo(trip);
        }
        trip.go();
    }

    private <T> void write(Writer<T> writer, List<T> rows) {
        Trip trip = trips.trip();
        writer.write(trip, rows);
        trip.go();
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        Trip trip = trips.trip();
        waiting().moveTo(trip);
        trip.go();
    }

    private static Waiting waiting() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Waiting waiting) {
                return waiting;
            }
        }
        Waiting waiting = new Waiting();
        TransactionSynchronizationManager.registerSynchronization(waiting);
        return waiting;
    }

    /**
     * The rows of one transaction, put aside with it while another runs inside. A part of it that is taken back leaves what waited
     * before it, also of what went to the server meanwhile and was taken back there.
     */
    private static final class Waiting implements TransactionSynchronization {
        private final Map<Writer<?>, List<?>> kinds = new LinkedHashMap<>();
        private final Map<Object, Map<Writer<?>, List<?>>> atSavepoints = new IdentityHashMap<>();

        @Override
        public void savepoint(Object savepoint) {
            Map<Writer<?>, List<?>> before = new LinkedHashMap<>();
            kinds.forEach((writer, rows) -> before.put(writer, new ArrayList<>(rows)));
            atSavepoints.put(savepoint, before);
        }

        /** Of a savepoint before the first row nothing is known, and nothing waited. */
        @Override
        public void savepointRollback(Object savepoint) {
            Map<Writer<?>, List<?>> before = atSavepoints.remove(savepoint);
            kinds.clear();
            if (before != null) {
                kinds.putAll(before);
            }
        }

        @SuppressWarnings("unchecked") // a kind's rows are put in by its own writer
        private <T> List<T> of(Writer<T> writer) {
            return (List<T>) kinds.computeIfAbsent(writer, none -> new ArrayList<T>());
        }

        private void moveTo(Trip trip) {
            kinds.forEach((writer, rows) -> add(trip, writer, rows));
            kinds.clear();
        }

        @SuppressWarnings("unchecked") // a kind's rows are put in by its own writer
        private static <T> void add(Trip trip, Writer<T> writer, List<?> rows) {
            if (!rows.isEmpty()) {
                writer.write(trip, (List<T>) rows);
            }
        }
    }
}
