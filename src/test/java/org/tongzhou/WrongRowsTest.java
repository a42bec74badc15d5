package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.enrolment.RowCode;
import org.tongzhou.enrolment.RowIssue;
import org.tongzhou.shell.Words;

/** Whoever imports a province's file learns which rows are wrong, what with them, and what to do. */
class WrongRowsTest {
    private static final String UNIT = "91420281100000000N";

    @TempDir
    Path folder;

    private static Imports.Wrong wrong(int row, RowCode code) {
        return new Imports.Wrong(UNIT, new RowIssue(row, -1, code, null, List.of()));
    }

    private static String told(WrongRows rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rows.tell(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theTerminalSaysTheFirstRowsHowManyThereAreAndHowToSeeAll() {
        try (WrongRows rows = WrongRows.into(null, Words.of(Words.EN))) {
            assertThat(told(rows)).isEmpty();
            rows.add(IntStream.range(1000, 1025)
                    .mapToObj(row -> wrong(row, RowCode.ID_CHECK_DIGIT))
                    .toList());
            rows.add(List.of(wrong(7, RowCode.UNIT_UNKNOWN)));
            assertThat(told(rows))
                    .contains("row 1000 (unit " + UNIT + "): ID check digit does not fit\n")
                    .contains("row 1004 ")
                    .contains("row 7 ")
                    .doesNotContain("row 1005 ")
                    .contains("ID check digit does not fit: 25")
                    .contains("The unit does not exist or is not yours: 1")
                    .contains("--wrong");
        }
    }

    @Test
    void theFileHasAllOfThem() throws Exception {
        Path file = folder.resolve("wrong.csv");
        try (WrongRows rows = WrongRows.into(file, Words.of(Words.ZH))) {
            rows.add(IntStream.range(1, 31)
                    .mapToObj(row -> wrong(row, RowCode.ID_CHECK_DIGIT))
                    .toList());
            rows.add(List.of(wrong(RowIssue.WHOLE, RowCode.TOO_FEW_JOIN)));
        }
        assertThat(Files.readAllLines(file))
                .hasSize(32)
                .contains(
                        "\"30\",\"" + UNIT + "\",\"id_check_digit\",\"身份证号校验位不符\"",
                        "\"\",\"" + UNIT + "\",\"too_few_join\",\"参加人数不够\"");
    }

    /** The code of a unit that nobody knows is somebody else's text. */
    @Test
    void theFileIsATableWhateverItsCellsHold() throws Exception {
        Path file = folder.resolve("wrong.csv");
        RowIssue unknown = new RowIssue(7, -1, RowCode.UNIT_UNKNOWN, null, List.of());
        try (WrongRows rows = WrongRows.into(file, Words.of(Words.EN))) {
            rows.add(List.of(
                    wrong(5, RowCode.ID_DIGITS_LOST),
                    new Imports.Wrong("=HYPERLINK(\"http://x\",1)", unknown),
                    new Imports.Wrong("one\ntwo", unknown)));
        }
        assertThat(Files.readString(file))
                .contains("\n\"5\",\"" + UNIT + "\",\"id_digits_lost\",\"ID saved as a number, digits lost\"\n")
                .contains("\n\"7\",\"'=HYPERLINK(\"\"http://x\"\",1)\",\"unit_unknown\",")
                .contains("\n\"7\",\"one\ntwo\",\"unit_unknown\",");
    }

    /** Else the same command could not be given again once the roster's name is put right. */
    @Test
    void whereNothingIsWrongThereIsNoFile() {
        Path file = folder.resolve("wrong.csv");
        WrongRows.into(file, Words.of(Words.ZH)).close();
        assertThat(file).doesNotExist();
        refused("import_wrong_file", () -> WrongRows.into(folder.resolve("no/wrong.csv"), Words.of(Words.ZH)));
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws Exception {
        Path roster = Files.writeString(folder.resolve("roster.csv"), "x");
        refused("import_wrong_file", () -> WrongRows.into(roster, Words.of(Words.ZH)));
        assertThat(roster).hasContent("x");
    }
}
