package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    void whereTheServerThatShipsDoesNotRunAnExternalOneIsAskedFor(@TempDir Path place) {
        String machine = System.getProperty("os.arch");
        System.setProperty("os.arch", "aarch64");
        try {
            DatabaseSettings settings = DatabaseSettings.fromEnvironment(Map.of(
                    "TONGZHOU_HOME", place.resolve("home").toString(),
                    "TONGZHOU_KEYS", place.resolve("keys").toString(),
                    "TONGZHOU_CACHE", cache.toString()));
            refused("database_not_shipped", () -> Databases.open(settings));
        } finally {
            System.setProperty("os.arch", machine);
        }
        assertThat(place).isEmptyDirectory();
        assertThat(cache).isEmptyDirectory();
    }

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

    /** A jar that was not copied whole; what it is read with says so in its own ways, not all of them checked. */
    @Test
    void ofABrokenArchiveNothingStays() throws Exception {
        byte[] begun;
        try (InputStream whole = PostgresBinaries.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
            begun = Objects.requireNonNull(whole).readNBytes(1 << 20);
        }
        assertThatThrownBy(() -> PostgresBinaries.unpack(new ByteArrayInputStream(begun), cache))
                .isInstanceOf(IOException.class);
        assertThat(cache).isEmptyDirectory();
        InputStream confused = new SequenceInputStream(new ByteArrayInputStream(begun), new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("no such block");
            }
        });
        assertThatThrownBy(() -> PostgresBinaries.unpack(confused, cache)).isInstanceOf(IllegalStateException.class);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void whatAKilledStartLeftIsCleared() throws Exception {
        Path left = Files.createDirectory(cache.resolve("unpacking-4711"));
        Path inside = Files.createFile(left.resolve("postgres"));
        Path begun = Files.createDirectory(cache.resolve("unpacking-4712"));
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        Files.setLastModifiedTime(inside, before);
        Files.setLastModifiedTime(left, before);
        PostgresBinaries.unpackInto(cache);
        assertThat(left).doesNotExist();
        assertThat(begun).exists();
    }
}
