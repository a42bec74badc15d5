package org.tongzhou.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class OrganisationTest {
    @Autowired
    private Units units;

    @Autowired
    private Divisions divisions;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyProvinceIsThereWithItsCitiesAndCounties() {
        assertThat(divisions.provinces()).hasSize(31);
        assertThat(divisions.cities("42"))
                .hasSize(13)
                .extracting(Division::code)
                .contains("4202", "4228");
        assertThat(divisions.counties("4202")).extracting(Division::name).contains("大冶市", "阳新县");
        assertThat(divisions.nameOf(DAYE)).isEqualTo("大冶市");
        assertThat(divisions.nameOf("000000")).isEqualTo("000000");
    }

    @Test
    void countiesThatAnswerToTheProvinceHaveNoCity() {
        assertThat(divisions.counties("42")).extracting(Division::name).containsExactly("仙桃市", "潜江市", "天门市", "神农架林区");
        assertThat(divisions.pathOf(FUND, "429004")).isEqualTo("/42/429004/");
        assertThat(some.unit("429004").path()).matches("/42/429004/u\\d+/");
    }

    @Test
    void aFormerCountyNamesItsSuccessorAndTakesNoNewUnits() {
        Division jingshan = divisions.find("420821").orElseThrow();
        assertThat(jingshan.successor()).isEqualTo("420882");
        assertThat(divisions.counties("4208")).extracting(Division::code).doesNotContain("420821");
        refused("county_unknown", () -> some.unit("420821"));
        refused("county_unknown", () -> some.unit("110101"));
    }

    @Test
    void aUnitKnowsItsPlaceInTheTree() {
        Unit unit = some.unit(DAYE);
        assertThat(unit.path()).isEqualTo("/42/4202/420281/u" + unit.id().value() + "/");
        assertThat(units.pathOf(FUND, unit.id())).isEqualTo(unit.path());
        assertThat(units.get(FUND, unit.id()).shares()).isEqualTo(new FeeShares(5_000, 5_000, 0, 0));
        assertThat(units.names(FUND, List.of(unit.id()))).containsEntry(unit.id(), unit.name());
    }

    @Test
    void aUnitIsSeenFromAboveAndFromItselfAlone() {
        Unit unit = some.unit(DAYE);
        Unit neighbour = some.unit(DAYE);
        assertThat(units.find(some.actor(Role.CITY_REVIEWER, HUANGSHI), unit.id()))
                .isEqualTo(unit);
        assertThat(units.find(some.officer(unit), unit.id())).isEqualTo(unit);
        refused("not_found", () -> units.find(some.officer(neighbour), unit.id()));
        refused("not_found", () -> units.find(some.actor(Role.CITY_REVIEWER, "/42/4201/"), unit.id()));
        assertThat(units.search(some.officer(neighbour), "", "").items()).containsExactly(neighbour);
    }

    @Test
    void searchTakesSignsLiterallyAndPagesByKey() {
        Unit unit = some.unit("420222");
        Actor county = some.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/");
        assertThat(units.search(county, unit.name(), "").items()).containsExactly(unit);
        assertThat(units.search(county, unit.code().substring(0, 17), "").items())
                .containsExactly(unit);
        assertThat(units.search(county, "%", "").items()).isEmpty();
        assertThat(units.search(county, "_", "").items()).isEmpty();
        assertThat(units.search(county, "' or 1=1 --", "nonsense").items()).isEmpty();
    }

    @Test
    void theDatabaseRefusesSharesThatAreNotAWhole() {
        UnitId id = some.unit(DAYE).id();
        assertThatThrownBy(() -> jdbc.sql("update organisation.unit set share_bp[1] = 4999 where id = ?")
                        .param(id.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
