package org.tongzhou.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A fund of its own for each test, a designer who drafts in it and another person who accepts. */
@RoomTest
abstract class DraftGround {
    static final Instant NOW = TestData.NOW;
    static final LocalDate TODAY = TestData.TODAY;
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger FUNDS = new AtomicInteger(78);

    @Autowired
    Drafts drafts;

    @Autowired
    Replays replays;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    final FundId fund = new FundId(FUNDS.getAndIncrement());
    final Actor maker = actor(1, Role.PLAN_DESIGNER);
    final Actor checker = actor(2, Role.PROVINCE_REVIEWER);

    DraftId submittedDraft(DraftId id) {
        replays.run(maker, id, PATIENCE, NOW);
        drafts.submit(maker, id, draft(id).version(), NOW);
        return id;
    }

    Draft draft(DraftId id) {
        return drafts.find(maker, id);
    }

    DraftCheck check(DraftId id) {
        return drafts.check(fund, draft(id), TODAY);
    }

    String text(DraftId id) {
        return draft(id).text();
    }

    String cases(DraftId id) {
        return draft(id).cases();
    }

    void write(DraftId id, String text) {
        write(id, text, cases(id));
    }

    void write(DraftId id, String text, String cases) {
        write(id, text, cases, "");
    }

    void write(DraftId id, String text, String cases, String reason) {
        drafts.save(maker, draft(id).with(text, cases, reason), NOW);
    }

    Actor actor(long person, Role role) {
        return new Actor(
                person, "user" + person, Scope.province(fund), Set.of(role), new PersonId(1_000 + person), null);
    }

    /** A grade 1 disability under one unit. */
    static String cases(String plan, LocalDate day) {
        return """
                [{"case": "伤残一级", "pays": "0.00", "facts": {"event": {"kind": "accident", "day": "%2$s"},
                "member": {"sex": "male"}, "covers": [{"plan": "%1$s", "from": "2026-01-01"}]}}]
                """.formatted(plan, day);
    }
}
