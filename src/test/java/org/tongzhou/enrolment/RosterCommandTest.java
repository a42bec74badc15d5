package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.TestData;

class RosterCommandTest {
    private static final String ROSTERS = "src/test/resources/rosters/";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... args) {
        return RosterCommand.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theVerdictIsJsonAloneOnOneStreamAndWordsGoToTheOther() {
        assertThat(run("check", ROSTERS + "daye-1695.xlsx", "--on", "2026-02-10"))
                .isZero();
        assertThat(out())
                .startsWith(
                        "{\"rows\":1695,\"good_rows\":1676,\"fee_fen\":36268500,\"errors\":[{\"row\":34,\"code\":\"id_check_digit\"},")
                .contains("{\"row\":617,\"code\":\"duplicate_in_file\",\"other_row\":141}")
                .endsWith("\"notes\":[{\"row\":40,\"code\":\"name_trimmed\"},{\"row\":464,\"code\":\"rare_character\"},"
                        + "{\"row\":523,\"code\":\"ethnic_name\"},{\"row\":785,\"code\":\"full_width_digits\"},"
                        + "{\"row\":892,\"code\":\"card_spaces\"}],\"unread\":[]}\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("1,676").contains("362,685.00");
    }

    /** Without covers nobody knows who goes on from an old expiry: the row is wrong for the day given, and the words say the rest. */
    @Test
    void ofWhoIsTooOldOnTheDayItSaysThatARenewalGoesByTheOldExpiry() throws IOException {
        for (int days : new int[] {0, 1}) {
            LocalDate birth = LocalDate.of(1965, 2, 10).plusDays(days);
            String id = TestData.residentId(Sex.MALE, birth).number();
            Path file = Files.writeString(folder.resolve("r.csv"), "姓名,证件号码,手机号,住院医疗\n张三," + id + ",13912345678,1\n");
            out.reset();
            err.reset();
            assertThat(run("check", file.toString(), "--on", "2026-02-10")).isZero();
            boolean old = days == 0;
            assertThat(out().contains("{\"row\":2,\"code\":\"too_old\"}")).isEqualTo(old);
            assertThat(err.toString(StandardCharsets.UTF_8).contains("1 行到 2026-02-10 已超过参保年龄；续保的按上期届满那天的年龄算"))
                    .isEqualTo(old);
        }
    }

    @Test
    void aColumnThatCountsForNobodyIsSaidInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), "姓名,证件号码,手机号,住院医疗,重大疾病互助\n张三,,13912345678,1,1\n");
        assertThat(run("check", file.toString(), "--on", "2026-02-10")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("没有读的列：重大疾病互助", "把表头改成模板里的名称");
    }

    @Test
    void theDayMayComeFirstAndTheLeadingWordMayStay() {
        assertThat(run("roster", "check", "--on", "2026-02-10", ROSTERS + "gig-riders-300.gb18030.csv"))
                .isZero();
        assertThat(out())
                .isEqualTo("{\"rows\":300,\"good_rows\":300,\"fee_fen\":0,\"errors\":[],\"notes\":[],\"unread\":[]}\n");
    }

    @Test
    void aRosterIsJudgedByAnotherRegionsPlansAndByWhatIsSaidOfItsUnit() throws IOException {
        String id = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)).number();
        String plans = "src/test/resources/plans/region";
        Path file =
                Files.writeString(folder.resolve("r.csv"), "姓名,证件号码,手机号,团体意外,大病附加\n张三," + id + ",13912345678,1,1\n");
        String[] base = {"check", file.toString(), "--on", "2026-02-10", "--plans", plans};
        assertThat(run(and(base, "--unit-type", "enterprise", "--staff", "3"))).isZero();
        assertThat(out())
                .isEqualTo(
                        "{\"rows\":1,\"good_rows\":1,\"fee_fen\":10234,\"errors\":[{\"row\":0,\"code\":\"too_few_join\"}],"
                                + "\"notes\":[{\"row\":2,\"code\":\"base_not_in_row\"}],\"unread\":[]}\n");
        out.reset();
        assertThat(run(and(base, "--unit-type", "gig_union"))).isZero();
        assertThat(out()).contains("{\"row\":2,\"code\":\"unit_type_not_admitted\"}");
        assertThat(run("check", file.toString(), "--on", "2026-02-10", "--plans", "nowhere"))
                .isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nowhere", "reference");
    }

    private static String[] and(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void aRefusedFileAnswersTwoInWords() {
        assertThat(run("check", ROSTERS + "daye-1695.expected.json", "--on", "2026-02-10"))
                .isEqualTo(2);
        assertThat(run("check", "nowhere.xlsx", "--on", "2026-02-10")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @Test
    void wrongUsageAnswersSixtyFour() {
        for (String line : new String[] {
            "",
            "check",
            "check a.xlsx",
            "check a.xlsx --on",
            "check a.xlsx --on 2026-02-30",
            "check a.xlsx --on heute",
            "check --on 2026-02-10",
            "look a.xlsx --on 2026-02-10",
            "check a.xlsx b.xlsx --on 2026-02-10",
            "check a.xlsx --on 2026-02-10 --on 2026-02-11",
            "check a.xlsx --on 2026-02-10 --unit-type farm",
            "check a.xlsx --on 2026-02-10 --staff many",
            "--on 2026-02-10 check a.xlsx"
        }) {
            String[] args =
                    Arrays.stream(line.split(" ")).filter(w -> !w.isEmpty()).toArray(String[]::new);
            assertThat(run(args)).as(line).isEqualTo(64);
        }
        assertThat(out()).isEmpty();
    }
}
