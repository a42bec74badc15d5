package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RosterCommandTest {
    private static final String ROSTERS = "src/test/resources/rosters/";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

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
                        + "{\"row\":892,\"code\":\"card_spaces\"}]}\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("1,676").contains("362,685.00");
    }

    @Test
    void theDayMayComeFirstAndTheLeadingWordMayStay() {
        assertThat(run("roster", "check", "--on", "2026-02-10", ROSTERS + "gig-riders-300.gb18030.csv"))
                .isZero();
        assertThat(out()).isEqualTo("{\"rows\":300,\"good_rows\":300,\"fee_fen\":0,\"errors\":[],\"notes\":[]}\n");
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
            "--on 2026-02-10 check a.xlsx"
        }) {
            String[] args =
                    Arrays.stream(line.split(" ")).filter(w -> !w.isEmpty()).toArray(String[]::new);
            assertThat(run(args)).as(line).isEqualTo(64);
        }
        assertThat(out()).isEmpty();
    }
}
