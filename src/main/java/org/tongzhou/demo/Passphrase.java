package org.tongzhou.demo;

import java.security.SecureRandom;

/** A random password that can be typed from a terminal: four groups without look-alike characters, about 77 bits. */
final class Passphrase {
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passphrase() {}

    static String random() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            words.append(i > 0 && i % 4 == 0 ? "-" : "").append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return words.toString();
    }
}
