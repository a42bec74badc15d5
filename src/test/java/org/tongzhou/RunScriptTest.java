package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./run} hands on, given from another directory; a Java that only says its words stands in for the program. */
class RunScriptTest {
    @TempDir
    Path place;

    private Path office;

    @BeforeEach
    void aBuiltProgramAndAnOfficeWithARoster() throws IOException {
        Files.createDirectories(place.resolve("program/src/main"));
        Files.createDirectories(place.resolve("program/target/app"));
        Files.createFile(place.resolve("program/pom.xml"));
        Files.copy(Path.of("run"), place.resolve("program/run"));
        Files.createFile(place.resolve("program/target/app/tongzhou.jar"));
        Path java = Files.createDirectories(place.resolve("bin")).resolve("java");
        Files.writeString(
                java, "#!/bin/sh\nwhile [ \"$1\" != -jar ]; do shift; done\nshift 2\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        office = Files.createDirectories(place.resolve("office"));
        Files.createFile(office.resolve("2026.xlsx"));
    }

    @Test
    void aRosterIsMeantFromWhereTheCommandWasGiven() throws Exception {
        assertThat(handedOn("roster", "check", "2026.xlsx", "--on", "2026-02-10"))
                .containsExactly("roster", "check", office.resolve("2026.xlsx").toString(), "--on", "2026-02-10");
    }

    @Test
    void directoriesThatAreCalledAsTheWordsOfTheCommandAreNotMeant() throws Exception {
        for (String name : List.of("roster", "check", "2026-02-10", "gig_union")) {
            Files.createDirectories(office.resolve(name));
        }
        assertThat(handedOn("roster", "check", "--on", "2026-02-10", "--unit-type", "gig_union", "2026.xlsx"))
                .containsExactly(
                        "roster",
                        "check",
                        "--on",
                        "2026-02-10",
                        "--unit-type",
                        "gig_union",
                        office.resolve("2026.xlsx").toString());
    }

    private List<String> handedOn(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "../program/run"));
        command.addAll(List.of(words));
        ProcessBuilder run =
                new ProcessBuilder(command).directory(office.toFile()).redirectErrorStream(true);
        run.environment().put("PATH", place.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = run.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
