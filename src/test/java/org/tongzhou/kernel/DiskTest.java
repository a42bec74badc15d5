package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    Path place;

    @Test
    void ofALongerFileNothingIsLeft() throws Exception {
        Path file = Files.writeString(place.resolve("file"), "a longer text");
        Disk.write(file, bytes("short"));
        assertThat(file).hasContent("short");
        Disk.write(file, 2, bytes("elf"));
        assertThat(file).hasContent("shelf");
    }

    @Test
    void aDirectoryIsMadeWithThoseAboveAndMayBeThere() throws Exception {
        Path deep = place.resolve("a/b/c");
        Disk.make(deep);
        Disk.make(deep);
        assertThat(deep).isEmptyDirectory();
        Disk.write(deep.resolve("file"), bytes("text"));
        Disk.force(deep);
        assertThat(deep.resolve("file")).hasContent("text");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
