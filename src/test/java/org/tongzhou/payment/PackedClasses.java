package org.tongzhou.payment;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** The classes of tests and product as an archive of what the first program loaded, with which the next ones start sooner. */
record PackedClasses(String classPath, Path archive) {
    /** Packs directories of classes, which an archive cannot hold; the archive is written by the first who ends normally. */
    static PackedClasses in(Path place) throws IOException {
        Files.createDirectories(place);
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(part))) {
                Path packed = place.resolve("classes-" + parts.size() + ".jar");
                jar.run(System.out, System.err, "--create", "--file", packed.toString(), "-C", part, ".");
                parts.add(packed.toString());
            } else {
                parts.add(part);
            }
        }
        return new PackedClasses(String.join(File.pathSeparator, parts), place.resolve("classes.jsa"));
    }

    /** Of the virtual machine. */
    List<String> options() {
        return Files.exists(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-XX:+UseSerialGC")
                : List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", "-XX:+UseSerialGC");
    }
}
