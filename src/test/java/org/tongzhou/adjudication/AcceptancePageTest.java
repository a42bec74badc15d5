package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every proof that the page of acceptance cases names is a test that is there. */
class AcceptancePageTest {
    private static final Path PAGE = Path.of("docs/acceptance.md");
    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void everyProofIsThere() throws IOException {
        Map<String, String> tests = tests();
        Matcher proofs = PROOF.matcher(Files.readString(PAGE));
        int named = 0;
        for (; proofs.find(); named++) {
            assertThat(tests).containsKey(proofs.group(1));
            if (proofs.group(2) != null) {
                assertThat(tests.get(proofs.group(1))).contains("void " + proofs.group(2) + "(");
            }
        }
        assertThat(named).isGreaterThan(20);
    }

    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            files.filter(file -> file.toString().endsWith("Test.java"))
                    .forEach(file -> tests.put(file.getFileName().toString().replace(".java", ""), read(file)));
        }
        return tests;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
