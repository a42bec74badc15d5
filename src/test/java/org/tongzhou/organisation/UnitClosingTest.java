package org.tongzhou.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class UnitClosingTest {
    private static final String OTHER_COUNTY = "/42/4202/420222/";
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, FundClock.ZONE);

    @Autowired
    private UnitClosing closing;

    @Autowired
    private Units units;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aUnitThatWasMergedNamesItsSuccessorAndTakesNobodyIn() {
        Unit merged = some.unit(DAYE);
        Unit successor = some.unit(DAYE);
        closing.close(admin(), merged.id(), into(successor.code()), NOW);
        Unit closed = units.get(FUND, merged.id());
        assertThat(closed.closing()).isEqualTo(new Unit.Closing(TODAY, successor.id()));
        refused("unit_closed", List.of(merged.name(), TODAY.toString()), closed::requireOpen);
        assertThat(units.get(FUND, successor.id()).requireOpen()).isEqualTo(successor);
        assertThat(audited("unit.closed", merged.id())).contains(successor.code(), "并入新设公司");
        refused("unit_closed_already", () -> closing.close(admin(), merged.id(), into(""), NOW));
    }

    @Test
    void aUnitThatWasDissolvedNamesNoneAndIsOpenedAgainWhenItWasAMistake() {
        Unit unit = some.unit(DAYE);
        refused("unit_open_already", () -> closing.reopen(admin(), unit.id(), "撤并错了", NOW));
        closing.close(admin(), unit.id(), into(""), NOW);
        assertThat(units.get(FUND, unit.id()).closing()).isEqualTo(new Unit.Closing(TODAY, null));
        closing.reopen(admin(), unit.id(), "撤并错了", NOW);
        assertThat(units.get(FUND, unit.id())).isEqualTo(unit);
        assertThat(audited("unit.reopened", unit.id())).contains("撤并错了");
    }

    @Test
    void theSuccessorIsAnotherOpenUnitOfTheSameTerritory() {
        Unit unit = some.unit(DAYE);
        Unit gone = some.unit(DAYE);
        closing.close(admin(), gone.id(), into(""), NOW);
        Unit elsewhere = some.unit("420222");
        Actor county = some.actor(Role.COUNTY_REVIEWER, "/42/4202/" + DAYE + "/");
        for (String none : List.of(unit.code(), gone.code(), "abc")) {
            refused("unit_successor", List.of(none), () -> closing.close(admin(), unit.id(), into(none), NOW));
        }
        refused("unit_successor", () -> closing.close(county, unit.id(), into(elsewhere.code()), NOW));
        closing.close(some.actor(Role.CITY_REVIEWER, HUANGSHI), unit.id(), into(elsewhere.code()), NOW);
        assertThat(units.get(FUND, unit.id()).isClosed()).isTrue();
    }

    @Test
    void onlyThoseAboveAUnitCloseItAndSayWhy() {
        Unit unit = some.unit(DAYE);
        Actor elsewhere = some.actor(Role.COUNTY_REVIEWER, OTHER_COUNTY);
        refused("not_found", () -> closing.close(elsewhere, unit.id(), into(""), NOW));
        refused("not_found", () -> closing.reopen(elsewhere, unit.id(), "撤并错了", NOW));
        for (Role none : List.of(Role.UNIT_OFFICER, Role.MANAGER, Role.AUDITOR)) {
            refused("not_allowed", () -> closing.close(some.actor(none, PROVINCE), unit.id(), into(""), NOW));
        }
        refused("unit_reason", () -> new UnitClosing.Closure("", "并"));
        assertThat(units.get(FUND, unit.id()).isClosed()).isFalse();
    }

    private static UnitClosing.Closure into(String successor) {
        return new UnitClosing.Closure(successor, "并入新设公司");
    }

    private Actor admin() {
        return some.actor(Role.ADMIN, PROVINCE);
    }

    private String audited(String action, UnitId unit) {
        return jdbc.sql("select details::text from audit.entry where action = :action and subject = :unit")
                .param("action", action)
                .param("unit", "unit:" + unit.value())
                .query(String.class)
                .single();
    }
}
