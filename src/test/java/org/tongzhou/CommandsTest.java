package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell hears whether a command was done. */
class CommandsTest {
    private final PrintStream before = System.out;
    private String[] check = {};

    @BeforeEach
    void aRosterThatIsRead(@TempDir Path directory) throws IOException {
        Path roster = Files.writeString(
                directory.resolve("roster.csv"), "姓名,证件号码,手机号码,住院医疗\n张三,420281196502111152,13800000000,1\n");
        check = new String[] {"check", roster.toString(), "--on", "2026-02-10"};
    }

    @AfterEach
    void putBack() {
        System.setOut(before);
    }

    @Test
    void whatIsWrittenWholeIsDone() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        System.setOut(new PrintStream(whole, false, StandardCharsets.UTF_8));
        assertThat(Commands.run("roster", check)).isZero();
        assertThat(whole.toString(StandardCharsets.UTF_8)).contains("\"rows\"");
    }

    @Test
    void aCommandWhoseAnswerIsCutShortSaysThatItWasNotDone() {
        System.setOut(new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8));
        assertThat(Commands.run("roster", check)).isEqualTo(70);
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
