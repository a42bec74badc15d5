package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cells as people and programs write them: each taken, taken with a note, or wrong under one code. */
class RosterCellsTest extends ReadRosters {
    // Numbers

    @Test
    void aNumberThatLostItsDigitsIsRefusedUnderItsOwnCode() throws IOException {
        for (String lost : List.of(
                "4.2E+17",
                "4.2028119860615699E+17",
                "420281198606157000",
                "4.20281198606157E+17",
                "420281198606157120")) {
            assertThat(codes(rows(numbered(lost)))).as(lost).isEqualTo("id_digits_lost");
        }
        assertThat(codes(csv(HEAD + "田明海,4.20281E+17,15956504273,1\n"))).isEqualTo("id_digits_lost");
        assertThat(codes(csv(HEAD + "田明海,420281198606157000,15956504273,1\n"))).isEqualTo("id_digits_lost");
    }

    @Test
    void aNumberWithAllItsDigitsIsReadExactly() throws IOException {
        assertThat(rows(numbered(ID)).goodRows()).isEqualTo(1);
        assertThat(rows(numbered("4.20281198606157111E17")).goodRows()).isEqualTo(1);
        assertThat(codes(rows(numbered("1E999")))).isEqualTo("id_digits_lost");
        assertThat(codes(rows(numbered("1E500000000")))).isEqualTo("id_digits_lost");
    }

    private static String numbered(String id) {
        return Sheets.row(1, Sheets.HEADER) + "<row r=\"2\">" + Sheets.inline("田明海") + "<c r=\"B2\"><v>" + id
                + "</v></c><c r=\"C2\"><v>1.5956504273E+10</v></c><c r=\"D2\"><v>1.0</v></c></row>";
    }

    @Test
    void aFormulaIsNeverEvaluatedAndRefusesItsRow() throws IOException {
        String link = Sheets.row(1, Sheets.HEADER)
                + "<row r=\"2\"><c t=\"str\"><f>HYPERLINK(\"http://x\",\"田明海\")</f><v>田明海</v></c>"
                + Sheets.inline(ID) + Sheets.inline("15956504273") + Sheets.inline("1") + "</row>";
        assertThat(codes(rows(link))).isEqualTo("formula_cell");
        assertThat(codes(csv(HEAD + "\"=HYPERLINK(\"\"http://x\"\",\"\"点\"\")\"," + ID + ",15956504273,1\n")))
                .isEqualTo("formula_cell");
        assertThat(codes(rows(link.replace(
                        "<c t=\"str\"><f>HYPERLINK(\"http://x\",\"田明海\")</f><v>田明海</v></c>",
                        "<c t=\"e\"><v>#N/A</v></c>"))))
                .isEqualTo("formula_cell");
    }

    // Cells

    @Test
    void oddButGoodCellsAreTakenWithANote() throws IOException {
        assertThat(noted(person("田明海,'" + ID + ",15956504273,1"))).isEqualTo("apostrophe");
        assertThat(noted(person("田明海,4202 8119 8606 1571 11,159-5650-4273,1"))).isEqualTo("id_spaces phone_spaces");
        assertThat(noted(person("田明海,４２０２８１１９８６０６１５７１１１,15956504273,1"))).isEqualTo("full_width_digits");
        assertThat(noted(person("　田 明海 ," + ID + ",+8615956504273,1"))).isEqualTo("name_trimmed");
        assertThat(noted(person("𠮷明," + ID + ",15956504273,1"))).isEqualTo("rare_character");
        assertThat(noted(person("买买提•阿卜杜拉," + ID + ",15956504273,1"))).isEqualTo("ethnic_name");
        assertThat(noted(person("周昇," + ID + ",15956504273,√"))).isEmpty();
        assertThat(noted(person("SELECT," + ID.toLowerCase(java.util.Locale.ROOT) + ",15956504273,1份")))
                .isEmpty();
        assertThat(noted(person("一," + ID + ",15956504273,是"))).isEmpty();
        assertThat(noted(person("长".repeat(50) + "," + ID + ",15956504273,1"))).isEmpty();
    }

    private RosterVerdict person(String line) throws IOException {
        RosterVerdict verdict = csv(HEAD + line + "\n");
        assertThat(codes(verdict)).isEmpty();
        return verdict;
    }

    @Test
    void eachWrongCellHasOneCode() throws IOException {
        assertThat(codes(csv(HEAD + ",,,\n 　,x,y,z\n"))).isEqualTo("name_missing id_form phone_form units_form");
        assertThat(codes(csv(HEAD + "张三,,,\n"))).isEqualTo("id_missing phone_missing plan_missing");
        assertThat(codes(csv(HEAD + "长".repeat(51) + ",420281860615711,21956504273,0\n")))
                .isEqualTo("name_length id_length phone_form plan_missing");
        assertThat(codes(csv(HEAD + "张3,420281201306157112,1595650427,2\n")))
                .isEqualTo("name_form id_check_digit phone_length too_many_units");
        assertThat(codes(csv("姓名,证件号码,手机号,证件类型,银行卡号,住院医疗\n张三," + ID + ",15956504273,护照,12x,1\n")))
                .isEqualTo("id_type_unknown card_form");
    }

    @Test
    void agesCountOnTheDayOfStart() throws IOException {
        assertThat(codes(csv(HEAD + "张三,420281196502111152,15956504273,1\n"))).isEmpty();
        assertThat(codes(csv(HEAD + "张三,42028119650210119X,15956504273,1\n"))).isEqualTo("too_old");
        assertThat(codes(csv(HEAD + "张三," + born("20100211") + ",15956504273,1\n")))
                .isEqualTo("too_young");
        assertThat(codes(csv(HEAD + "张三," + born("20100210") + ",15956504273,1\n")))
                .isEmpty();
        assertThat(codes(csv(HEAD + "张三," + born("20260211") + ",15956504273,1\n")))
                .isEqualTo("id_birth_date");
        assertThat(codes(csv(HEAD + "张三," + born("18991231") + ",15956504273,1\n")))
                .isEqualTo("id_birth_date");
    }

    private static String born(String day) {
        String digits = "420281" + day + "101";
        return digits + org.tongzhou.kernel.ResidentId.checkCharacter(digits);
    }

    @Test
    void permitsOfHongKongTaiwanAndForeignersAreTaken() throws IOException {
        assertThat(codes(csv(HEAD + "张三,810000198502141135,15956504273,1\n李四,830000199207302264,15956504273,1\n"
                        + "Anna Li,911420198806150016,15956504273,1\n")))
                .isEmpty();
    }

    @Test
    void aSamePersonTwiceNamesTheEarlierRowAlsoWhenThatOneIsBad() throws IOException {
        RosterVerdict verdict = csv(HEAD + "田明海," + ID + ",1595650427,1\n" + GOOD);
        assertThat(codes(verdict)).isEqualTo("phone_length duplicate_in_file");
        assertThat(verdict.errors().get(1).otherRow()).isEqualTo(2);
    }
}
