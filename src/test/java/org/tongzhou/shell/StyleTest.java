package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StyleTest {
    /** A field's name is one page's own affair: a rule for it reaches any field of that name anywhere. */
    @Test
    void noRuleIsForTheNameOfAField() throws IOException {
        assertThat(selectors()).isNotBlank().doesNotContain("#");
    }

    /** A component's own shadow, such as that of a list's current line, would take the ring's place. */
    @Test
    void theRingOfTheFocusLiesOverEveryOtherShadow() throws IOException {
        assertThat(style())
                .containsPattern("@layer [a-z, ]+, focus, print;")
                .containsPattern("@layer focus \\{\\s+:focus-visible \\{[^}]*box-shadow: var\\(--focus\\)");
    }

    /** Icons are named by their last part; places of a grid and counts of figures are numbered. */
    @Test
    void everyRuleIsForAClassThatSomePageHas() throws IOException {
        Set<String> words = words();
        assertThat(Pattern.compile("[.]([a-z][\\w-]*)").matcher(selectors()).results())
                .map(found -> found.group(1))
                .isNotEmpty()
                .filteredOn(name -> !words.contains(name) && !words.contains(name.replaceFirst("^ic-", "")))
                .allMatch(name -> name.matches("(k|gr|gc)\\d"));
    }

    private static Set<String> words() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(file -> file.toString().matches(".*[.](jte|java|js)"))
                    .flatMap(file -> Pattern.compile("[^\\w-]+").splitAsStream(text(file)))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String selectors() throws IOException {
        return style().replaceAll("\"[^\"]*\"", "").replaceAll("\\{[^{}]*}", ";");
    }

    private static String style() throws IOException {
        try (InputStream style = StyleTest.class.getResourceAsStream("/assets/style.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?s)/\\*.*?\\*/", "");
        }
    }
}
