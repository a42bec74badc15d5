package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class UnitListsTest {
    private static final String HEADINGS = "序号,单位名称,统一社会信用代码,单位性质,区划代码,职工人数\n";
    private static final String FIRST = TestData.unitCode(910_000_001);
    private static final String SECOND = TestData.unitCode(910_000_002);

    @TempDir
    private Path folder;

    @Autowired
    private UnitLists lists;

    @Autowired
    private TestData some;

    @Test
    void aListIsReadUnderTheHeadingsAndInTheEncodingItHas() throws IOException {
        String list = "大冶市单位登记表\n" + HEADINGS + "1,甲公司," + FIRST + ",企业," + DAYE + ",\"1,200\"\n2,乙中学,"
                + SECOND.toLowerCase(java.util.Locale.ROOT) + ",事业单位," + DAYE + ",８０\n合计,,,,,1280\n";
        UnitList read = lists.read(admin(), file(list, Charset.forName("GB18030")));
        assertThat(read.faults()).isEmpty();
        assertThat(read.units())
                .containsExactly(
                        new NewUnit(FIRST, "甲公司", UnitKind.ENTERPRISE, DAYE, 1_200, null),
                        new NewUnit(SECOND, "乙中学", UnitKind.INSTITUTION, DAYE, 80, null));
    }

    @Test
    void whatIsWrongWithALineIsSaidOfThatLine() throws IOException {
        String list = HEADINGS
                + row("甲公司", FIRST, "企业", DAYE, "10")
                + row("错码", "91350100M000100Y44", "企业", DAYE, "10")
                + row("", SECOND, "企业", DAYE, "10")
                + row("-1", SECOND, "企业", DAYE, "10")
                + row("没有类型", SECOND, "合伙", DAYE, "10")
                + row("错区县", SECOND, "企业", "999999", "10")
                + row("错区县", SECOND, "企业", "4202", "10")
                + row("人数不对", SECOND, "企业", DAYE, "约二十")
                + row("公式", SECOND, "企业", DAYE, "=1+1")
                + row("又是甲", FIRST, "企业", DAYE, "10");
        UnitList read = lists.read(admin(), file(list, StandardCharsets.UTF_8));
        assertThat(read.units()).hasSize(1);
        assertThat(read.faults())
                .extracting(fault -> fault.row() + " " + fault.refusal().code())
                .containsExactly(
                        "3 unit_code",
                        "4 unit_name",
                        "5 unit_name_letters",
                        "6 unit_kind",
                        "7 county_unknown",
                        "8 unit_county",
                        "9 unit_staff_number",
                        "10 unit_cell",
                        "11 unit_twice");
    }

    @Test
    void aCityListsNoUnitOfAnotherAndAMemberNone() throws IOException {
        Path list = file(HEADINGS + row("别处的", FIRST, "企业", "420102", "10"), StandardCharsets.UTF_8);
        UnitList read = lists.read(some.actor(Role.CITY_REVIEWER, HUANGSHI), list);
        assertThat(read.units()).isEmpty();
        assertThat(read.faults()).extracting(fault -> fault.refusal().code()).containsExactly("unit_elsewhere");
        refused("not_allowed", () -> lists.read(some.actor(Role.MEMBER, PROVINCE), list));
    }

    @Test
    void aFileThatIsNoListOfUnitsIsRefused() throws IOException {
        refused("unit_file_no_header", () -> lists.read(admin(), file("姓名,证件号码\n张三,1\n", StandardCharsets.UTF_8)));
        refused("unit_file_no_units", () -> lists.read(admin(), file(HEADINGS, StandardCharsets.UTF_8)));
        refused(
                "unit_file_column",
                () -> lists.read(admin(), file("单位名称,统一社会信用代码\n甲," + FIRST + "\n", StandardCharsets.UTF_8)));
        refused("roster_file_not_a_table", () -> lists.read(admin(), file("%PDF-1.7", StandardCharsets.UTF_8)));
    }

    @Test
    void aListHasFiftyThousandLinesAtMost() throws IOException {
        String line = row("甲公司", FIRST, "企业", DAYE, "10");
        refused(
                "unit_file_too_many",
                () -> lists.read(admin(), file(HEADINGS + line.repeat(50_001), StandardCharsets.UTF_8)));
        Path most = file(HEADINGS + line.repeat(50_000), StandardCharsets.UTF_8);
        assertThat(lists.read(admin(), most).faults()).hasSize(49_999);
    }

    @Test
    void theListToFillInIsReadAsOneOnceItIsFilled() throws IOException {
        SheetFile template = lists.template("a.xlsx", "怎样填");
        Path empty = Files.write(folder.resolve("empty.xlsx"), template.bytes());
        refused("unit_file_no_units", () -> lists.read(admin(), empty));
    }

    private Actor admin() {
        return some.actor(Role.ADMIN, PROVINCE);
    }

    private static String row(String name, String code, String kind, String county, String staff) {
        return String.join(",", "1", name, code, kind, county, staff) + "\n";
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("list" + System.nanoTime() + ".csv"), text.getBytes(charset));
    }
}
