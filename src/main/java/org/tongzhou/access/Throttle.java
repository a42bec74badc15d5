package org.tongzhou.access;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Vault;

/**
 * Back-off of sign-in attempts. An attempt is counted before the password is looked at, in one statement, so that a
 * hundred at the same instant get no more tries than a hundred in a row. Five tries an account and thirty an address are
 * free; then the wait doubles from 30 seconds up to 15 minutes. A day without attempts forgets all. What turns out to have been no
 * guess is given back.
 */
@Component
class Throttle {
    /**
     * What is counted: passwords of an account (by login, whether it exists or not), one-time codes of an account that has a right
     * password (by its number), or a network address. Each has an index of its own: nobody reaches a count by typing its name.
     */
    enum Kind {
        ACCOUNT("account", "attempt.account", 5),
        CODE("account", "attempt.code", 5),
        ADDRESS("address", "attempt.address", 30);

        private final String code;
        private final String index;
        private final int free;

        Kind(String code, String index, int free) {
            this.code = code;
            this.index = index;
            this.free = free;
        }
    }

    static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** Later than this from now only a clock can have counted that was put back since: then even a free try would block until then. */
    private static final Duration CLOCK_WENT_BACK = Duration.ofMinutes(1);

    private static final Duration MEMORY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Vault vault;

    Throttle(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    record Subject(FundId fund, Kind kind, String text) {}

    /** Counts an attempt, or answers how long to wait (at least a second) when it is too early; then nothing is counted. */
    Optional<Duration> take(Subject subject, Instant now) {
        return count(subject, now) ? Optional.empty() : Optional.of(waitOf(subject, now));
    }

    private boolean count(Subject subject, Instant now) {
        return bind("""
                        insert into access.attempt as a (fund, kind, subject, attempts, last_at, blocked_until)
                        values (:fund, :kind, :subject, 1, :now, :now)
                        on conflict (fund, kind, subject) do update set
                            attempts = case when a.last_at < :forget then 1 else a.attempts + 1 end,
                            last_at = :now,
                            blocked_until = case when a.last_at < :forget or a.attempts + 1 < :free then cast(:now as timestamptz)
                                else cast(:now as timestamptz) + make_interval(secs => least(:longest,
                                    :first * power(2, least(a.attempts + 1 - :free, 20)))) end
                        where a.blocked_until <= :now or a.last_at > :ahead\
                        """, subject)
                        .param("now", Timestamp.from(now))
                        .param("ahead", Timestamp.from(now.plus(CLOCK_WENT_BACK)))
                        .param("forget", Timestamp.from(now.minus(MEMORY)))
                        .param("free", subject.kind().free)
                        .param("first", FIRST_WAIT.toSeconds())
                        .param("longest", LONGEST_WAIT.toSeconds())
                        .update()
                == 1;
    }

    private Duration waitOf(Subject subject, Instant now) {
        Optional<Timestamp> until = bind("""
                select blocked_until from access.attempt
                where fund = :fund and kind = :kind and subject = :subject\
                """, subject).query(Timestamp.class).optional();
        Duration left = until.map(end -> Duration.between(now, end.toInstant())).orElse(Duration.ZERO);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /** The attempt was right: an account starts afresh; an address only gets this one attempt back. */
    void succeeded(Subject subject, Instant taken) {
        if (subject.kind() == Kind.ADDRESS) {
            giveBack(subject, taken);
        } else {
            bind("delete from access.attempt where fund = :fund and kind = :kind and subject = :subject", subject)
                    .update();
        }
    }

    /** The attempt of that instant was no guess: it counts no more, and what it blocks is free again. Others stay counted. */
    void giveBack(Subject subject, Instant taken) {
        bind("""
                        update access.attempt set attempts = attempts - 1,
                            blocked_until = case when attempts <= :free or last_at = :taken then :taken else blocked_until end
                        where fund = :fund and kind = :kind and subject = :subject and attempts > 0\
                        """, subject)
                .param("free", subject.kind().free)
                .param("taken", Timestamp.from(taken))
                .update();
    }

    /** What was counted of an account counts under its other login, unless that one was tried already. */
    void moved(Subject from, Subject to) {
        bind("""
                      update access.attempt set subject = :to
                      where fund = :fund and kind = :kind and subject = :subject
                        and not exists (select 1 from access.attempt
                            where fund = :fund and kind = :kind and subject = :to)\
                      """, from).param("to", index(to)).update();
    }

    /** Rows that nobody will ask for again. */
    int forgetBefore(Instant before) {
        return jdbc.sql("delete from access.attempt where last_at < :before and blocked_until < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private JdbcClient.StatementSpec bind(String sql, Subject subject) {
        return jdbc.sql(sql)
                .param("fund", subject.fund().code())
                .param("kind", subject.kind().code)
                .param("subject", index(subject));
    }

    private byte[] index(Subject subject) {
        return vault.index(subject.kind().index, subject.text());
    }
}
