package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.DAYE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongzhou.enrolment.RosterLine.Standing;
import org.tongzhou.kernel.Actor;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.shell.Words;

/** A spreadsheet keeps fifteen digits of a number: one in eleven of the numbers that it cut is right by its check digit. */
class LostEndsTest extends RosterRoom {
    /** Right by its check digit, and cut or not. */
    private static final String PASSES = "420281198001013000";

    private static final String FAILS = "420281198001014000";
    private static final String CARD_PASSES = "6228480402564890000";
    private static final String CARD_FAILS = "6228480402564880000";

    @Test
    void aNumberThatEndsInZerosIsBelievedOnlyWhereTheFileShowsNoneThatWasCut() throws IOException {
        assertThat(standings(row(PASSES, ""))).containsExactly(Standing.NEW);
        assertThat(standings(row(PASSES, "") + row(FAILS, ""))).containsExactly(Standing.BAD, Standing.BAD);
        assertThat(standings(row(FAILS, "") + row(man().number(), "") + row("'" + PASSES + " ", "")))
                .containsExactly(Standing.BAD, Standing.NEW, Standing.BAD);
    }

    /** Of a number that was cut all is right but the end: it names a place and a day. */
    @Test
    void whatNeverWasANumberShowsOfNoneThatItWasCut() throws IOException {
        for (String filler : List.of("000000000000000000", "420281000000000000", "000000198001010000")) {
            assertThat(standings(row(PASSES, "") + row(filler, "")))
                    .as(filler)
                    .containsExactly(Standing.NEW, Standing.BAD);
        }
        assertThat(standings(row(man().number(), CARD_PASSES) + row(man().number(), "0000100000000000000")))
                .containsExactly(Standing.NEW, Standing.BAD);
    }

    @Test
    void aNumberThatTrulyEndsInZerosIsSaidToGoIntoAFileOfItsOwn() throws IOException {
        for (Words words : List.of(Words.of(Words.ZH), Words.of(Words.EN))) {
            assertThat(words.say("roster.code.id_digits_lost.how"))
                    .contains("000")
                    .containsAnyOf("单独", "of its own");
        }
        assertThat(standings(row(PASSES, "") + row(FAILS, ""))).containsOnly(Standing.BAD);
        assertThat(standings(row(PASSES, CARD_PASSES))).as("of its own").containsExactly(Standing.NEW);
    }

    @Test
    void theSameOfCards() throws IOException {
        assertThat(standings(row(man().number(), CARD_PASSES))).containsExactly(Standing.NEW);
        assertThat(standings(row(man().number(), CARD_PASSES) + row(man().number(), CARD_FAILS)))
                .containsExactly(Standing.BAD, Standing.BAD);
    }

    @Test
    void aNumberThatAnOfficerPutRightIsBelievedAndTheOthersAreNotForIt() throws IOException {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = upload(officer, head() + row(PASSES, "") + row(FAILS, "") + row(man().number(), ""));
        rosters.fix(officer, draft, List.of(new CellFix(3, 1, man().number())), NOW);
        assertThat(rosters.verdict(officer, draft, TODAY).lines().get(0).errors())
                .as("the file has shown it, whatever was put right since")
                .extracting(RowIssue::code)
                .containsExactly(RowCode.ID_DIGITS_LOST);
        rosters.fix(officer, draft, List.of(new CellFix(2, 3, "13912345679")), NOW);
        assertThat(rosters.verdict(officer, draft, TODAY).lines().get(0).isBad())
                .as("the telephone was typed, not the number")
                .isTrue();
        rosters.fix(officer, draft, List.of(new CellFix(2, 1, PASSES)), NOW);
        assertThat(rosters.verdict(officer, draft, TODAY).lines().get(0).isBad())
                .as("sent along with what was typed")
                .isTrue();
        rosters.fix(officer, draft, List.of(new CellFix(2, 1, man().number())), NOW);
        assertThat(rosters.verdict(officer, draft, TODAY).lines().get(0).standing())
                .isEqualTo(Standing.NEW);
    }

    @Test
    void aCheckWithoutADatabaseSaysTheSame() throws IOException {
        String others = row(man().number(), "");
        for (String csv :
                List.of(row(PASSES, "") + others + row(FAILS, ""), row(FAILS, "") + others + row(PASSES, ""))) {
            RosterVerdict verdict = check(csv);
            assertThat(verdict.goodRows()).isEqualTo(1);
            assertThat(verdict.errors()).extracting(RowIssue::code).containsOnly(RowCode.ID_DIGITS_LOST);
            assertThat(verdict.errors()).extracting(RowIssue::row).containsExactly(2, 4);
        }
        assertThat(check(row(PASSES, "") + others).goodRows()).isEqualTo(2);
    }

    @Test
    void inAProvincesFileEachUnitsRowsShowIt() {
        Unit first = data.unit(DAYE);
        Unit second = data.unit(DAYE);
        List<CheckedRow> checked = new ArrayList<>();
        ProvinceSink sink = new ProvinceSink(
                Map.of(first.code(), first, second.code(), second),
                unit -> RosterTerms.of(TODAY, PlanBook.shipped().inForce(TODAY)),
                chunk -> chunk.units().forEach(unit -> checked.addAll(unit.rows())));
        sink.header(RosterHeader.of(List.of("统一社会信用代码", "姓名", "证件号码", "手机号", "住院医疗")));
        int row = 1;
        for (List<String> line : List.of(
                List.of(first.code(), PASSES),
                List.of(first.code(), FAILS),
                List.of(second.code(), "420281198001019007"),
                List.of(second.code(), "110105199003043000"))) {
            sink.row(new RosterRow(
                    ++row,
                    false,
                    List.of(
                            Cell.text(line.get(0)),
                            Cell.text("张三"),
                            Cell.text(line.get(1)),
                            Cell.text("13912345678"),
                            Cell.text("1"))));
        }
        sink.flush();
        assertThat(checked).extracting(each -> each.applicant() != null).containsExactly(false, false, true, true);
        assertThat(checked.get(0).errors()).extracting(RowIssue::code).containsExactly(RowCode.ID_DIGITS_LOST);
    }

    private RosterVerdict check(String rows) throws IOException {
        return RosterCheck.check(
                Files.write(folder.resolve("check.csv"), (head() + rows).getBytes(StandardCharsets.UTF_8)),
                TODAY,
                PlanBook.shipped().inForce(TODAY));
    }

    private List<Standing> standings(String rows) throws IOException {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = upload(officer, head() + rows);
        return rosters.verdict(officer, draft, TODAY).lines().stream()
                .map(RosterLine::standing)
                .toList();
    }

    private static String head() {
        return "姓名,证件号码,性别,手机号,收款银行卡号,住院医疗\n";
    }

    private static String row(String number, String card) {
        return "张三," + number + ",,13912345678," + card + ",1\n";
    }
}
