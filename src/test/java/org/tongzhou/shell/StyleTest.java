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

    private static String selectors() throws IOException {
        try (InputStream style = StyleTest.class.getResourceAsStream("/assets/style.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("\"[^\"]*\"", "")
                    .replaceAll("\\{[^{}]*}", ";");
        }
    }
}
