package org.tongzhou.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Vault;

/**
 * The newest code of each name and identity number that somebody asked for, whether the fund knows them or not. A code is kept
 * as a keyed hash, is good for five minutes and for one use, and a try is counted before it is looked at.
 */
@Component
class ActivationCodes {
    static final int A_DAY = 3;
    static final int TRIES = 5;
    static final Duration VALID = Duration.ofMinutes(5);
    /** A second click or another tab within this time means the code that is on its way. */
    static final Duration APART = Duration.ofMinutes(1);

    private static final int CODES = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Vault vault;

    ActivationCodes(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Whom a code is for, as a keyed index of name and number. */
    record Subject(FundId fund, byte[] index) {
        static Subject read(FundId fund, String hex) {
            return new Subject(
                    fund, hex.matches("[0-9a-f]{64}") ? HexFormat.of().parseHex(hex) : new byte[0]);
        }

        String hex() {
            return HexFormat.of().formatHex(index);
        }
    }

    /** One for all spellings of a name: each has the codes and tries of the others. */
    Subject subject(FundId fund, String name, ResidentId id) {
        return new Subject(fund, vault.index("access.activation", NameMatch.plain(name) + "\n" + id.number()));
    }

    static String random() {
        return String.format("%06d", RANDOM.nextInt(CODES));
    }

    /** A new code takes the place of the one before; false when that one is too young, or the day's are used up. */
    boolean renew(Subject subject, @Nullable PersonId person, String code, Instant now) {
        return bind("""
                        insert into access.activation as a (fund, subject, person, code_hash, asked_at, day, codes, tries)
                        values (:fund, :subject, :person, :hash, :now, :day, 1, 0)
                        on conflict (fund, subject) do update set
                            person = excluded.person, code_hash = excluded.code_hash, asked_at = excluded.asked_at,
                            codes = case when a.day = excluded.day then a.codes + 1 else 1 end,
                            day = excluded.day, tries = 0, used_at = null
                        where a.asked_at <= :before and (a.day <> excluded.day or a.codes < :most)""", subject)
                        .param("person", person == null ? null : person.value(), Types.BIGINT)
                        .param("hash", hash(subject, code))
                        .param("now", Timestamp.from(now))
                        .param("before", Timestamp.from(now.minus(APART)))
                        .param("day", FundClock.dayOf(now))
                        .param("most", A_DAY)
                        .update()
                == 1;
    }

    /** Whether a code went out within the last minute. */
    boolean isOnItsWay(Subject subject, Instant now) {
        return bind("""
                select exists (select from access.activation
                    where fund = :fund and subject = :subject and asked_at > :before)""", subject)
                .param("before", Timestamp.from(now.minus(APART)))
                .query(Boolean.class)
                .single();
    }

    /** Whose code was tried, if anybody's; {@code left} says how many tries there are after this one. */
    record Tried(@Nullable PersonId person, byte[] hash, int left) {}

    /** Counts a try; empty when the code has expired, or was tried too often. */
    Optional<Tried> take(Subject subject, Instant now) {
        return bind("""
                update access.activation set tries = tries + 1
                where fund = :fund and subject = :subject and tries < :most and asked_at > :since
                returning person, code_hash, tries""", subject)
                .param("most", TRIES)
                .param("since", Timestamp.from(now.minus(VALID)))
                .query((row, n) -> tried(row))
                .optional();
    }

    boolean matches(Subject subject, Tried tried, String typed) {
        return MessageDigest.isEqual(tried.hash(), hash(subject, typed));
    }

    /** False when the code was used before. */
    boolean use(Subject subject, Instant now) {
        return bind("""
                        update access.activation set used_at = :now
                        where fund = :fund and subject = :subject and used_at is null""", subject).param("now", Timestamp.from(now)).update() == 1;
    }

    /** What was sent to a phone that is theirs no more opens nothing; a code that is being used this moment is let be. */
    void spoil(FundId fund, Collection<PersonId> people, Instant at) {
        jdbc.sql("""
                        update access.activation set used_at = :at
                        where fund = :fund and subject in (
                            select subject from access.activation
                            where fund = :fund and person = any(:people) and used_at is null for update skip locked)""")
                .param("fund", fund.code())
                .param("people", people.stream().map(PersonId::value).toArray(Long[]::new))
                .param("at", Timestamp.from(at))
                .update();
    }

    int forgetBefore(Instant before) {
        return jdbc.sql("delete from access.activation where asked_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    /** Bound to whom it is for: the same digits of somebody else are another hash. */
    private byte[] hash(Subject subject, String code) {
        return vault.index("access.activation.code", subject.hex() + code);
    }

    private JdbcClient.StatementSpec bind(String sql, Subject subject) {
        return jdbc.sql(sql).param("fund", subject.fund().code()).param("subject", subject.index());
    }

    private static Tried tried(ResultSet row) throws SQLException {
        Long person = row.getObject("person", Long.class);
        return new Tried(
                person == null ? null : new PersonId(person), row.getBytes("code_hash"), TRIES - row.getInt("tries"));
    }
}
