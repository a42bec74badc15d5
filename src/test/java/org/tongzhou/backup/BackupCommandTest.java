package org.tongzhou.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.shell.Words;

/** Where no database is there is nothing to copy, and none is made for it. */
class BackupCommandTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @Test
    void aPlaceWithoutADatabaseIsRefusedAndLeftAsItIs(@TempDir Path place) {
        Path home = place.resolve("home");
        Path keys = place.resolve("keys");
        BackupCommand command = new BackupCommand(
                NOWHERE,
                NOWHERE,
                Words.of(Words.ZH),
                Map.of("TONGZHOU_HOME", home.toString(), "TONGZHOU_KEYS", keys.toString()));
        String[] copy = {place.resolve("copy").toString()};
        refused("fund_none", List.of(home.toString()), () -> command.backup(copy, source -> {}));
        String[] time = {"2026-11-21T06:53:51Z"};
        refused("fund_none", List.of(home.toString()), () -> command.recovered(time, source -> {}));
        assertThat(place).isEmptyDirectory();
    }
}
