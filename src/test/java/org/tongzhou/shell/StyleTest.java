package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

    private static String selectors() throws IOException {
        return style().replaceAll("\"[^\"]*\"", "").replaceAll("\\{[^{}]*}", ";");
    }

    private static String style() throws IOException {
        try (InputStream style = StyleTest.class.getResourceAsStream("/assets/style.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?s)/\\*.*?\\*/", "");
        }
    }
}
