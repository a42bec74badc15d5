package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionRecordsTest {
    @Test
    void recordsAreNumberedOneAfterAnotherAndStateTheirNumber() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
            List<Path> records = files.sorted().toList();
            assertThat(records)
                    .extracting(record -> record.getFileName().toString().substring(0, 4))
                    .isEqualTo(IntStream.rangeClosed(1, records.size())
                            .mapToObj("%04d"::formatted)
                            .toList());
            for (Path record : records) {
                String number = record.getFileName().toString().substring(0, 4);
                assertThat(Files.readAllLines(record).get(0))
                        .as(record.toString())
                        .startsWith("# " + number);
            }
        }
    }
}
