package org.tongzhou.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Canonical bytes of a record for hashing: every field is its length (4 bytes, −1 for null) and its UTF-8 text, so that no
 * two different sequences of fields give the same bytes.
 */
public final class Canonical {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    /** {@code kind} names the record and its version, such as {@code audit.entry/1}. */
    public Canonical(String kind) {
        text(kind);
    }

    public Canonical text(@Nullable String field) {
        if (field == null) {
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(-1).array());
            return this;
        }
        return bytes(field.getBytes(StandardCharsets.UTF_8));
    }

    public Canonical number(@Nullable Long field) {
        return text(field == null ? null : Long.toString(field));
    }

    /** An instant as microseconds since 1970, which is what the database keeps. */
    public Canonical instant(Instant field) {
        return number(Math.addExact(Math.multiplyExact(field.getEpochSecond(), 1_000_000L), field.getNano() / 1_000));
    }

    public Canonical bytes(byte[] field) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(field.length).array());
        bytes.writeBytes(field);
        return this;
    }

    /** SHA-256 of the bytes so far, 32 bytes. */
    public byte[] digest() {
        return Sha256.of(bytes.toByteArray());
    }
}
