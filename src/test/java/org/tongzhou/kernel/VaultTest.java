package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final String PLACE = "person:42:1001";
    private static final byte[] PLAIN = "6228480600123456219".getBytes(StandardCharsets.UTF_8);

    private final Vault vault = new Vault(Map.of(1, key(1)), key(9));

    @Test
    void whatIsSealedOpensInItsPlace() {
        byte[] sealed = vault.seal(PLACE, PLAIN);
        assertThat(vault.open(PLACE, sealed)).isEqualTo(PLAIN);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("6228480600123456219");
    }

    @Test
    void theSameTextSealsDifferentlyEachTime() {
        assertThat(vault.seal(PLACE, PLAIN)).isNotEqualTo(vault.seal(PLACE, PLAIN));
    }

    @Test
    void everyChangedByteIsNoticed() {
        byte[] sealed = vault.seal(PLACE, PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(PLACE, changed)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> vault.open(PLACE, Arrays.copyOf(sealed, sealed.length - 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEnvelopeMovedToAnotherRowDoesNotOpen() {
        byte[] sealed = vault.seal(PLACE, PLAIN);
        assertThatThrownBy(() -> vault.open("person:42:1002", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterRotationOldEnvelopesOpenAndNewOnesUseTheNewKey() {
        byte[] old = vault.seal(PLACE, PLAIN);
        Vault rotated = new Vault(Map.of(1, key(1), 2, key(2)), key(9));
        assertThat(rotated.open(PLACE, old)).isEqualTo(PLAIN);
        assertThat(Vault.keyOf(rotated.seal(PLACE, PLAIN))).isEqualTo(2).isEqualTo(rotated.newestKey());
        assertThat(rotated.index("person.id", "x")).isEqualTo(vault.index("person.id", "x"));
        Vault withoutOld = new Vault(Map.of(2, key(2)), key(9));
        assertThatThrownBy(() -> withoutOld.open(PLACE, old)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOlderKeyThatIsReadAgainDoesNotSeal() {
        byte[] old = vault.seal(PLACE, PLAIN);
        Vault newer = new Vault(Map.of(2, key(2)), key(9), () -> Map.of(1, key(1), 2, key(2)));
        assertThat(newer.open(PLACE, old)).isEqualTo(PLAIN);
        assertThat(newer.newestKey()).isEqualTo(2);
    }

    /** What is sealed with the wrong one would be opened by nobody who has the right one. */
    @Test
    void aKeyThatOpensNothingIsNotKept() {
        byte[] newer = new Vault(Map.of(2, key(2)), key(9)).seal(PLACE, PLAIN);
        Iterator<byte[]> asked = List.of(key(3), key(2)).iterator();
        Vault behind = new Vault(Map.of(1, key(1)), key(9), () -> Map.of(2, asked.next()));
        assertThatThrownBy(() -> behind.open(PLACE, newer)).isInstanceOf(IllegalStateException.class);
        assertThat(behind.newestKey()).isEqualTo(1);
        assertThat(behind.open(PLACE, newer)).isEqualTo(PLAIN);
        assertThat(behind.newestKey()).isEqualTo(2);
    }

    @Test
    void theBlindIndexTellsFieldsApart() {
        assertThat(vault.index("person.id", "a")).hasSize(32).isEqualTo(vault.index("person.id", "a"));
        assertThat(vault.index("person.id", "a")).isNotEqualTo(vault.index("person.phone", "a"));
        assertThat(vault.index("ab", "c")).isNotEqualTo(vault.index("a", "bc"));
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }
}
