package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tongzhou.kernel.Money;

/** Files as units bring them and as programs write them: each read. */
@Timeout(60)
class RosterFileTest extends ReadRosters {
    @Test
    void aPictureWithAChineseNameIsTakenAndWhatIsInNoWritingIsRefused() throws IOException {
        byte[] marked = Sheets.of(Sheets.oneGood()).part("xl/media/图片.png", "x").bytes();
        assertThat(check(marked).goodRows()).isEqualTo(1);
        byte[] chinese = inGbk(marked);
        refused(chinese, "roster_file_truncated");
        assertThat(check(withoutMark(chinese)).goodRows()).isEqualTo(1);
        byte[] remark = inGbk(remarked("图片"));
        refused(remark, "roster_file_damaged");
        refused(withoutMark(remark), "roster_file_not_a_table");
    }

    /** Two letters of UTF-8 and three of GBK are six bytes. */
    private static byte[] inGbk(byte[] zip) {
        String utf = new String("图片".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return replaced(zip, utf, new String("图片夹".getBytes(GB18030), StandardCharsets.ISO_8859_1));
    }

    private static byte[] withoutMark(byte[] zip) {
        byte[] unmarked = zip.clone();
        for (int i = 0; i + 10 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && (zip[i + 2] == 3 || zip[i + 2] == 1)) {
                unmarked[i + (zip[i + 2] == 3 ? 7 : 9)] &= ~8;
            }
        }
        return unmarked;
    }

    private static byte[] remarked(String words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("x");
            entry.setComment(words);
            zip.putNextEntry(entry);
        }
        return bytes.toByteArray();
    }

    @Test
    void wpsFilesWithHighlyCompressedStylesAreTaken() throws IOException {
        String styles = "<styleSheet>" + "<xf numFmtId=\"0\" fontId=\"0\"/>".repeat(400_000) + "</styleSheet>";
        byte[] wps = Sheets.of(Sheets.oneGood()).part("xl/styles.xml", styles).bytes();
        assertThat((double) styles.length() / wps.length).isGreaterThan(200);
        assertThat(check(wps).goodRows()).isEqualTo(1);
    }

    @Test
    void tooManyPeopleAndTooManyRowsAreRefusedWithTheCeiling() throws IOException {
        StringBuilder many = new StringBuilder(HEAD);
        for (int i = 0; i <= RosterFile.MOST_PEOPLE; i++) {
            many.append("张三,").append(i).append(",1,1\n");
        }
        refused(many.toString(), "roster_file_too_many_rows");
        String last = Sheets.oneGood() + "<row r=\"1048576\"><c r=\"A1048576\"/></row>";
        assertThat(rows(last).goodRows()).isEqualTo(1);
        refused(
                Sheets.of(Sheets.oneGood() + Sheets.row(1_048_577, "张三", ID, "1", "1"))
                        .bytes(),
                "roster_file_too_many_rows");
    }

    @Test
    void excelsSharedStringsRichTextPhoneticsAndForeignNamespacesAreRead() throws IOException {
        String sheet = "<worksheet xmlns=\"" + Sheets.MAIN + "\" xmlns:mc=\"urn:mc\" mc:Ignorable=\"x14ac\""
                + " xmlns:x14ac=\"urn:ac\"><sheetFormatPr x14ac:dyDescent=\"0.25\"/><sheetData>"
                + "<row r=\"1\" x14ac:dyDescent=\"0.25\" spans=\"1:4\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                + "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c></row>"
                + "<row r=\"2\" x14ac:dyDescent=\"0.25\"><c r=\"A2\" t=\"s\" s=\"4\"><v>4</v></c><c r=\"B2\" t=\"s\"><v>5</v></c>"
                + "<c r=\"C2\"><v>15956504273</v></c><c r=\"D2\"><v>1</v></c></row></sheetData></worksheet>";
        String strings = "<sst xmlns=\"" + Sheets.MAIN + "\"><si><t>姓名</t></si><si><t>证件号码</t></si><si><t>手机号</t></si>"
                + "<si><t>住院医疗</t></si><si><r><rPr><b/></rPr><t>田</t></r><r><t xml:space=\"preserve\">明海</t></r>"
                + "<rPh sb=\"0\" eb=\"1\"><t>tian</t></rPh><phoneticPr fontId=\"1\"/></si><si><t>" + ID
                + "</t></si></sst>";
        RosterVerdict verdict = check(Sheets.of("")
                .part("xl/worksheets/sheet1.xml", sheet)
                .part("xl/sharedStrings.xml", strings)
                .bytes());
        assertThat(verdict.goodRows()).isEqualTo(1);
        assertThat(verdict.notes()).isEmpty();
    }

    @Test
    void strictWorkbooksWithPrefixesAndAbsoluteTargetsAreRead() throws IOException {
        String rels = "<Relationships><Relationship Id=\"rId1\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>";
        String sheet = "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>"
                + Sheets.oneGood().replaceAll("<(/?)(\\w)", "<$1x:$2") + "</x:sheetData></x:worksheet>";
        RosterVerdict verdict = check(Sheets.of("")
                .part("xl/_rels/workbook.xml.rels", rels)
                .part("xl/worksheets/sheet1.xml", sheet)
                .bytes());
        assertThat(verdict.goodRows()).isEqualTo(1);
    }

    @Test
    void aHiddenRowIsTakenAndNoted() throws IOException {
        RosterVerdict verdict = rows(Sheets.oneGood().replace("<row r=\"2\">", "<row r=\"2\" hidden=\"1\">"));
        assertThat(verdict.goodRows()).isEqualTo(1);
        assertThat(noted(verdict)).isEqualTo("hidden_row");
    }

    @Test
    void instructionsAndHiddenSheetsAreLeftAloneAndASecondRosterIsRefused() throws IOException {
        assertThat(check(twoSheets("visible", Sheets.row(1, "填表说明"))).rows()).isEqualTo(1);
        assertThat(check(twoSheets("hidden", Sheets.oneGood())).rows()).isEqualTo(1);
        assertThat(check(twoSheets("visible", Sheets.row(1, Sheets.HEADER))).rows())
                .isEqualTo(1);
        refused(twoSheets("visible", Sheets.oneGood()), "roster_file_two_rosters");
    }

    private static byte[] twoSheets(String state, String rows) {
        return Sheets.of(Sheets.oneGood())
                .part(
                        "xl/workbook.xml",
                        "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"甲\" r:id=\"rId1\"/><sheet name=\"乙\" state=\""
                                + state + "\" r:id=\"rId2\"/></sheets></workbook>")
                .part(
                        "xl/_rels/workbook.xml.rels",
                        "<R><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Target=\"worksheets/sheet2.xml\"/></R>")
                .part("xl/worksheets/sheet2.xml", Sheets.worksheet(rows))
                .bytes();
    }

    @Test
    void aHeaderUnderATitleOnTwoLinesOrRepeatedIsFound() throws IOException {
        String rows = Sheets.row(1, "2026 年度参保名册", "", "", "")
                + Sheets.row(3, "姓名*", "身份证号码 （18位）", "手机号", "参保项目", "")
                + Sheets.row(4, "", "", "", "住院医疗（份）", "重大疾病")
                + Sheets.row(5, "田明海", ID, "15956504273", "1", "4")
                + Sheets.row(6, "姓名*", "身份证号码 （18位）", "手机号", "参保项目", "")
                + Sheets.row(7, "", "", "", "住院医疗（份）", "重大疾病")
                + Sheets.row(8, "合计", "", "", "1", "4")
                + Sheets.row(9, "填表人：周敏", "", "", "", "");
        RosterVerdict verdict = rows(rows);
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.rows()).isEqualTo(1);
        assertThat(verdict.fee()).isEqualTo(Money.ofYuan(95 + 4 * 45));
    }

    @Test
    void headersThatCannotBeRightAreRefused() {
        refused("姓名,证件号码,手机号,身份证号,住院医疗\n" + GOOD, "roster_file_column_twice");
        refused("姓名,证件号码,手机号,住院医疗,住院医疗\n" + GOOD, "roster_file_column_twice");
        refused("姓名,证件号码,手机号\n田明海," + ID + ",15956504273\n", "roster_file_no_plans");
        refused(HEAD, "roster_file_no_people");
        refused(HEAD + ",,,\n , ,,\n", "roster_file_no_people");
    }

    @Test
    void twoHundredThousandPeopleAreCheckedInSeconds() throws IOException {
        StringBuilder many = new StringBuilder(HEAD);
        for (int i = 0; i < RosterFile.MOST_PEOPLE; i++) {
            String digits = "420281" + (1970 + i / 250 / 365 % 30)
                    + String.format("%02d%02d", i / 250 / 28 % 12 + 1, i / 250 % 28 + 1)
                    + String.format("%03d", i % 250 * 4);
            many.append("张三,")
                    .append(digits)
                    .append(org.tongzhou.kernel.ResidentId.checkCharacter(digits))
                    .append(",15956504273,1\n");
        }
        long start = System.nanoTime();
        assertThat(csv(many.toString()).rows()).isEqualTo(RosterFile.MOST_PEOPLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
}
