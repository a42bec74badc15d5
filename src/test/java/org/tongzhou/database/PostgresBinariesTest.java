package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @TempDir
    Path cache;

    @Test
    void twoFirstStartsAtOnceShareOneServersFiles() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Callable<Path> first = () -> PostgresBinaries.unpackInto(cache);
            for (Future<Path> each : pool.invokeAll(List.of(first, first))) {
                assertThat(each.get().resolve("bin/postgres")).isExecutable();
            }
        } finally {
            pool.shutdown();
        }
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).hasSize(1);
        }
    }
}
