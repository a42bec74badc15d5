package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.DraftVerdict;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.enrolment.MovedRosters;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.enrolment.RowCode;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A province's file gives what its units' own rosters give, all of it or nothing, whatever happens on the way. */
@RoomTest
class ProvinceImportsTest {
    private static final String HEAD = "统一社会信用代码,姓名,证件号码,性别,手机号,收款银行卡号,住院医疗,重大疾病,女职工特病,意外伤害\n";
    private static final Imports.Progress ON = (rows, people) -> true;

    @Autowired
    ProvinceImports imports;

    @Autowired
    Bills bills;

    @Autowired
    Rosters rosters;

    @Autowired
    UnitClosing closing;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    private Imports.Imported run(Actor admin, String csv, Imports.Progress progress) {
        try {
            Path file = Files.writeString(folder.resolve("province.csv"), csv);
            return imports.run(admin, new Imports.Request("province.csv", file, null), progress, TestData.NOW);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Actor admin() {
        return data.actor(Role.ADMIN, TestData.PROVINCE);
    }

    private void byPage(Unit unit, String csv) {
        try {
            Actor officer = data.officer(unit);
            Path file = Files.writeString(folder.resolve("unit.csv"), csv);
            DraftId draft = rosters.upload(officer, "unit.csv", file, TestData.NOW);
            DraftVerdict verdict = rosters.verdict(officer, draft, TestData.TODAY);
            if (verdict.good() > 0) {
                bills.enrol(officer, draft, new Enrolling(verdict.good(), verdict.fee(), null), TestData.NOW);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The same roster as a unit hands it in, with the unit's code in front of every line. */
    private static String coded(Unit unit, String csv) {
        List<String> lines = csv.lines().toList();
        StringBuilder text = new StringBuilder("统一社会信用代码,").append(lines.get(0)).append('\n');
        lines.subList(1, lines.size())
                .forEach(line ->
                        text.append(unit.code()).append(',').append(line).append('\n'));
        return text.toString();
    }

    /** Who of a unit is enrolled in what for how much, the bill by payer, and what the books say of it. */
    private List<Map<String, Object>> written(Unit unit) {
        List<Map<String, Object>> all = new ArrayList<>(
                jdbc.sql("""
                        with of_unit as materialized (select * from enrolment.enrolled where fund = 42 and unit = :unit)
                        select p.name, p.id_index::text as person, c.plan, c.edition, c.units, c.fee_fen, c.state
                        from of_unit c join person.person p on p.fund = c.fund and p.id = c.person order by 2, 3
                        """).param("unit", unit.id().value()).query().listOfRows());
        all.addAll(jdbc.sql("""
                        select b.people, b.total_fen, b.state, t.payer, t.amount_fen from contribution.bill b
                        join contribution.bill_part t on t.fund = b.fund and t.bill = b.id
                        where b.fund = 42 and b.unit = :unit order by t.payer
                        """).param("unit", unit.id().value()).query().listOfRows());
        all.addAll(jdbc.sql("""
                        select j.template, l.account, l.plan, sum(l.amount_fen) as fen from ledger.line l
                        join ledger.journal j on j.fund = l.fund and j.id = l.journal
                        where l.fund = 42 and l.party = 'unit:' || :unit group by 1, 2, 3 order by 1, 2, 3
                        """).param("unit", unit.id().value()).query().listOfRows());
        return all;
    }

    @Test
    void theMineRosterGivesTheSameByBothPaths() {
        Unit byPage = data.unit(TestData.DAYE);
        byPage(byPage, MovedRosters.csv("daye-1695.xlsx", "429004"));
        Unit inBulk = data.unit(TestData.DAYE);
        Imports.Imported imported = run(admin(), coded(inBulk, MovedRosters.csv("daye-1695.xlsx", "429005")), ON);
        assertThat(List.of(imported.rows(), imported.people(), (long) imported.units()))
                .containsExactly(1695L, 1676L, 1L);
        assertThat(imported.total()).isEqualTo(Money.ofFen(36_268_500));
        assertThat(shape(inBulk)).isEqualTo(shape(byPage));
        assertThat(entries(inBulk)).isEqualTo(entries(byPage)).isEqualTo(2);
    }

    /** What is written without whose it is: the two rosters name different people. */
    private List<Map<String, Object>> shape(Unit unit) {
        List<Map<String, Object>> rows = written(unit);
        rows.forEach(row -> row.remove("person"));
        rows.sort((a, b) -> a.toString().compareTo(b.toString()));
        return rows;
    }

    private long entries(Unit unit) {
        return jdbc.sql("""
                        select count(*) from audit.entry e where e.fund = 42 and e.subject in (
                            select 'bill:' || id from contribution.bill where fund = 42 and unit = :unit
                            union all select 'submission:' || id from enrolment.submission where fund = 42 and unit = :unit)
                        """).param("unit", unit.id().value()).query(Long.class).single();
    }

    private List<Unit> units(int count) {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(data.unit(TestData.DAYE));
        }
        return units;
    }

    private static String line(Unit unit, String id, String rest) {
        return unit.code() + ",张三," + id + ",,13912345678," + rest + "\n";
    }

    private static String man() {
        return TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)).number();
    }

    private long people() {
        return jdbc.sql("select count(*) from person.person where fund = 42")
                .query(Long.class)
                .single();
    }

    @Test
    void cancellingLeavesNothing() {
        Unit unit = data.unit(TestData.DAYE);
        Actor admin = admin();
        long before = people();
        refused("import_cancelled", () -> run(admin, HEAD + line(unit, man(), ",1,1,,1"), (rows, people) -> false));
        assertThat(written(unit)).isEmpty();
        assertThat(people()).isEqualTo(before);
    }

    /** What the database sees of a killed process is that its session ends in the middle of the transaction. */
    @Test
    void killedOnTheWayItLeavesNothingAndRunsAgainToTheEndOnce() {
        Unit unit = data.unit(TestData.DAYE);
        Actor admin = admin();
        String file = HEAD + line(unit, man(), ",1,1,,1") + line(unit, man(), ",1,,,");
        long before = people();
        assertThatThrownBy(() -> run(admin, file, (rows, people) -> {
                    killSession();
                    return true;
                }))
                .isNotNull();
        assertThat(written(unit)).isEmpty();
        assertThat(people()).isEqualTo(before);
        Imports.Imported again = run(admin, file, ON);
        assertThat(again.people()).isEqualTo(2);
        List<Map<String, Object>> all = written(unit);
        Imports.Imported third = run(admin, file, ON);
        assertThat(third.id()).isEqualTo(again.id());
        assertThat(third.before()).isTrue();
        assertThat(written(unit)).isEqualTo(all);
    }

    private void killSession() {
        int own = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
        try {
            jdbc.sql("select pg_terminate_backend(:pid)")
                    .param("pid", own)
                    .query(Boolean.class)
                    .single();
        } catch (RuntimeException ended) {
            assertThat(ended).isNotNull();
        }
    }

    @Test
    void aFileThatDoesNotSayWhoseItsPeopleAreIsRefused() {
        List<Unit> two = units(2);
        String scattered = HEAD
                + line(two.get(0), man(), ",1,,,")
                + line(two.get(1), man(), ",1,,,")
                + line(two.get(0), man(), ",1,,,");
        Actor admin = admin();
        refused("import_unit_scattered", () -> run(admin, scattered, ON));
        refused("import_no_unit_column", () -> run(admin, "姓名,证件号码,手机号,住院医疗\n张三," + man() + ",13912345678,1\n", ON));
        refused("not_allowed", () -> run(data.officer(two.get(0)), scattered, ON));
        String unknown = line(two.get(0), man(), ",1,,,").replace(two.get(0).code(), TestData.unitCode(999_999_999));
        Imports.Imported imported = run(admin, HEAD + unknown + line(two.get(1), man(), ",1,,,"), ON);
        assertThat(imported.bad()).containsExactly(Map.entry(RowCode.UNIT_UNKNOWN, 1L));
        assertThat(imported.people()).isEqualTo(1);
    }

    @Test
    void rowsOfAUnitThatWasClosedAreWrongAndTheOthersEnrolled() {
        List<Unit> two = units(2);
        closing.close(
                admin(), two.get(0).id(), new UnitClosing.Closure(two.get(1).code(), "并入第二家"), TestData.NOW);
        String file = HEAD + line(two.get(0), man(), ",1,,,") + line(two.get(1), man(), ",1,,,");
        Imports.Imported imported = run(admin(), file, ON);
        assertThat(imported.bad()).containsExactly(Map.entry(RowCode.UNIT_CLOSED, 1L));
        assertThat(imported.people()).isEqualTo(1);
    }

    /** A row whose code is missing or nobody's says nothing of where the rows of a unit stand. */
    @Test
    void rowsOfNoUnitAreWrongWhereverTheyStandAndTheOthersEnrolled() {
        List<Unit> two = units(2);
        String blank = line(two.get(0), man(), ",1,,,").replace(two.get(0).code(), "");
        String nobodys = blank.replaceFirst("^", TestData.unitCode(999_999_997));
        Told told = new Told();
        Imports.Imported imported = run(
                admin(),
                HEAD
                        + blank
                        + line(two.get(0), man(), ",1,,,")
                        + nobodys
                        + blank
                        + line(two.get(0), man(), ",1,,,")
                        + nobodys
                        + line(two.get(1), man(), ",1,,,")
                        + blank,
                told);
        assertThat(imported.people()).isEqualTo(3);
        assertThat(imported.units()).isEqualTo(2);
        assertThat(imported.rows()).isEqualTo(8);
        assertThat(imported.bad())
                .containsOnly(Map.entry(RowCode.UNIT_MISSING, 3L), Map.entry(RowCode.UNIT_UNKNOWN, 2L));
        assertThat(told.wrong)
                .containsExactlyInAnyOrder(
                        " 2 UNIT_MISSING",
                        " 5 UNIT_MISSING",
                        " 9 UNIT_MISSING",
                        TestData.unitCode(999_999_997) + " 4 UNIT_UNKNOWN",
                        TestData.unitCode(999_999_997) + " 7 UNIT_UNKNOWN");
    }

    @Test
    void aFileThatIsNotThereOrIsADirectoryIsSaidToBeAbsent() {
        for (Path path : List.of(folder.resolve("no.csv"), folder)) {
            Imports.Request request = new Imports.Request("x", path, null);
            refused("roster_file_absent", () -> imports.run(admin(), request, ON, TestData.NOW));
        }
    }

    @Test
    void everyWrongRowIsToldWithItsNumberAndUnitEvenWhenNobodyIsEnrolled() {
        Unit unit = data.unit(TestData.DAYE);
        String nobody = TestData.unitCode(999_999_998);
        String unknown = line(unit, man(), ",1,,,").replace(unit.code(), nobody);
        String once = man();
        String bad = HEAD + unknown + line(unit, "1234", ",1,,,");
        Told refused = new Told();
        refused("roster_nobody_to_enrol", () -> run(admin(), bad, refused));
        assertThat(refused.wrong).containsExactlyInAnyOrder(nobody + " 2 UNIT_UNKNOWN", unit.code() + " 3 ID_LENGTH");

        Told told = new Told();
        run(admin(), bad + line(unit, once, ",1,,,") + line(unit, once, ",1,,,"), told);
        assertThat(told.wrong)
                .containsAll(refused.wrong)
                .contains(unit.code() + " 5 DUPLICATE_IN_FILE")
                .hasSize(3);
    }

    /** Keeps what it is told is wrong. */
    private static final class Told implements Imports.Progress {
        private final List<String> wrong = new ArrayList<>();

        @Override
        public boolean goesOn(long rows, long people) {
            return true;
        }

        @Override
        public void wrong(List<Imports.Wrong> some) {
            some.forEach(one -> wrong.add(
                    one.unit() + " " + one.issue().row() + " " + one.issue().code()));
        }
    }

    @Test
    void randomRostersComeToTheSameByBothPaths() {
        for (int round = 0; round < 3; round++) {
            long seed = System.nanoTime();
            List<Unit> units = units(3);
            List<List<String>> lines = rosters(new Random(seed), units);
            StringBuilder province = new StringBuilder(HEAD);
            lines.forEach(unit -> unit.forEach(province::append));
            Actor admin = admin();
            List<List<Map<String, Object>>> inBulk = Objects.requireNonNull(transaction.execute(status -> {
                status.setRollbackOnly();
                Imports.Imported imported = run(admin, province.toString(), ON);
                assertThat(imported.rows())
                        .isEqualTo(lines.stream().mapToInt(List::size).sum());
                return units.stream().map(this::written).toList();
            }));
            for (int i = 0; i < units.size(); i++) {
                byPage(units.get(i), HEAD + String.join("", lines.get(i)));
                assertThat(written(units.get(i)))
                        .as("seed %d, unit %d", seed, i)
                        .isEqualTo(inBulk.get(i));
            }
        }
    }

    /** Rows of every kind: good ones, ones with a fault, doubles, people who are covered already or known otherwise. */
    private List<List<String>> rosters(Random random, List<Unit> units) {
        List<BiFunction<String, Random, String>> kinds = new ArrayList<>(Collections.nCopies(6, (id, r) -> id + ",,"));
        kinds.add((id, r) -> id.substring(0, 17) + (id.charAt(17) == '0' ? '1' : '0') + ",,");
        kinds.add((id, r) -> id + ",女,");
        kinds.add((id, r) -> id.substring(0, 10) + ",,");
        kinds.add((id, r) -> id + ",男,");
        List<List<String>> all = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (Unit unit : units) {
            List<String> lines = new ArrayList<>();
            List<String> known = new ArrayList<>();
            for (int i = 0; i < 12 + random.nextInt(20); i++) {
                String id = person(random);
                String shown = kinds.get(random.nextInt(kinds.size())).apply(id, random);
                lines.add(unit.code() + ",张三," + shown + (random.nextInt(12) == 0 ? "12345" : "13912345678") + ","
                        + plans(random));
                if (random.nextInt(8) == 0) {
                    lines.add(lines.get(random.nextInt(lines.size())));
                }
                if (random.nextInt(6) == 0) {
                    known.add(id);
                }
            }
            known.forEach(id -> elsewhere.add(id + ",,13800000000,,1,,,\n"));
            all.add(lines);
        }
        Unit other = data.unit(TestData.DAYE);
        StringBuilder covered = new StringBuilder(HEAD);
        elsewhere.forEach(line -> covered.append(other.code()).append(",李四,").append(line));
        byPage(other, covered.toString());
        return all;
    }

    private static String person(Random random) {
        Sex sex = random.nextBoolean() ? Sex.MALE : Sex.FEMALE;
        ResidentId id = TestData.residentId(sex, LocalDate.of(1950 + random.nextInt(65), 3, 1 + random.nextInt(28)));
        return id.number();
    }

    private static String plans(Random random) {
        return (random.nextBoolean() ? "6228480000000000011" : "") + "," + (random.nextInt(4) > 0 ? "1" : "") + ","
                + (random.nextInt(3) > 0 ? 1 + random.nextInt(5) : "") + "," + (random.nextInt(4) == 0 ? "1" : "") + ","
                + (random.nextInt(3) > 0 ? "是" : "否") + "\n";
    }
}
