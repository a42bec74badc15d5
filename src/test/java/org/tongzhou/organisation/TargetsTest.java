package org.tongzhou.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** The years from 2044 on, in which no other test aims at anything. */
@RoomTest
class TargetsTest {
    private static final int YEAR = 2045;
    private static final Instant NOW = Instant.parse("2045-03-01T02:00:00Z");
    private static final String YANGXIN = "420222";
    private static final String XIANTAO = "429004";
    private static final String FORMER_JINGSHAN = "420821";

    @Autowired
    Targets targets;

    @Autowired
    TestData some;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Actor manager;

    @BeforeEach
    void nobodyHasAimedYet() {
        jdbc.sql("delete from organisation.target where year between 2044 and 2047")
                .update();
        manager = some.actor(Role.MANAGER, PROVINCE);
    }

    @Test
    void targetsAreSetChangedAndTakenBackByCountyAndYear() {
        aim(new Aim(DAYE, 0, 60_000), new Aim(XIANTAO, 0, 20_000));
        aim(new Aim(DAYE, 60_000, 61_000));
        assertThat(all())
                .containsExactly(
                        new Target(DAYE, "/42/4202/420281/", 61_000), new Target(XIANTAO, "/42/429004/", 20_000));
        aim(new Aim(DAYE, 61_000, 0));
        assertThat(all()).extracting(Target::county).containsExactly(XIANTAO);
    }

    @Test
    void aManagerOfACitySeesAndChangesItsCountiesOnly() {
        aim(new Aim(DAYE, 0, 60_000), new Aim(XIANTAO, 0, 20_000));
        Actor city = some.actor(Role.MANAGER, HUANGSHI);
        assertThat(targets.byCounty(city.scope(), YEAR)).isEqualTo(Map.of(DAYE, 60_000L));
        targets.aim(city, YEAR, List.of(new Aim(DAYE, 60_000, 59_000)), NOW);
        refused("not_found", () -> targets.aim(city, YEAR, List.of(new Aim(XIANTAO, 20_000, 1)), NOW));
        refused("not_found", () -> targets.aim(city, YEAR, List.of(new Aim(XIANTAO, 20_000, 0)), NOW));
        assertThat(all()).extracting(Target::insured).containsExactly(59_000L, 20_000L);
    }

    @Test
    void onlyManagementAndAdministratorsAim() {
        Actor auditor = some.actor(Role.AUDITOR, PROVINCE);
        refused("not_allowed", () -> targets.aim(auditor, YEAR, List.of(new Aim(DAYE, 0, 1)), NOW));
        targets.aim(some.actor(Role.ADMIN, PROVINCE), YEAR, List.of(new Aim(DAYE, 0, 1)), NOW);
        assertThat(all()).hasSize(1);
    }

    @Test
    void whatSomebodyElseChangedSinceIsNotOverwritten() {
        aim(new Aim(DAYE, 0, 60_000), new Aim(YANGXIN, 0, 30_000));
        aim(new Aim(DAYE, 60_000, 65_000));
        refused(
                "targets_moved",
                List.of(1, "大冶市", DAYE),
                () -> aim(new Aim(YANGXIN, 30_000, 31_000), new Aim(DAYE, 60_000, 62_000)));
        assertThat(all()).extracting(Target::insured).containsExactly(30_000L, 65_000L);
        aim(new Aim(DAYE, 60_000, 60_000), new Aim(YANGXIN, 30_000, 31_000));
        assertThat(all())
                .as("who leaves a county as it was seen changes nothing there")
                .extracting(Target::insured)
                .containsExactly(31_000L, 65_000L);
    }

    @Test
    void ofTwoWhoAimAtOnceTheSecondIsTold() {
        TwoAtOnce two = new TwoAtOnce(transactions, jdbc);
        assertThatThrownBy(() -> two.run(() -> aim(new Aim(DAYE, 0, 60_000)), () -> {
                    aim(new Aim(DAYE, 0, 62_000));
                    return "done";
                }))
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("targets_moved"));
        assertThat(all()).extracting(Target::insured).containsExactly(60_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {2043, 2048})
    void yearsAreOpenFromTheLastToTheNextButOne(int year) {
        targets.aim(manager, 2044, List.of(new Aim(DAYE, 0, 1)), NOW);
        targets.aim(manager, 2047, List.of(new Aim(DAYE, 0, 1)), NOW);
        refused(
                "target_year",
                List.of(Integer.toString(year), "2044", "2047"),
                () -> targets.aim(manager, year, List.of(new Aim(DAYE, 0, 1)), NOW));
    }

    @Test
    void aTargetIsNeitherBelowNothingNorBeyondReason() {
        refused("target_most", () -> aim(new Aim(DAYE, 0, -1)));
        refused("target_most", () -> aim(new Aim(DAYE, 0, 50_000_001)));
        aim(new Aim(DAYE, 0, 50_000_000));
        assertThatThrownBy(() -> jdbc.sql("update organisation.target set insured = 50000001 where year = :year")
                        .param("year", YEAR)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void aFormerCountyKeepsItsTargetUntilItIsTakenBack() {
        jdbc.sql("insert into organisation.target (fund, county, year, insured) values (42, :county, :year, 700)")
                .param("county", FORMER_JINGSHAN)
                .param("year", YEAR)
                .update();
        assertThat(all()).extracting(Target::path).containsExactly("/42/4208/420821/");
        aim(new Aim(FORMER_JINGSHAN, 700, 0));
        refused("county_unknown", () -> aim(new Aim(FORMER_JINGSHAN, 0, 700)));
    }

    @Test
    void theTrailKeepsHowManyCountiesChangedAndTheSums() {
        aim(new Aim(DAYE, 0, 60_000), new Aim(XIANTAO, 0, 20_000));
        aim(new Aim(DAYE, 60_000, 61_000), new Aim(XIANTAO, 20_000, 20_000), new Aim(YANGXIN, 0, 5));
        assertThat(lastDetails()).contains("""
                {"counties": "2", "targetAfter": "81005", "targetBefore": "80000"}""");
        long entries = entries();
        aim(new Aim(DAYE, 61_000, 61_000));
        assertThat(entries()).as("nothing changed, nothing recorded").isEqualTo(entries);
    }

    private void aim(Aim... aims) {
        targets.aim(manager, YEAR, List.of(aims), NOW);
    }

    private List<Target> all() {
        return targets.of(Scope.province(FUND), YEAR);
    }

    private Optional<String> lastDetails() {
        return jdbc.sql("select details::text from audit.entry where subject = 'year:2045' order by id desc limit 1")
                .query(String.class)
                .optional();
    }

    private long entries() {
        return jdbc.sql("select count(*) from audit.entry where subject = 'year:2045'")
                .query(Long.class)
                .single();
    }
}
