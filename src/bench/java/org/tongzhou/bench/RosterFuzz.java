package org.tongzhou.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongzhou.document.PaperFuzz;
import org.tongzhou.enrolment.RosterFile;
import org.tongzhou.enrolment.RosterHeader;
import org.tongzhou.enrolment.RosterRow;
import org.tongzhou.kernel.Refusal;

/** The roster reader for fuzzing: a file in memory, rows thrown away. */
final class RosterFuzz {
    private static final String[] HEADER = {"姓名", "证件号码", "手机号", "银行卡号", "住院医疗", "重大疾病"};
    private static final String[] ROW = {"冯建军", "420981197003120013", "13800000001", "6222020000000000", "1", "2"};

    private RosterFuzz() {}

    static List<byte[]> corpus(String name) throws IOException {
        if (name.equals("roster-csv")) {
            String text = String.join(",", HEADER) + "\r\n" + String.join(",", ROW) + "\r\n\"田,明海\"," + ROW[1] + "\r\n";
            return List.of(text.getBytes(StandardCharsets.UTF_8), text.getBytes("GB18030"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Tongzhou", "1.0")) {
            Worksheet sheet = book.newWorksheet("名册");
            for (int i = 0; i < HEADER.length; i++) {
                sheet.value(0, i, HEADER[i]);
                sheet.value(1, i, ROW[i]);
            }
        }
        return List.of(out.toByteArray());
    }

    static PaperFuzz.Parser parser() throws IOException {
        Path memory = Path.of("/dev/shm");
        Path file = Files.isDirectory(memory)
                ? Files.createTempFile(memory, "fuzz", ".roster")
                : Files.createTempFile("fuzz", ".roster");
        file.toFile().deleteOnExit();
        RosterFile.Sink nowhere = new RosterFile.Sink() {
            @Override
            public void header(RosterHeader header) {}

            @Override
            public void row(RosterRow row) {}
        };
        return bytes -> {
            Files.write(file, bytes);
            try {
                RosterFile.read(file, nowhere);
            } catch (Refusal refusedInWords) {
                return;
            }
        };
    }
}
