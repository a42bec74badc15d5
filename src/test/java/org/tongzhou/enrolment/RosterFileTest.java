package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Words;

/** Files as units bring them and as nobody should: each read, or refused in words. */
@Timeout(60)
class RosterFileTest extends ReadRosters {
    static final Charset GB18030 = Charset.forName("GB18030");

    private void refused(byte[] bytes, String code) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> check(bytes));
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        for (Words words : List.of(Words.of(Words.ZH), Words.of(Words.EN))) {
            assertThat(words.say("refusal." + code, refusal.details().toArray()))
                    .hasSizeGreaterThan(10)
                    .doesNotContain("{");
        }
    }

    private void refused(String text, String code) {
        refused(text.getBytes(StandardCharsets.UTF_8), code);
    }

    // What the file is

    @Test
    void filesThatAreNotRostersAreRefusedByWhatTheyAre() {
        refused("", "roster_file_empty");
        refused("<html><table><tr><td>姓名</td></tr></table></html>", "roster_file_web_page");
        refused("\uFEFF  <?xml version=\"1.0\"?><Workbook/>", "roster_file_web_page");
        refused("%PDF-1.7\n", "roster_file_not_a_table");
        refused(new byte[] {1, 2, 0, 3}, "roster_file_not_a_table");
        refused("这是一封信\n", "roster_file_no_header");
    }

    @Test
    void oldExcelAndPasswordsAreToldApart() {
        byte[] old = new byte[2048];
        System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, old, 0, 4);
        refused(old, "roster_file_old_excel");
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, old, 1500, name.length);
        refused(old, "roster_file_encrypted");
    }

    @Test
    void anArchiveWithAPasswordOnItsEntriesIsRefused() {
        byte[] zip = Sheets.of(Sheets.oneGood()).bytes();
        for (int i = 0; i + 10 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && (zip[i + 2] == 3 || zip[i + 2] == 1)) {
                zip[i + (zip[i + 2] == 3 ? 6 : 8)] |= 1;
            }
        }
        refused(zip, "roster_file_encrypted");
    }

    @Test
    void otherWorkbooksAreRefused() {
        refused(Sheets.of(Sheets.oneGood()).part("xl/vbaProject.bin", "x").bytes(), "roster_file_macro");
        refused(zip("content.xml", "mimetype"), "roster_file_old_excel");
        refused(zip("xl/workbook.bin"), "roster_file_old_excel");
        refused(zip("word/document.xml"), "roster_file_not_a_table");
    }

    private static byte[] zip(String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write('x');
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    // What was done to the file

    @Test
    void everyTruncationIsRefusedInWordsAndNothingElseHappens() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("src/test/resources/rosters/daye-1695.xlsx"));
        for (int part = 1; part < 20; part++) {
            refused(Arrays.copyOf(whole, whole.length * part / 20), "roster_file_truncated");
        }
    }

    @Test
    void aFlippedByteNeverBringsTheReaderDown() throws IOException {
        byte[] whole = Sheets.of(Sheets.oneGood()).bytes();
        for (int at = 4; at < whole.length; at += 3) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x55;
            Throwable thrown = catchThrowableOfType(Throwable.class, () -> check(flipped));
            assertThat(thrown)
                    .satisfiesAnyOf(
                            t -> assertThat(t).isNull(), t -> assertThat(t).isInstanceOf(Refusal.class));
        }
    }

    @Test
    void entriesTwiceOrOutsideAreRefused() {
        byte[] twice = Sheets.of(Sheets.oneGood())
                .part("xl/worksheets/sheet9.xml", Sheets.worksheet(""))
                .bytes();
        refused(replaced(twice, "sheet9.xml", "sheet1.xml"), "roster_file_entry_twice");
        byte[] outside =
                Sheets.of(Sheets.oneGood()).part("xl/../../etc/passwd", "x").bytes();
        refused(outside, "roster_file_escaping_entry");
        refused(Sheets.of(Sheets.oneGood()).part("C:/x.xml", "x").bytes(), "roster_file_escaping_entry");
    }

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

    /** Same length, so that the offsets of the archive stay right. */
    private static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aDoctypeAnywhereIsRefused() {
        String styles =
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><styleSheet>&b;</styleSheet>";
        refused(Sheets.of(Sheets.oneGood()).part("xl/styles.xml", styles).bytes(), "roster_file_doctype");
        refused(
                Sheets.of("")
                        .part("xl/worksheets/sheet1.xml", "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><w/>")
                        .bytes(),
                "roster_file_doctype");
    }

    @Test
    void oneSharedStringOfAMegabyteUsedTwelveThousandTimesIsRefused() {
        StringBuilder rows = new StringBuilder(Sheets.row(1, Sheets.HEADER));
        for (int i = 2; i < 12_002; i++) {
            rows.append("<row r=\"").append(i).append("\"><c t=\"s\"><v>0</v></c></row>");
        }
        byte[] bomb = Sheets.of(rows.toString())
                .part("xl/sharedStrings.xml", "<sst><si><t>" + "长".repeat(1 << 20) + "</t></si></sst>")
                .bytes();
        assertThat(bomb.length).isLessThan(200_000);
        refused(bomb, "roster_file_bomb");
    }

    @Test
    void aSharedStringAsLongAsACellMayBeUsedManyTimesIsRefusedInTime() {
        StringBuilder rows = new StringBuilder(Sheets.row(1, Sheets.HEADER));
        for (int i = 2; i < 150_000; i++) {
            rows.append("<row><c t=\"s\"><v>0</v></c></row>");
        }
        byte[] bomb = Sheets.of(rows.toString())
                .part("xl/sharedStrings.xml", "<sst><si><t>" + "长".repeat(32_000) + "</t></si></sst>")
                .bytes();
        refused(bomb, "roster_file_bomb");
    }

    @Test
    void aSheetThatUnpacksWithoutEndIsRefusedInTime() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] blank = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            byte[] good = Sheets.of("").bytes();
            copyAllBut("xl/worksheets/sheet1.xml", good, zip);
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 500; i++) {
                zip.write(blank);
            }
            zip.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
        }
        refused(bytes.toByteArray(), "roster_file_bomb");
    }

    private static void copyAllBut(String left, byte[] from, ZipOutputStream to) throws IOException {
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(from))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().equals(left)) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(to);
                }
            }
        }
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

    // How programs write

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

    // csv

    @Test
    void csvIsReadInEveryEncodingThatOfficesWrite() throws IOException {
        String text = HEAD + GOOD.replace("田明海", "黄㛃");
        assertThat(csv(text).goodRows()).isEqualTo(1);
        assertThat(csv("\uFEFF" + text).goodRows()).isEqualTo(1);
        assertThat(check(text.getBytes(GB18030)).goodRows()).isEqualTo(1);
        assertThat(check(("\uFEFF" + text).replace(',', '\t').getBytes(StandardCharsets.UTF_16LE))
                        .goodRows())
                .isEqualTo(1);
        assertThat(csv(text.replace(',', ';').replace("\n", "\r\n")).goodRows()).isEqualTo(1);
        refused(new byte[] {'a', (byte) 0xFF, (byte) 0xFF, '\n'}, "roster_file_encoding");
    }

    @Test
    void rowsOfACsvAreCountedAsASpreadsheetShowsThem() throws IOException {
        RosterVerdict verdict = csv(HEAD + "\n\"田\n明海\"," + ID + ",15956504273,1\n张三,1,15956504273,1\n");
        assertThat(verdict.goodRows()).isEqualTo(1);
        assertThat(verdict.errors().get(0).row()).isEqualTo(4);
    }

    @Test
    void anOpenQuoteIsRefusedRatherThanSwallowingTheRest() {
        refused(HEAD + "\"田明海," + ID + ",1,1\n" + GOOD.repeat(50), "roster_file_open_quote");
    }

    @Test
    void digitsKeptAsAFormulaInACsvAreDigits() throws IOException {
        assertThat(csv(HEAD + "田明海,=\"" + ID + "\",15956504273,1\n").goodRows()).isEqualTo(1);
        assertThat(csv(HEAD + "田明海,=\"\"" + ID + "\"\",15956504273,1\n").goodRows())
                .isLessThanOrEqualTo(1);
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
