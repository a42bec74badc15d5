package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Patience.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tongzhou.shell.Words;

/** Whoever started an import hears what it waits for, and what Ctrl-C left of it. */
class ImportWatchTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void anImportThatWaitsForAnotherSaysSoUntilItsRowsAreRead() throws Exception {
        try (WrongRows wrong = WrongRows.into(null, Words.of(Words.EN));
                ImportWatch watch = watch(said, wrong, Duration.ofMillis(20))) {
            await().until(() -> !text().isEmpty());
            assertThat(text()).contains("another import or roster may be under way");
            watch.goesOn(1500, 1400);
            Thread.sleep(50);
            int length = text().length();
            Thread.sleep(100);
            assertThat(text()).hasSize(length);
        }
    }

    @Test
    void columnsThatCountForNobodyAreNamedWhileTheImportCanStillBeStopped() throws Exception {
        try (WrongRows wrong = WrongRows.into(null, Words.of(Words.EN));
                ImportWatch watch = watch(said, wrong, Duration.ofMinutes(1))) {
            watch.unread(List.of("重大疾病互助", "备注"));
            assertThat(text()).contains("not read: 重大疾病互助, 备注. ", "stop with Ctrl-C");
        }
    }

    @Test
    void anImportThatIsStoppedSaysWhatItLeft() throws Exception {
        Process stopped = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Import.class.getName())
                .start();
        assertThat(stopped.inputReader().readLine()).isEqualTo("open");
        stopped.toHandle().destroy(); // as Ctrl-C, which nobody hears who was started in the background
        stopped.waitFor();
        assertThat(new String(stopped.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Stopped. Unless all of it was done, nothing was left behind");
    }

    /** Says that it is open and stays so until it is stopped. */
    static final class Import {
        public static void main(String[] args) throws IOException {
            watch(System.err, WrongRows.into(null, Words.of(Words.EN)), Duration.ofMinutes(1));
            System.out.println("open");
            System.in.read();
        }
    }

    private static ImportWatch watch(OutputStream to, WrongRows wrong, Duration patience) {
        return new ImportWatch(new PrintStream(to, true, StandardCharsets.UTF_8), Words.of(Words.EN), wrong, patience);
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
