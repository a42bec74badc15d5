package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.shell.Words;

/** Rosters of a few rows as phrases: read and checked by the plans that ship, without a database. */
abstract class ReadRosters {
    static final Charset GB18030 = Charset.forName("GB18030");
    static final LocalDate DAY = LocalDate.of(2026, 2, 10);
    static final String ID = "420281198606157111";
    static final String GOOD = "田明海," + ID + ",15956504273,1\n";
    static final String HEAD = "姓名,证件号码,手机号,住院医疗\n";

    @TempDir
    Path folder;

    RosterVerdict check(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("roster"), bytes);
        return RosterCheck.check(file, DAY, PlanBook.shipped().inForce(DAY));
    }

    RosterVerdict csv(String text) throws IOException {
        return check(text.getBytes(StandardCharsets.UTF_8));
    }

    RosterVerdict rows(String rows) throws IOException {
        return check(Sheets.of(rows).bytes());
    }

    static String codes(RosterVerdict verdict) {
        return String.join(
                " ", verdict.errors().stream().map(i -> i.code().code()).toList());
    }

    static String noted(RosterVerdict verdict) {
        return String.join(
                " ", verdict.notes().stream().map(i -> i.code().code()).toList());
    }

    /** Refused with this code, in words of both languages. */
    void refused(byte[] bytes, String code) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> check(bytes));
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        for (Words words : List.of(Words.of(Words.ZH), Words.of(Words.EN))) {
            assertThat(words.say("refusal." + code, refusal.details().toArray()))
                    .hasSizeGreaterThan(10)
                    .doesNotContain("{");
        }
    }

    void refused(String text, String code) {
        refused(text.getBytes(StandardCharsets.UTF_8), code);
    }

    /** Same length, so that the offsets of the archive stay right. */
    static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
