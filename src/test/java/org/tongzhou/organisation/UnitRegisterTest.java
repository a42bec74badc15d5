package org.tongzhou.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class UnitRegisterTest {
    private static final String OTHER_COUNTY = "/42/4202/420222/";

    @Autowired
    private UnitRegister register;

    @Autowired
    private Units units;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aCodeIsRegisteredOnceAndOnlyWithItsCheckCharacter() {
        Unit unit = some.unit(DAYE);
        refused("unit_registered", () -> register.register(admin(), named(unit.code(), "另一家"), NOW));
        refused("unit_code", () -> named("91350100M000100Y44", "错码单位"));
    }

    @Test
    void aUnitHasANameAndAsManyStaffAsThereCanBe() {
        String code = TestData.unitCode(900_000_002);
        refused("unit_name", () -> named(code, "  "));
        refused("unit_name", () -> named(code, "名".repeat(101)));
        refused("unit_name_letters", () -> named(code, "-1"));
        refused("unit_name_letters", () -> named(code, "（１２）"));
        assertThat(named(code, "3M").name()).isEqualTo("3M");
        refused("unit_staff", () -> new NewUnit(code, "负数单位", UnitKind.OTHER, DAYE, -1, null));
        refused("unit_staff", () -> new NewUnit(code, "过大单位", UnitKind.OTHER, DAYE, 5_000_001, null));
    }

    @Test
    void onlyThoseAboveACountyRegisterUnitsThere() {
        NewUnit unit = named(TestData.unitCode(900_000_001), "越界单位");
        Actor elsewhere = some.actor(Role.COUNTY_REVIEWER, OTHER_COUNTY);
        Actor member = some.actor(Role.MEMBER, PROVINCE);
        refused("unit_elsewhere", () -> register.register(elsewhere, unit, NOW));
        refused("unit_elsewhere", () -> register.registerAll(elsewhere, List.of(unit), NOW));
        refused("not_allowed", () -> register.register(member, unit, NOW));
        refused("not_allowed", () -> register.registerAll(member, List.of(unit), NOW));
        assertThat(units.search(admin(), unit.code(), "").items()).isEmpty();
    }

    @Test
    void manyAreRegisteredAtOnceAndThoseThatAreKnownStayAsTheyAre() {
        Unit known = some.unit(DAYE);
        NewUnit first = named(TestData.unitCode(900_000_010), "一起登记的甲");
        NewUnit second = named(TestData.unitCode(900_000_011), "一起登记的乙");
        Actor city = some.actor(Role.CITY_REVIEWER, HUANGSHI);
        List<NewUnit> all = List.of(first, named(known.code(), "想改名的"), second);
        assertThat(register.registerAll(city, all, NOW)).isEqualTo(2);
        assertThat(register.registerAll(city, all, NOW)).isZero();
        Unit registered = units.search(city, first.code(), "").items().get(0);
        assertThat(registered.path())
                .isEqualTo("/42/4202/" + DAYE + "/u" + registered.id().value() + "/");
        assertThat(registered.sharesAgreed()).isFalse();
        assertThat(units.find(city, known.id())).isEqualTo(known);
    }

    @Test
    void aUnitIsRenamedByWhoSawWhatItSaidBefore() {
        Unit unit = some.unit(DAYE);
        UnitFacts before = UnitFacts.of(unit);
        UnitFacts after = new UnitFacts("改制后的单位", UnitKind.INSTITUTION, 7);
        UnitRegister.Change change = new UnitRegister.Change(before, after, "已换发证书");
        refused(
                "not_found",
                () -> register.change(some.actor(Role.COUNTY_REVIEWER, OTHER_COUNTY), unit.id(), change, NOW));
        refused("not_allowed", () -> register.change(some.actor(Role.UNIT_OFFICER, PROVINCE), unit.id(), change, NOW));
        register.change(admin(), unit.id(), change, NOW);
        assertThat(UnitFacts.of(units.get(FUND, unit.id()))).isEqualTo(after);
        refused("unit_moved", () -> register.change(admin(), unit.id(), change, NOW));
        refused("unit_reason", () -> new UnitRegister.Change(after, before, "错"));
    }

    @Test
    void theTrailTellsKindAndStaffAsTheyWereForBothDecideFees() {
        Unit unit = some.unit(DAYE);
        UnitFacts before = UnitFacts.of(unit);
        UnitFacts after = new UnitFacts(before.name(), UnitKind.INSTITUTION, 40);
        register.change(admin(), unit.id(), new UnitRegister.Change(before, after, "人数减少"), NOW);
        assertThat(jdbc.sql("select details::text from audit.entry where subject = :unit order by id desc limit 1")
                        .param("unit", "unit:" + unit.id().value())
                        .query(String.class)
                        .single())
                .contains(
                        "\"unit_kind_before\": \"" + before.kind() + "\"",
                        "\"unit_kind_after\": \"INSTITUTION\"",
                        "\"staff_before\": \"" + before.staffCount() + "\"",
                        "\"staff_after\": \"40\"");
    }

    @Test
    void aUnitThatWasRegisteredUnderANumberIsRenamedToANameAndToNoOtherNumber() {
        UnitFacts numbered = new UnitFacts("-1", UnitKind.ENTERPRISE, 5);
        UnitFacts named = new UnitFacts("改名后的单位", UnitKind.ENTERPRISE, 5);
        assertThat(new UnitRegister.Change(numbered, named, "登记时写错").after()).isEqualTo(named);
        refused("unit_name_letters", () -> new UnitRegister.Change(named, numbered, "登记时写错"));
    }

    private Actor admin() {
        return some.actor(Role.ADMIN, PROVINCE);
    }

    private static NewUnit named(String code, String name) {
        return new NewUnit(code, name, UnitKind.ENTERPRISE, DAYE, 5, null);
    }
}
