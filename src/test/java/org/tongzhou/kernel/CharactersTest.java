package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
}
