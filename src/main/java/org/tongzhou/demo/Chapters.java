package org.tongzhou.demo;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;

/** Which chapters of the story are finished, so that a start after a kill goes on with the next. */
@Component
@Profile("demo")
class Chapters {
    private final JdbcClient jdbc;
    private final FundId fund;

    Chapters(JdbcClient jdbc, FundId fund) {
        this.jdbc = jdbc;
        this.fund = fund;
    }

    boolean isDone(String name) {
        return jdbc.sql("select exists (select 1 from demo.chapter where fund = ? and name = ?)")
                .params(fund.code(), name)
                .query(Boolean.class)
                .single();
    }

    void finish(String name, Instant now) {
        jdbc.sql("insert into demo.chapter (fund, name, done_at) values (?, ?, ?)")
                .params(fund.code(), name, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }
}
