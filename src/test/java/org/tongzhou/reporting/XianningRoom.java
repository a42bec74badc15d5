package org.tongzhou.reporting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/**
 * Xianning (4212) with two counties in 2031, a year and a city that no other test writes into; every number is counted by hand.
 * The rows are such as no claim could have written, so each class names a house of its own.
 */
@RoomTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class XianningRoom {
    static final int YEAR = 2031;
    static final Scope XIANNING = new Scope(TestData.FUND, "/42/4212/");
    static final String CHIBI = "421281";
    static final String JIAYU = "421221";
    static final Instant NOW = Instant.parse("2031-03-20T02:00:00Z");

    @Autowired
    Figures figures;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    Actor manager;
    FigureRows rows;

    @BeforeAll
    void aYear() {
        rows = new FigureRows(jdbc);
        manager = data.actor(Role.MANAGER, "/42/");
        data.aim(YEAR, Map.of(CHIBI, 2L, JIAYU, 4L));
        Unit chibi = data.unit(CHIBI);
        Unit jiayu = data.unit(JIAYU);
        PersonId one = data.person();
        PersonId two = data.person();
        PersonId three = data.person();
        rows.cover(one, chibi, "hospital", "2031-02-01", 8_000);
        rows.cover(one, chibi, "critical", "2031-02-01", 10_000);
        rows.cover(two, chibi, "hospital", "2031-03-01", 8_000);
        rows.cover(three, chibi, "hospital", "2031-03-05", 8_000);
        rows.cover(two, jiayu, "accident", "2031-03-01", 3_000);
        rows.cover(three, jiayu, "women", "2030-12-31", 8_000);
        rows.policy(jiayu, "accident", 1_234);
        rows.policy(jiayu, "women", 99_999);
        rows.paid(one, chibi, "hospital", "2031-02-20", 12_050);
        rows.paid(one, chibi, "critical", "2031-03-02", 30_000);
        rows.paid(two, jiayu, "accident", "2030-12-30", 99_999);
        rows.decided(one, chibi, "2031-03-03", "2031-03-06", List.of(), List.of());
        rows.decided(two, chibi, "2031-03-03", "2031-03-14", List.of(), List.of());
        rows.decided(two, jiayu, "2031-03-03", "2031-03-14", List.of("2031-03-04"), List.of("2031-03-11"));
    }

    Overview city() {
        return figures.of(manager, XIANNING, YEAR, NOW);
    }

    RegionFigures region(String code) {
        return city().regions().stream()
                .filter(region -> region.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
