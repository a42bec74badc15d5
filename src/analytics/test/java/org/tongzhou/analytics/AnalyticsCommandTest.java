package org.tongzhou.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.analysis.SampleExport;

/** What is asked wrongly is answered in a sentence, before any engine starts. */
class AnalyticsCommandTest {
    @TempDir
    static Path directory;

    static Path export;
    static Path plan;

    @BeforeAll
    static void write() throws Exception {
        export = Files.createDirectory(directory.resolve("export"));
        SampleExport.write(export, 20);
        plan = Files.writeString(directory.resolve("plan.yaml"), SampleExport.text());
    }

    @Test
    void claimsOfOneYearAreDecidedAnew() {
        Said said = say("redecide", export.toString(), "--plan", plan.toString(), "--years", "2026");
        assertEquals(0, said.status());
        assertEquals("", said.err());
        assertEquals(2, said.out().lines().count());
        assertTrue(said.out().contains("\n2026,20,"), said::out);
    }

    @Test
    void participationIsToldByYear() {
        Said said = say("participation", export.toString());
        assertEquals(0, said.status());
        assertTrue(said.out().startsWith("year,county,plan,"), said::out);
    }

    @Test
    void whatIsNotAskedInOurWordsIsAnsweredWithTheUsage() {
        for (String[] words : new String[][] {
            {},
            {"participation"},
            {"count", export.toString()},
            {"redecide", export.toString()},
            {"participation", export.toString(), "--year", "2026"},
            {"participation", export.toString(), "--engine"}
        }) {
            Said said = say(words);
            assertEquals(64, said.status());
            assertTrue(said.err().startsWith("Usage: "), said::err);
            assertEquals("", said.out());
        }
    }

    @Test
    void anEngineThatThereIsNotIsNamed() {
        Said said = say("participation", export.toString(), "--engine", "duck");
        assertEquals(64, said.status());
        assertEquals("There is no engine duck; please write duckdb or spark\n", said.err());
    }

    @Test
    void yearsThatCannotBeReadAreNamed() {
        for (String years : new String[] {"abc", "2026-2025", "2025-2026-2027", "26", ""}) {
            Said said = say("redecide", export.toString(), "--plan", plan.toString(), "--years", years);
            assertEquals(64, said.status());
            assertTrue(said.err().startsWith("The years " + years + " cannot be read"), said::err);
        }
    }

    @Test
    void aDirectoryWithoutAnExportIsNamed() {
        Said said = say("participation", directory.toString());
        assertEquals(2, said.status());
        assertEquals(
                directory.resolve("claims.parquet") + " is not there; the directory is written by ./run export\n",
                said.err());
    }

    @Test
    void aDirectoryThatSparkCannotReadIsNamed() {
        Said said = say("participation", directory.toString(), "--engine", "spark", "--master", "local[1]");
        assertEquals(2, said.status());
        assertTrue(said.err().startsWith(directory + " could not be read: "), said::err);
        assertEquals(1, said.err().lines().count(), said::err);
    }

    @Test
    void aFileThatIsNoExportIsNamed() throws Exception {
        Path broken = Files.createDirectory(directory.resolve("broken"));
        for (String table : new String[] {"claims", "covers", "editions"}) {
            Files.writeString(broken.resolve(table + ".parquet"), "year,county");
        }
        Said said = say("participation", broken.toString());
        assertEquals(2, said.status());
        assertTrue(said.err().startsWith(broken + " could not be read: "), said::err);
        assertEquals(1, said.err().lines().count(), said::err);
    }

    /** What needs no claims is told from it all the same. */
    @Test
    void theColumnThatAnExportOfAnOlderVersionLacksIsNamed() throws Exception {
        Path older = Files.createDirectory(directory.resolve("older"));
        for (String table : new String[] {"covers", "editions"}) {
            Files.copy(export.resolve(table + ".parquet"), older.resolve(table + ".parquet"));
        }
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("copy (select * exclude (waiting_until) from read_parquet('" + export
                    + "/claims.parquet')) to '" + older + "/claims.parquet' (format parquet)");
        }
        for (String[] engine : new String[][] {{"duckdb"}, {"spark", "--master", "local[1]"}}) {
            List<String> words = new ArrayList<>(
                    List.of("redecide", older.toString(), "--plan", plan.toString(), "--years", "2026", "--engine"));
            words.addAll(List.of(engine));
            Said said = say(words.toArray(String[]::new));
            assertEquals(2, said.status());
            assertEquals("", said.out());
            assertTrue(said.err().startsWith(older + " has no column waiting_until"), said::err);
            assertEquals(1, said.err().lines().count(), said::err);
        }
        assertEquals(0, say("participation", older.toString()).status());
    }

    @Test
    void thePlacesWhereAPlanFileIsWrongAreTold() throws Exception {
        Path wrong = Files.writeString(
                directory.resolve("wrong.yaml"), SampleExport.text().replace("rate: 70%", "rate: 170%"));
        Said said = say("redecide", export.toString(), "--plan", wrong.toString());
        assertEquals(2, said.status());
        assertTrue(said.err().startsWith(wrong + ":37 "), said::err);
        assertEquals("", said.out());
    }

    @Test
    void aPlanFileThatIsNotThereIsNamed() {
        Said said = say(
                "redecide",
                export.toString(),
                "--plan",
                directory.resolve("none.yaml").toString());
        assertEquals(2, said.status());
        assertTrue(said.err().startsWith(directory.resolve("none.yaml").toString()), said::err);
    }

    @Test
    void itsWordsAreThereInBothLanguages() {
        assertEquals(
                ResourceBundle.getBundle("messages.analytics", Locale.SIMPLIFIED_CHINESE)
                        .keySet(),
                ResourceBundle.getBundle("messages.analytics", Locale.ENGLISH).keySet());
    }

    private record Said(int status, String out, String err) {}

    private static Said say(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = AnalyticsCommand.run(
                words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Locale.ENGLISH);
        return new Said(status, out.toString(UTF_8), err.toString(UTF_8));
    }
}
