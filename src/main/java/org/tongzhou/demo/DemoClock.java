package org.tongzhou.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Horizon;

/**
 * The clock of the demonstration: starts on 2026-02-10 09:00, runs while the application runs, and moves on by a day or
 * to the next event when somebody asks. Never moves back.
 */
@Component
@Profile("demo")
public class DemoClock implements FundClock {
    private static final LocalDateTime START = LocalDateTime.of(2026, 2, 10, 9, 0);
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final long SAVE_EVERY_MILLIS = 30_000;

    /** A point of the demonstration's time and the nanosecond reading at which it was true. */
    private record Anchor(Instant at, long nanos) {}

    private final JdbcClient jdbc;
    private final FundId fund;
    private final List<Horizon> horizons;
    private volatile Anchor anchor;

    DemoClock(JdbcClient jdbc, FundId fund, List<Horizon> horizons) {
        this.jdbc = jdbc;
        this.fund = fund;
        this.horizons = horizons;
        this.anchor = new Anchor(saved(), System.nanoTime());
    }

    @Override
    public Instant now() {
        Anchor from = anchor;
        return from.at().plusNanos(System.nanoTime() - from.nanos());
    }

    /** 09:00 of the next day. */
    public void toNextDay() {
        moveTo(today().plusDays(1));
    }

    /** 09:00 of the next day on which a cover starts, an answer is due or a block ends; a week on when nothing waits. */
    public void toNextEvent() {
        LocalDate today = today();
        moveTo(horizons.stream()
                .flatMap(horizon -> horizon.nextAfter(fund, today).stream())
                .min(LocalDate::compareTo)
                .orElse(today.plusDays(7)));
    }

    /** Moves on to 09:00 of a later day; does nothing for a day that is not later. */
    public void moveTo(LocalDate day) {
        Instant target = day.atTime(MORNING).atZone(ZONE).toInstant();
        if (target.isAfter(now())) {
            anchor = new Anchor(target, System.nanoTime());
            save();
        }
    }

    @Scheduled(fixedDelay = SAVE_EVERY_MILLIS)
    void save() {
        jdbc.sql("""
                insert into demo.clock (fund, at) values (?, ?)
                on conflict (fund) do update set at = greatest(demo.clock.at, excluded.at)""")
                .params(fund.code(), OffsetDateTime.ofInstant(now(), ZoneOffset.UTC))
                .update();
    }

    private Instant saved() {
        return jdbc.sql("select at from demo.clock where fund = ?")
                .param(fund.code())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElseGet(() -> START.atZone(ZONE).toInstant());
    }
}
