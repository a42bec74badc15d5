package org.tongzhou.access;

import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Vault;

/**
 * The key row is inserted first: a twin of the same instant waits on it until this transaction ends, then finds the
 * answer, or runs the effect itself when this one was rolled back.
 */
@Component
final class RequestKeys implements Once {
    /** Longer than any client keeps trying; after it the same key would be a new request. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{8,64}");

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Vault vault;
    private final InstantSource wallClock;

    RequestKeys(JdbcClient jdbc, TransactionOperations transactions, Vault vault, InstantSource wallClock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.vault = vault;
        this.wallClock = wallClock;
    }

    private record Kept(byte[] bodyHash, @Nullable String answer) {}

    @Override
    public String run(Actor actor, String key, String body, Supplier<String> effect) {
        byte[] hash = hash(key, body);
        String answer = transactions.execute(status -> insert(actor, key, hash)
                ? runFirst(actor, key, effect)
                : answerOf(kept(actor, key).orElseThrow(), hash));
        if (answer == null) {
            throw new IllegalStateException("no answer");
        }
        return answer;
    }

    @Override
    public Optional<String> answer(Actor actor, String key, String body) {
        byte[] hash = hash(key, body);
        return kept(actor, key).map(kept -> answerOf(kept, hash));
    }

    /** Keyed, since a body may hold little more than an identity number. */
    private byte[] hash(String key, String body) {
        if (!FORM.matcher(key).matches()) {
            throw Refusal.invalid("key_form");
        }
        return vault.index("request", body);
    }

    /** False when the key is taken, after waiting for the transaction that took it. */
    private boolean insert(Actor actor, String key, byte[] hash) {
        return jdbc.sql("""
                        insert into access.request_key (fund, actor, key, body_hash, created_at)
                        values (:fund, :actor, :key, :hash, :now)
                        on conflict do nothing""")
                        .param("fund", actor.fund().code())
                        .param("actor", actor.userId())
                        .param("key", key)
                        .param("hash", hash)
                        .param("now", Timestamp.from(wallClock.instant()))
                        .update()
                == 1;
    }

    private String runFirst(Actor actor, String key, Supplier<String> effect) {
        String answer = effect.get();
        jdbc.sql("""
                update access.request_key set answer = :answer
                where fund = :fund and actor = :actor and key = :key""")
                .param("answer", answer)
                .param("fund", actor.fund().code())
                .param("actor", actor.userId())
                .param("key", key)
                .update();
        return answer;
    }

    private Optional<Kept> kept(Actor actor, String key) {
        return jdbc.sql("""
                select body_hash, answer from access.request_key
                where fund = :fund and actor = :actor and key = :key""")
                .param("fund", actor.fund().code())
                .param("actor", actor.userId())
                .param("key", key)
                .query((row, n) -> new Kept(row.getBytes("body_hash"), row.getString("answer")))
                .optional();
    }

    private static String answerOf(Kept kept, byte[] hash) {
        // Without an answer the key is in use by an outer call of this very transaction.
        if (kept.answer() == null || !MessageDigest.isEqual(kept.bodyHash(), hash)) {
            throw Refusal.conflict("key_reused");
        }
        return kept.answer();
    }

    int forgetBefore(Instant before) {
        return jdbc.sql("delete from access.request_key where created_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
