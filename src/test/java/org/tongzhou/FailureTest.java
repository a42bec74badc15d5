package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Words;

/** Whoever runs the system reads a sentence of what is the matter, whatever it is wrapped in. */
class FailureTest {
    private static final Words EN = Words.of(Words.EN);

    @Test
    void aRefusalAmongTheCausesIsSaid() {
        Throwable wrapped = new BeanCreationException("vault", "", Refusal.conflict("keys_do_not_fit"));
        assertThat(Failure.sentence(wrapped, EN)).contains("Put back its own tongzhou.keys");
        assertThat(new StartFailures().analyze(wrapped)).isNotNull();
    }

    @Test
    void anythingElseIsItsInnermostCause() {
        assertThat(Failure.sentence(new IllegalStateException("x", new IOException("No space left on device")), EN))
                .isEqualTo("Not done: No space left on device");
        assertThat(Failure.sentence(new IllegalStateException("x", new NoSuchFileException("/proc/pq.part")), EN))
                .isEqualTo("Not done: NoSuchFileException: /proc/pq.part");
        assertThat(new StartFailures().analyze(new IllegalStateException("x"))).isNull();
    }

    @Test
    void aCommandThatFailsEndsWithACodeOfItsOwn(@TempDir Path place) throws Exception {
        Process command = command(place, "rotate-keys", "new");
        String said = new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).isEqualTo(70);
        assertThat(said).contains("tongzhou.keys").doesNotContain("\tat ");
    }

    @Test
    void noCommandIsSilentWhenTheDatabaseIsNotThere(@TempDir Path place) throws Exception {
        Process command = command(place, "import", place.resolve("x.csv").toString(), "--as", "admin");
        String said = new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).isEqualTo(70);
        assertThat(said).contains("TONGZHOU_DB_URL").doesNotContain("\tat ");
    }

    private static Process command(Path place, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tongzhou.class.getName()));
        line.addAll(List.of(words));
        ProcessBuilder java = new ProcessBuilder(line).directory(place.toFile());
        java.environment().put("TONGZHOU_HOME", place.resolve("home").toString());
        java.environment().put("TONGZHOU_KEYS", place.resolve("keys").toString());
        java.environment().put("TONGZHOU_DB_URL", "jdbc:postgresql://127.0.0.1:1/x");
        java.environment().put("TONGZHOU_LANG", "en");
        return java.start();
    }
}
