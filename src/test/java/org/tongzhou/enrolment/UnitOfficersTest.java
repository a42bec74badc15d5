package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.Accounts;
import org.tongzhou.enrolment.UnitRegistering.Done;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A list of units that names their officers. */
@RoomTest
class UnitOfficersTest {
    private static final String UNITS = "单位名称,统一社会信用代码,单位性质,区划代码,职工人数";
    private static final String HEADINGS = UNITS + ",专干姓名,专干身份证号,专干手机\n";
    private static final AtomicInteger NUMBERS = new AtomicInteger(930_000_000);

    @TempDir
    private Path folder;

    @Autowired
    private UnitLists lists;

    @Autowired
    private UnitRegistering registering;

    @Autowired
    private Units units;

    @Autowired
    private Accounts accounts;

    @Autowired
    private TestData some;

    @Test
    void eachUnitOfTheListGetsItsOfficerAndTheSameListSentAgainNone() throws IOException {
        String first = code();
        String second = code();
        Path list = file(HEADINGS + row(first, officer()) + row(second, officer()) + row(code(), ",,"));
        assertThat(register(list)).isEqualTo(new Done(3, 2));
        assertThat(register(list)).isEqualTo(new Done(0, 0));
        for (String code : new String[] {first, second}) {
            Actor officer =
                    accounts.actor(FUND, "u" + code.toLowerCase(Locale.ROOT)).orElseThrow();
            Unit unit = units.search(admin(), code, "").items().get(0);
            assertThat(officer.roles()).containsExactly(Role.UNIT_OFFICER);
            assertThat(officer.scope().path()).isEqualTo(unit.path());
        }
    }

    @Test
    void aUnitRegisteredBeforeGetsTheOfficerItLacks() throws IOException {
        String code = code();
        assertThat(register(file(UNITS + "\n" + "甲厂," + code + ",企业," + DAYE + ",10\n")))
                .isEqualTo(new Done(1, 0));
        assertThat(register(file(HEADINGS + row(code, officer())))).isEqualTo(new Done(0, 1));
    }

    @Test
    void aUnionRegistersUnitsWithoutOfficersOnly() throws IOException {
        Actor county = some.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        Path named = file(HEADINGS + row(code(), officer()));
        refused("unit_officers_by_admin", () -> lists.read(county, named));
        assertThat(lists.read(county, file(HEADINGS + row(code(), ",,"))).units())
                .hasSize(1);
    }

    @Test
    void whatIsWrongWithAnOfficerIsSaidOfTheLine() throws IOException {
        String right = officer();
        String id = right.split(",")[1];
        UnitList read = lists.read(
                admin(),
                file(HEADINGS
                        + row(code(), right)
                        + row(code(), officer().replaceAll("\\d$", ""))
                        + row(code(), "王五,110101199003070000,13900000000")
                        + row(code(), "名".repeat(51) + "," + id + ",13900000000")
                        + row(code(), "王五,," + "13900000000")
                        + row(code(), "王五,=A1,13900000000")
                        + row(code(), right)));
        assertThat(read.officers()).hasSize(1);
        assertThat(read.faults())
                .extracting(fault -> fault.row() + " " + fault.refusal().code())
                .containsExactly(
                        "3 account_phone",
                        "4 account_identity",
                        "5 account_name",
                        "6 unit_officer_part",
                        "7 unit_cell",
                        "8 unit_officer_twice");
    }

    @Test
    void anOfficerIsReadAsMeant() throws IOException {
        NewPerson person = TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 3, 8));
        String typed = "买买提•艾 力," + person.id().number().toLowerCase(Locale.ROOT) + ",139-0000 ０００1";
        UnitList read = lists.read(admin(), file(HEADINGS + row(code(), typed)));
        assertThat(read.officers())
                .extracting(UnitList.Officer::person)
                .containsExactly(new NewPerson("买买提·艾力", person.id(), "13900000001", null));
    }

    @Test
    void thousandsOfOfficersAreOpenedTogether() throws IOException {
        StringBuilder list = new StringBuilder(HEADINGS);
        for (int i = 0; i < 2_000; i++) {
            list.append(row(code(), officer()));
        }
        assertThat(register(file(list.toString()))).isEqualTo(new Done(2_000, 2_000));
    }

    private Done register(Path list) {
        UnitList read = lists.read(admin(), list);
        assertThat(read.faults()).isEmpty();
        return registering.register(admin(), read, NOW);
    }

    private Actor admin() {
        return some.actor(Role.ADMIN, PROVINCE);
    }

    private static String code() {
        return TestData.unitCode(NUMBERS.getAndIncrement());
    }

    private static String officer() {
        NewPerson person = TestData.newPerson(Sex.FEMALE, LocalDate.of(1985, 5, 5));
        return String.join(",", person.name(), person.id().number(), person.phone());
    }

    private static String row(String code, String officer) {
        return String.join(",", "甲厂", code, "企业", DAYE, "10", officer) + "\n";
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("list" + System.nanoTime() + ".csv"), text);
    }
}
