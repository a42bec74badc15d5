package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tongzhou.kernel.Busy;

class RosterReadingTest {
    private final RosterReading reading = new RosterReading();
    private final ExecutorService callers = Executors.newFixedThreadPool(10);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        callers.shutdownNow();
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    /** Two are read and eight wait; whoever comes then is told at once to come again, and the ten are read. */
    @Test
    void theEleventhRosterAtOnceIsSentAway() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        List<Future<?>> ten = new ArrayList<>();
        Set<Long> both = stopped(empty, ten);
        for (int i = 0; i < 8; i++) {
            ten.add(callers.submit(() -> read(empty)));
        }
        until(() -> reading.waiting() == 8);
        assertThatThrownBy(() -> reading.read(empty, Heading.PEOPLE))
                .isInstanceOf(Busy.class)
                .hasMessage("roster_reader_busy");
        for (long child : both) {
            signal("CONT", child);
        }
        for (Future<?> each : ten) {
            each.get(60, TimeUnit.SECONDS);
        }
    }

    /** Of the few connections there are it would hold one for as long as a file takes. */
    @Test
    void noTransactionWaitsForAFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        TransactionSynchronizationManager.setActualTransactionActive(true);
        assertThatThrownBy(() -> reading.read(empty, Heading.PEOPLE)).isInstanceOf(IllegalStateException.class);
        TransactionSynchronizationManager.setActualTransactionActive(false);
        read(empty);
    }

    private void read(Path empty) {
        refused("roster_file_empty", () -> reading.read(empty, Heading.PEOPLE));
    }

    /** Two children that read, held as they start; for one that was over before it was seen another starts. */
    private Set<Long> stopped(Path empty, List<Future<?>> started) throws Exception {
        Set<Long> before = children();
        Set<Long> stopped = new HashSet<>();
        for (int i = 0; i < 4_000 && stopped.size() < 2; i++) {
            started.removeIf(Future::isDone);
            while (started.size() < 2) {
                started.add(callers.submit(() -> read(empty)));
            }
            for (long child : children()) {
                if (!before.contains(child) && stopped.add(child)) {
                    signal("STOP", child);
                }
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(stopped).hasSize(2);
        return stopped;
    }

    /** Those that are a Java of their own. */
    private static Set<Long> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private static void signal(String signal, long process) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process)).start().waitFor();
    }

    private static void until(BooleanSupplier met) throws InterruptedException {
        for (int i = 0; i < 1_000 && !met.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(met.getAsBoolean()).isTrue();
    }
}
