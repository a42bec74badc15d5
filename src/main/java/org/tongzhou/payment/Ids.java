package org.tongzhou.payment;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tongzhou.kernel.FundId;

/**
 * Identifiers that leave the house. They are random, not counted: a fund restored from an older backup must never give
 * the bank an identifier that it has seen for something else.
 */
final class Ids {
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM_SYMBOLS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern END_TO_END = Pattern.compile("TZ(\\d{1,4})I-?([0-9A-Z]{16})");

    private Ids() {}

    /** The instruction's name at the bank: {@code TZ42I-…}, 22 characters, 80 random bits. */
    static String endToEnd(FundId fund) {
        return "TZ" + fund.code() + "I-" + random();
    }

    static String msgId(FundId fund) {
        return "TZ" + fund.code() + "B-" + random();
    }

    /** Has the shape of an instruction of this fund; whether it exists is another matter. */
    static boolean looksOurs(FundId fund, String endToEnd) {
        return endToEnd.startsWith("TZ" + fund.code() + "I-");
    }

    /** Numbers of payments in a bank's words, each once: in full width, in small letters or without the hyphen too. */
    static List<String> in(String words) {
        String plain = Normalizer.normalize(words, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return END_TO_END
                .matcher(plain)
                .results()
                .map(found -> "TZ" + found.group(1) + "I-" + found.group(2))
                .distinct()
                .toList();
    }

    private static String random() {
        StringBuilder text = new StringBuilder(RANDOM_SYMBOLS);
        for (int i = 0; i < RANDOM_SYMBOLS; i++) {
            text.append(SYMBOLS.charAt(RANDOM.nextInt(SYMBOLS.length())));
        }
        return text.toString();
    }

    static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
