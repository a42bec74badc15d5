package org.tongzhou.notice;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.tongzhou.database.LastTrip;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.Leases;
import org.tongzhou.person.People;
import org.tongzhou.simulator.SmsGateway;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** The queue of short messages, and the simulated gateway that it goes to. */
@RoomTest
abstract class SmsRoom {
    static final String SECRET = "a secret of this test";

    @Autowired
    MessageStore messages;

    @Autowired
    SmsStore store;

    @Autowired
    SmsPhones phones;

    @Autowired
    Preferences preferences;

    @Autowired
    People people;

    @Autowired
    Leases leases;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LastTrip last;

    @Autowired
    PlatformTransactionManager transactions;

    @TempDir
    Path directory;

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(FundClock.ZONE).toInstant();
    }

    final SmsGateway gateway(String script) throws IOException {
        jdbc.sql("delete from notice.sms_receipts_read").update();
        return SmsGateway.open(directory.resolve("sms.book"), 0, script, SECRET);
    }

    static SmsLine line(SmsGateway gateway) {
        String url = "http://127.0.0.1:" + gateway.port();
        return new HttpSmsLine(new HttpLine(url, SECRET, Duration.ofMillis(400), 1 << 20));
    }
}
