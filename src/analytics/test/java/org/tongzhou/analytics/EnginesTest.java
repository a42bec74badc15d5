package org.tongzhou.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.analysis.Redecision;
import org.tongzhou.analysis.SampleExport;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/** DuckDB and Spark read what the house writes, and answer alike, as the rules alone do. */
class EnginesTest {
    private static final int PERSONS = 2_000;
    private static final String LOWER = SampleExport.text().replace("rate: 70%", "rate: 65%");
    private static final Question QUESTION = new Question("lower.yaml", LOWER, 2025, 2026);

    @TempDir
    static Path directory;

    static Figures duck;
    static Figures spark;

    @BeforeAll
    static void open() throws Exception {
        SampleExport.write(directory, PERSONS);
        duck = DuckFigures.open(directory);
        spark = SparkFigures.open(directory.toString(), "local[2]");
    }

    @AfterAll
    static void close() {
        duck.close();
        spark.close();
    }

    @Test
    void claimsDecidedAnewComeToTheSame() {
        SortedMap<Integer, Redecision.Totals> byRules = byRules(QUESTION);
        assertEquals(byRules, duck.redecide(QUESTION));
        assertEquals(byRules, spark.redecide(QUESTION));
        assertEquals(2, byRules.size());
        Redecision.Totals year = byRules.get(2026);
        assertEquals(PERSONS, year.claims());
        assertTrue(
                year.less() > PERSONS / 2 && year.setAside() > 0 && year.versionFen() < year.nowFen(), year::toString);
    }

    @Test
    void yearsThatAreNotAskedForAreNotTold() {
        Question one = new Question("lower.yaml", LOWER, 2026, 2026);
        assertEquals(Map.of(2026, byRules(QUESTION).get(2026)), duck.redecide(one));
        assertEquals(duck.redecide(one), spark.redecide(one));
    }

    @Test
    void theSameRulesChangeNothing() {
        Redecision.Totals same = duck.redecide(new Question("same.yaml", SampleExport.text(), 2025, 2025))
                .get(2025);
        assertEquals(same.nowFen(), same.versionFen());
        assertEquals(0, same.more() + same.less());
        assertNotEquals(0, same.nowFen());
    }

    @Test
    void participationIsCountedAlike() {
        List<Figures.Joined> joined = duck.participation();
        assertEquals(joined, spark.participation());
        assertEquals(new Figures.Joined(2025, "*", "*", PERSONS, PERSONS, 0, 9_500L * PERSONS), joined.get(0));
        Figures.Joined again = joined.stream()
                .filter(it -> it.year() == 2026
                        && it.county().equals("*")
                        && it.plan().equals("*"))
                .findFirst()
                .orElseThrow();
        assertEquals(PERSONS / 2, again.people());
        assertEquals(PERSONS / 2, again.again());
        assertEquals(2 * (2 + 4), joined.size());
    }

    private static SortedMap<Integer, Redecision.Totals> byRules(Question question) {
        PlanVersion edition = PlanFile.accepted("hospital-2025.yaml", SampleExport.text())
                .plan()
                .orElseThrow();
        Redecision redecision =
                new Redecision(Editions.version(question), Map.of("2025", edition), question.first(), question.last());
        SampleExport.claims(PERSONS).forEach(redecision::take);
        return new java.util.TreeMap<>(redecision.byYear());
    }
}
