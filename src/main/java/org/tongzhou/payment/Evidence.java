package org.tongzhou.payment;

import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Refusal;

/** A paper behind a settlement as it was uploaded: PDF, PNG, JPEG, XML or csv of at most 10 MB, told by its content. */
public record Evidence(String name, String kind, byte[] bytes) {
    private static final int MOST_BYTES = 10 << 20;
    private static final int LONGEST_NAME = 120;

    /** A paper that is kept already. */
    public record Kept(long id, String name) {}

    /** Refuses {@code payment_evidence_file} for anything else, and for too much. */
    public static Evidence of(String fileName, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw Refusal.invalid("payment_evidence_file", MOST_BYTES >> 20);
        }
        return new Evidence(shortened(fileName), kind(bytes), bytes);
    }

    private static String kind(byte[] bytes) {
        if (startsWith(bytes, '%', 'P', 'D', 'F', '-')) {
            return "application/pdf";
        } else if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        } else if (startsWith(bytes, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        } else if (startsWith(bytes, '<', '?', 'x', 'm', 'l') || startsWith(bytes, '<', 'D', 'o', 'c', 'u')) {
            return "application/xml";
        }
        for (byte each : bytes) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t') {
                throw Refusal.invalid("payment_evidence_file", MOST_BYTES >> 20);
            }
        }
        return "text/csv";
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != head[i]) {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String fileName) {
        String name = fileName.replaceAll("[\\p{Cntrl}/\\\\\"<>]", "").strip();
        return name.isEmpty() ? "evidence" : Characters.last(LONGEST_NAME, name);
    }
}
