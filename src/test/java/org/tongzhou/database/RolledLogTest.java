package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.database.RolledLog.older;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolledLogTest {
    @TempDir
    Path place;

    @Test
    void whoeverHoldsALargeLogOpenGoesOnInAnEmptyOne() throws IOException {
        Path log = place.resolve("postgres.log");
        try (OutputStream writer = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("early\n".getBytes(StandardCharsets.UTF_8));
            RolledLog.roll(log);
            assertThat(older(log, 1)).as("while it is small").doesNotExist();

            writer.write(large());
            RolledLog.roll(log);
            writer.write("late\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(log).hasContent("late\n");
        assertThat(Files.size(older(log, 1))).isEqualTo(RolledLog.LARGE + "early\n".length());
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        Path log = place.resolve("postgres.log");
        for (int n = 0; n <= RolledLog.KEPT + 1; n++) {
            Files.write(log, large());
            Files.writeString(log, "the " + n, StandardOpenOption.APPEND);
            RolledLog.roll(log);
        }
        assertThat(end(older(log, 1))).isEqualTo("the " + (RolledLog.KEPT + 1));
        assertThat(end(older(log, RolledLog.KEPT))).isEqualTo("the 2");
        assertThat(older(log, RolledLog.KEPT + 1)).doesNotExist();
    }

    private static String end(Path file) throws IOException {
        String said = Files.readString(file);
        return said.substring(said.length() - 5);
    }

    private static byte[] large() {
        byte[] large = new byte[(int) RolledLog.LARGE];
        java.util.Arrays.fill(large, (byte) '\n');
        return large;
    }
}
