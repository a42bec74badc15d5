package org.tongzhou.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Refusal;

/**
 * Argon2id hashes. The cost is a setting; the shipped one, 46 MiB and three rounds, takes about 110 ms of a 2020s core.
 * Each run holds its memory, so no more run at once than the machine has cores (at most four) and further ones wait, a
 * sign-in no longer than two seconds.
 */
@Component
class Passwords {
    static final int SHORTEST = 10;
    /** Beyond it a longer text adds no strength, only work. */
    static final int LONGEST = 128;

    private static final int AT_ONCE =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private static final long PATIENCE_MILLIS = 2_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without letters and digits that look alike on paper. */
    static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Argon2PasswordEncoder encoder;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Set<String> common = common();
    private final String hashOfNobody;

    Passwords(
            @Value("${tongzhou.security.argon2.memory-kib:47104}") int memoryKib,
            @Value("${tongzhou.security.argon2.rounds:3}") int rounds) {
        this.encoder = new Argon2PasswordEncoder(16, 32, 1, memoryKib, rounds);
        this.hashOfNobody = hash(random());
    }

    /** Four groups of four, about 79 bits. */
    static String random() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    String hash(String password) {
        turns.acquireUninterruptibly();
        return inTurn(() -> String.valueOf(encoder.encode(password)));
    }

    boolean matches(String password, String hash) {
        turns.acquireUninterruptibly();
        return inTurn(() -> password.length() <= LONGEST && encoder.matches(password, hash));
    }

    /** Empty when too many are being checked at this moment. Nobody's hash costs the same, so that time tells nothing. */
    Optional<Boolean> matchesSoon(String password, Optional<String> hash) {
        if (!takeTurn()) {
            return Optional.empty();
        }
        Optional<String> chosen = hash.filter(kept -> !AwaitedPassword.is(kept));
        return Optional.of(inTurn(() -> {
            boolean same = encoder.matches(password.length() <= LONGEST ? password : "", chosen.orElse(hashOfNobody));
            return same && chosen.isPresent();
        }));
    }

    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /** Refuses {@code password_short}, {@code password_long}, {@code password_common}. */
    void requireGood(String password, String login) {
        requireStrong(password);
        if (password.toLowerCase(Locale.ROOT).contains(login)) {
            throw Refusal.invalid("password_common");
        }
    }

    /** The same of a password whose login is not known yet. */
    void requireStrong(String password) {
        if (Characters.count(password) < SHORTEST) {
            throw Refusal.invalid("password_short", SHORTEST);
        }
        if (password.length() > LONGEST) {
            throw Refusal.invalid("password_long", LONGEST);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (common.contains(lower) || lower.chars().distinct().count() < 5) {
            throw Refusal.invalid("password_common");
        }
    }

    private boolean takeTurn() {
        try {
            return turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static Set<String> common() {
        try (InputStream in = new ClassPathResource("passwords/common.txt").getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new IllegalStateException("passwords/common.txt", e);
        }
    }
}
