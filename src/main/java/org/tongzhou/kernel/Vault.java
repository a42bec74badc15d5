package org.tongzhou.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals personal data: envelope = key id (4 bytes) | nonce (12) | AES-256-GCM ciphertext, bound to the table and row that
 * hold it. Old keys stay for opening, the newest seals. The blind index of a field is an HMAC-SHA256 under a key of its own.
 */
public final class Vault {
    private static final int NONCE = 12;
    private static final int TAG = 16;

    /** Bytes of an envelope beside what it holds. */
    public static final int OVERHEAD = 4 + NONCE + TAG;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Looking one up costs as much as using it; each use starts it anew with its own key and nonce. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Vault::cipher);

    private final SecretKey indexKey;
    private final Supplier<Map<Integer, byte[]>> again;
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::mac);
    private volatile Keys known;

    /** {@code keys} by id, 32 bytes each; the highest id seals. */
    public Vault(Map<Integer, byte[]> keys, byte[] indexKey) {
        this(keys, indexKey, Map::of);
    }

    /**
     * {@code again} answers the keys there are now. It is asked for one that is not known: others may seal with a newer key
     * already. What it opens is sealed with here too from then on.
     */
    public Vault(Map<Integer, byte[]> keys, byte[] indexKey, Supplier<Map<Integer, byte[]>> again) {
        this.known = new Keys(
                keys.keySet().stream().max(Integer::compare).orElseThrow(),
                keys.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> secret(e.getValue()))));
        this.indexKey = new SecretKeySpec(indexKey, "HmacSHA256");
        this.again = again;
    }

    private record Keys(int newest, Map<Integer, SecretKey> byId) {}

    /** {@code place} names table and row, such as {@code person:42:1001}; the same place opens it again. */
    public byte[] seal(String place, byte[] plain) {
        Keys keys = known;
        SecretKey newest = Objects.requireNonNull(keys.byId().get(keys.newest()));
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, newest, nonce, place, plain);
        return ByteBuffer.allocate(4 + NONCE + sealed.length)
                .putInt(keys.newest())
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Throws {@link IllegalStateException} when the envelope was changed, moved, or sealed under an unknown key. */
    public byte[] open(String place, byte[] envelope) {
        ByteBuffer buffer = ByteBuffer.wrap(envelope);
        int keyId = buffer.getInt();
        byte[] nonce = new byte[NONCE];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        SecretKey key = known.byId().get(keyId);
        if (key != null) {
            return run(Cipher.DECRYPT_MODE, key, nonce, place, sealed);
        }
        SecretKey newer = read(keyId);
        byte[] plain = run(Cipher.DECRYPT_MODE, newer, nonce, place, sealed);
        learn(keyId, newer);
        return plain;
    }

    private SecretKey read(int id) {
        byte[] key = again.get().get(id);
        if (key == null) {
            throw new IllegalStateException("no key " + id);
        }
        return secret(key);
    }

    private static SecretKey secret(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    /** One that has opened something is the right one. Those that nobody seals with yet are left to the next start. */
    private synchronized void learn(int id, SecretKey key) {
        Map<Integer, SecretKey> all = new HashMap<>(known.byId());
        all.put(id, key);
        known = new Keys(Math.max(known.newest(), id), Map.copyOf(all));
    }

    /** Which key sealed an envelope, so that rotation finds the old ones. */
    public static int keyOf(byte[] envelope) {
        return ByteBuffer.wrap(envelope).getInt();
    }

    public boolean holds(int key) {
        return known.byId().containsKey(key);
    }

    public int newestKey() {
        return known.newest();
    }

    /** Keyed index of a value, 32 bytes; equal values of the same field give equal bytes. */
    public byte[] index(String field, String value) {
        Mac mac = macs.get();
        mac.update(field.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(indexKey);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("blind index", e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cipher", e);
        }
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = CIPHERS.get();
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("envelope of " + place, e);
        }
    }
}
