package org.tongzhou.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tongzhou.enrolment.SheetTrial;
import org.tongzhou.testing.province.Province;
import org.tongzhou.testing.province.ProvinceFiles;

/** {@code ./bench xlsx [--persons N]}: a roster of up to a million rows read from xlsx beside the library's own bare read. */
final class XlsxBench {
    private XlsxBench() {}

    static void run(String[] args) throws Exception {
        Given given = Given.of(args, "persons");
        int persons = given.count("persons", 999_999);
        Path file = Files.createTempFile("roster", ".xlsx");
        try {
            ProvinceFiles.workbook(new Province(persons, 1), file);
            Heap.watch();
            Pairs.compare(
                    "xlsx",
                    5,
                    () -> Pairs.seconds(() -> bare(file)),
                    () -> Pairs.seconds(() -> {
                        if (SheetTrial.roster(file) != persons) {
                            throw new IllegalStateException("people are missing");
                        }
                    }));
            Pairs.say("# %,d people, %d MB, heap at most %d MB", persons, Files.size(file) >> 20, Heap.mostMegabytes());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void bare(Path file) {
        try {
            SheetTrial.bare(file);
        } catch (IOException | javax.xml.stream.XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
