package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The example of the standard. */
    @Test
    void whatIsHashedStaysTheSame() {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        String hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Sha256.hex(abc)).isEqualTo(hash);
        assertThat(Sha256.of(abc)).isEqualTo(HexFormat.of().parseHex(hash));
        assertThat(Sha256.digest().digest(abc)).isEqualTo(Sha256.of(abc));
    }
}
