package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process left is cleared by the next; what is being written, or is another's, is not. */
class LeftoversTest {
    private static final Instant NOW = Instant.parse("2026-02-10T01:00:00Z");
    private static final Pattern OURS = Pattern.compile("backup-.+[.]part");

    @TempDir
    Path place;

    @Test
    void whatStandsStillUnderOneOfOurNamesGoes() throws Exception {
        Path file = old(Files.createFile(place.resolve("backup-1.part")));
        Path folder = Files.createDirectory(place.resolve("backup-2.part"));
        old(Files.createFile(folder.resolve("papers")));
        old(folder);
        Path another = old(Files.createFile(place.resolve("another.part")));
        assertThat(Leftovers.clear(place, OURS, NOW)).containsExactlyInAnyOrder(file, folder);
        assertThat(left()).containsExactly(another);
    }

    @Test
    void whatSomebodyStillWritesStays() throws Exception {
        Path folder = Files.createDirectory(place.resolve("backup-2.part"));
        Path written = Files.createFile(folder.resolve("papers"));
        at(NOW.minus(Duration.ofMinutes(59)), written);
        old(folder);
        assertThat(Leftovers.clear(place, OURS, NOW)).isEmpty();
        assertThat(written).exists();
    }

    @Test
    void whereALinkLeadsNothingGoes() throws Exception {
        Path theirs = Files.createDirectory(place.resolve("theirs"));
        Path file = old(Files.createFile(theirs.resolve("file")));
        Path folder = Files.createDirectory(place.resolve("backup-2.part"));
        Files.createSymbolicLink(folder.resolve("link"), theirs);
        old(folder);
        Leftovers.clear(place, OURS, Instant.now().plus(Duration.ofDays(1)));
        assertThat(left()).containsExactly(theirs);
        assertThat(file).exists();
    }

    @Test
    void whereThereIsNoDirectoryNothingIsToBeCleared() {
        assertThat(Leftovers.clear(place.resolve("none"), OURS, NOW)).isEmpty();
    }

    /** What lies deeper than a path may be long cannot be reached, whatever one's rights. */
    @Test
    void whatCannotBeRemovedKeepsNothingElse() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            files.add(old(Files.createFile(place.resolve("backup-" + i + ".part"))));
        }
        Path deep = Files.createDirectory(place.resolve("deep"));
        Path tooDeep = place.resolve("backup-" + "0".repeat(200) + ".part");
        Path inside = deep;
        while (inside.toString().length() < 3_950) {
            inside = inside.resolve("d".repeat(99));
        }
        Files.createDirectories(inside);
        Files.move(deep, tooDeep);
        try {
            assertThat(Leftovers.clear(place, OURS, Instant.now().plus(Duration.ofDays(1))))
                    .containsExactlyInAnyOrderElementsOf(files);
            assertThat(left()).containsExactly(tooDeep);
        } finally {
            Files.move(tooDeep, deep);
        }
    }

    private static Path old(Path path) throws IOException {
        return at(NOW.minus(Duration.ofMinutes(61)), path);
    }

    private static Path at(Instant time, Path path) throws IOException {
        return Files.setLastModifiedTime(path, FileTime.from(time));
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> left = Files.list(place)) {
            return left.toList();
        }
    }
}
