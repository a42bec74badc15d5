package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./run} hands on, given from another directory; a Java that only says its words stands in for the program. */
class RunScriptTest {
    @TempDir
    Path place;

    private final Map<String, String> environment = new HashMap<>();
    private Path office;

    @BeforeEach
    void aBuiltProgramAndAnOfficeWithARoster() throws IOException {
        Files.createDirectories(place.resolve("program/src/main"));
        Files.createDirectories(place.resolve("program/target/app"));
        Files.createFile(place.resolve("program/pom.xml"));
        Files.copy(Path.of("run"), place.resolve("program/run"));
        Files.createFile(place.resolve("program/target/app/tongzhou.jar"));
        Path java = Files.createDirectories(place.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                while [ "$1" != -jar ]; do shift; done
                shift 2
                printf '%s\\n' "$@"
                [ -z "$TONGZHOU_CALENDAR" ] || printf 'by %s\\n' "$TONGZHOU_CALENDAR"
                """);
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

    @Test
    void aCalendarIsMeantFromWhereTheCommandWasGiven() throws Exception {
        Files.createFile(office.resolve("2027.json"));
        environment.put("TONGZHOU_CALENDAR", "2027.json");
        assertThat(handedOn("verify"))
                .containsExactly("verify", "by " + office.resolve("2027.json").toString());
    }

    /** As whoever starts the site from elsewhere has had it. */
    @Test
    void aCalendarThatIsNotThereIsMeantFromTheProgramsDirectory() throws Exception {
        environment.put("TONGZHOU_CALENDAR", "2027.json");
        assertThat(handedOn("verify")).containsExactly("verify", "by 2027.json");
    }

    @Test
    void whatASimulatedHouseRemembersLiesWhereTheCommandWasGiven() throws Exception {
        assertThat(handedOn("simulator", "sms", "--state", "phones", "--port", "9090"))
                .containsExactly(
                        "simulator", "sms", "--state", office.resolve("phones").toString(), "--port", "9090");
    }

    @Test
    void anOwnDatabaseThatIsNamedAsSuchIsWhereTheDemonstrationHasIt() throws Exception {
        environment.put("TONGZHOU_DB_URL", "embedded");
        for (String verb : List.of("verify", "rotate-keys", "administrator")) {
            assertThat(handedOn(verb, "demo")).containsExactly(verb);
        }
    }

    @Test
    void theWordDemoSaysWhichDatabaseIsMeantWhereTheEnvironmentNamesOne() throws Exception {
        assertThat(handedOn("verify", "demo")).containsExactly("verify");
        environment.put("TONGZHOU_DB_URL", "jdbc:postgresql://db.fund.cn/tongzhou?password=s3cret");
        for (String verb : List.of("verify", "backup", "journal", "export")) {
            assertThat(handedOn(verb, "demo"))
                    .satisfiesExactly(
                            said -> assertThat(said)
                                    .contains("TONGZHOU_DB_URL", "jdbc:postgresql://db.fund.cn/tongzhou")
                                    .doesNotContain("s3cret"),
                            word -> assertThat(word).isEqualTo(verb));
        }
        assertThat(handedOn("verify")).containsExactly("verify");
        assertThat(handedOn("demo")).containsExactly("demo");
    }

    @Test
    void keysAreNotChangedAndNothingIsRestoredByTheWordDemoElsewhere() throws Exception {
        for (String named : List.of("TONGZHOU_DB_URL", "TONGZHOU_HOME", "TONGZHOU_KEYS")) {
            environment.clear();
            environment.put(named, "/srv/fund");
            for (String verb : List.of("rotate-keys", "restore", "administrator")) {
                Given given = given(verb, "demo");
                assertThat(given.status()).isEqualTo(64);
                assertThat(given.said())
                        .singleElement()
                        .asString()
                        .contains(named + "=/srv/fund")
                        .doesNotContain("java");
            }
        }
        environment.clear();
        assertThat(handedOn("rotate-keys", "demo", "new")).containsExactly("rotate-keys", "new");
    }

    /** A demonstration that was started with one of them has the other where every demonstration has it, and no fund's. */
    @Test
    void whoeverIsToldToLeaveOutTheWordDemoIsToldBothPlaces() throws Exception {
        environment.put("TONGZHOU_HOME", "/srv/show");
        assertThat(given("rotate-keys", "demo", "new").said())
                .singleElement()
                .asString()
                .contains("TONGZHOU_HOME=/srv/show TONGZHOU_KEYS=keys/demo");
        environment.clear();
        environment.put("TONGZHOU_KEYS", "/srv/keys");
        assertThat(given("restore", "demo", "copy").said())
                .singleElement()
                .asString()
                .contains("TONGZHOU_HOME=data/demo TONGZHOU_KEYS=/srv/keys");
    }

    private List<String> handedOn(String... words) throws Exception {
        Given given = given(words);
        assertThat(given.status()).as(String.join("\n", given.said())).isZero();
        return given.said();
    }

    private record Given(int status, List<String> said) {}

    private Given given(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "../program/run"));
        command.addAll(List.of(words));
        ProcessBuilder run =
                new ProcessBuilder(command).directory(office.toFile()).redirectErrorStream(true);
        run.environment().keySet().removeIf(name -> name.startsWith("TONGZHOU_"));
        run.environment().putAll(environment);
        run.environment().put("PATH", place.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = run.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Given(process.waitFor(), said.lines().toList());
    }
}
