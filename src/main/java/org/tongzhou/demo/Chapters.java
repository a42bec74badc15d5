package org.tongzhou.demo;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/**
 * Which chapters of the story are finished, so that a start after a kill goes on with the next. A chapter is many transactions, and
 * most cannot be played a second time over what the first has left: one that was broken off is said to be that.
 */
@Component
@Profile("demo")
class Chapters {
    /** Beside the name of one that was begun. */
    private static final String BEGUN = " begun";

    /** Where the demonstration keeps its data when the environment names no other place. */
    private static final Path HOME = Path.of("data", "demo");

    private final JdbcClient jdbc;
    private final FundId fund;
    private final FundClock clock;
    private final DatabaseSettings place;

    Chapters(JdbcClient jdbc, FundId fund, FundClock clock, DatabaseSettings place) {
        this.jdbc = jdbc;
        this.fund = fund;
        this.clock = clock;
        this.place = place;
    }

    /** Plays one that was not finished, again where it was begun: it takes up what is there. */
    void play(String name, Runnable chapter) {
        if (!isKept(name)) {
            chapter.run();
            keep(name);
        }
    }

    /** Plays one that was not begun; refuses {@code demo_broken_off} and {@code demo_broken_off_at_home}. */
    void playOnce(String name, Runnable chapter) {
        play(name, () -> {
            requireNotBegun(name);
            keep(name + BEGUN);
            chapter.run();
        });
    }

    private void requireNotBegun(String name) {
        if (isKept(name + BEGUN)) {
            throw isAtHome()
                    ? Refusal.conflict("demo_broken_off_at_home", place.place())
                    : Refusal.conflict("demo_broken_off", place.place());
        }
    }

    /** Nobody is told to delete a directory that the environment named: it may hold a fund's papers or keys. */
    private boolean isAtHome() {
        return place.place().equals(HOME.toAbsolutePath().toString());
    }

    private boolean isKept(String name) {
        return jdbc.sql("select exists (select 1 from demo.chapter where fund = ? and name = ?)")
                .params(fund.code(), name)
                .query(Boolean.class)
                .single();
    }

    private void keep(String name) {
        jdbc.sql("insert into demo.chapter (fund, name, done_at) values (?, ?, ?) on conflict do nothing")
                .params(fund.code(), name, OffsetDateTime.ofInstant(clock.now(), ZoneOffset.UTC))
                .update();
    }
}
