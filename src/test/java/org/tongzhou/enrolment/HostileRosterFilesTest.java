package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tongzhou.kernel.Refusal;

/** Files that are no rosters, and those that somebody has made to do harm: each is refused in words, in time. */
@Timeout(60)
class HostileRosterFilesTest extends ReadRosters {
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
}
