package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TotpTest {
    /** RFC 6238 appendix B, SHA-1; the last six of its eight digits. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void codesAreThoseOfTheStandard() {
        Map.of(
                        59L,
                        "287082",
                        1111111109L,
                        "081804",
                        1111111111L,
                        "050471",
                        1234567890L,
                        "005924",
                        2000000000L,
                        "279037",
                        20000000000L,
                        "353130")
                .forEach((second, code) ->
                        assertThat(Totp.code(SECRET, second / 30)).isEqualTo(code));
    }

    @Test
    void aCodeIsGoodOneStepEarlyAndOneStepLateAndNotTwo() {
        Instant now = Instant.ofEpochSecond(1_234_567_890L);
        long step = Totp.stepAt(now);
        for (int slack = -1; slack <= 1; slack++) {
            assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + slack), now))
                    .hasValue(step + slack);
        }
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
    }

    @Test
    void secretsAreWrittenAsAuthenticatorsTakeThem() {
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
    }
}
