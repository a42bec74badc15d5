package org.tongzhou.analysis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers in the place of the house's own, alike within one export and without a way back: HMAC-SHA256 under a key that is
 * drawn for the export and never written down. Two exports cannot be joined by person.
 */
final class Pseudonyms {
    private static final Pattern OF_A_CASE = Pattern.compile("(group/[^/]+/)(\\d+)");

    private final Mac mac;

    Pseudonyms() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** 63 bits, never negative; among ten million of a kind two meet with a chance of 1 in 200,000. */
    long of(String kind, long id) {
        mac.update(kind.getBytes(StandardCharsets.US_ASCII));
        byte[] digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
        return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
    }

    /** The name of a limit, the number of a case in it replaced. */
    String limit(String name) {
        Matcher found = OF_A_CASE.matcher(name);
        return found.matches() ? found.group(1) + of("case", Long.parseLong(found.group(2))) : name;
    }
}
