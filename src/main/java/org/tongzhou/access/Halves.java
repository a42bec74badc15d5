package org.tongzhou.access;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Vault;

/**
 * Of a password or a program's secret that two administrators hand over each sees a half, so that neither can come in by it. The
 * first is shown when it is asked for and kept nowhere: it follows from a number that is kept, under the fund's key.
 */
@Component
class Halves {
    private static final int BYTES = 32;
    private static final int LETTERS = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vault vault;

    Halves(Vault vault) {
        this.vault = vault;
    }

    /** From what first halves follow; another one for each. */
    static String seed() {
        return HexFormat.of().formatHex(random(16));
    }

    String first(String seed, boolean program) {
        byte[] noise = vault.index("access.appointment", seed);
        return program ? Credentials.text(noise) : letters(noise) + "-";
    }

    static String second(boolean program) {
        byte[] noise = random(BYTES);
        return program ? Credentials.text(noise) : letters(noise);
    }

    /** Two groups of four, about 39 bits: with the throttle of sign-ins, whoever has the other half does not guess this one. */
    private static String letters(byte[] noise) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LETTERS; i++) {
            int letter = (noise[i] & 0xff) % Passwords.ALPHABET.length();
            text.append(i == LETTERS / 2 ? "-" : "").append(Passwords.ALPHABET.charAt(letter));
        }
        return text.toString();
    }

    private static byte[] random(int bytes) {
        byte[] noise = new byte[bytes];
        RANDOM.nextBytes(noise);
        return noise;
    }
}
