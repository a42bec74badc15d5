package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rosters as csv. */
@Timeout(60)
class RosterCsvTest extends ReadRosters {
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
    void theEncodingOfALongCsvFollowsFromItsBeginning() throws IOException {
        String text = HEAD + GOOD.repeat(3_000);
        assertThat(check(text.getBytes(GB18030)).rows()).isEqualTo(3_000);
        assertThat(csv(text).rows()).isEqualTo(3_000);
        byte[] broken = text.getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 3] = (byte) 0xFF;
        refused(broken, "roster_file_encoding");
    }

    /** Plain letters fit every encoding. */
    @Test
    void aLongCsvWithoutChineseAtItsBeginningIsReadToItsEnd() throws IOException {
        String text = ("x".repeat(30_000) + "\n").repeat(3) + HEAD + GOOD;
        assertThat(check(text.getBytes(GB18030)).goodRows()).isEqualTo(1);
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
}
