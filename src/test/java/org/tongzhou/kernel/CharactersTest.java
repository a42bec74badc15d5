package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CharactersTest {
    private static final String RARE = "𠮷";

    @Test
    void aLongerTextIsCutAfterSoManyCharacters() {
        assertThat(Characters.first(60, "工".repeat(61))).isEqualTo("工".repeat(60));
        assertThat(Characters.first(60, "工".repeat(60))).isEqualTo("工".repeat(60));
        assertThat(Characters.first(60, "")).isEmpty();
    }

    @Test
    void aRareCharacterCountsOnceAndIsNeverCutInTwo() {
        assertThat(Characters.first(60, "工".repeat(59) + RARE)).isEqualTo("工".repeat(59) + RARE);
        assertThat(Characters.first(60, "工".repeat(59) + RARE + "会")).isEqualTo("工".repeat(59) + RARE);
        assertThat(Characters.first(60, RARE.repeat(61))).isEqualTo(RARE.repeat(60));
    }

    @Test
    void theEndOfALongerTextIsCutLikeItsBeginning() {
        assertThat(Characters.last(3, "会" + RARE + "工会")).isEqualTo(RARE + "工会");
        assertThat(Characters.last(3, RARE + "工会")).isEqualTo(RARE + "工会");
        assertThat(Characters.shortened(2, "工" + RARE + "会")).isEqualTo("工" + RARE + "…");
        assertThat(Characters.shortened(3, "工" + RARE + "会")).isEqualTo("工" + RARE + "会");
    }

    /** Half of a rare character is no text: what a person wrote is cut by {@link Characters}. */
    @Test
    void nothingThatIsTooLongIsCutByTheUnitsOfJava() throws IOException {
        Pattern cut =
                Pattern.compile("length\\(\\) (>|<=) [^?\\n]*\\?[^;]*[.]substring\\(|[.]substring\\([^;]*LONGEST");
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                cut.matcher(Files.readString(source))
                        .results()
                        .map(it -> source.getFileName() + ": " + it.group())
                        .forEach(found::add);
            }
        }
        assertThat(found).isEmpty();
    }
}
