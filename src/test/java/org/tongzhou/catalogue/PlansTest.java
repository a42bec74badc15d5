package org.tongzhou.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.FundId;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.plan.PlanFaultCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class PlansTest {
    private static final PlanCode HOSPITAL = new PlanCode("hospital");
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);
    private static final Instant NOW = TestData.NOW;
    private static final AtomicInteger FUNDS = new AtomicInteger(68);

    @Autowired
    Plans plans;

    @Autowired
    PlanStore store;

    @Autowired
    JdbcClient jdbc;

    @Test
    void shippedPlansAreThereAfterStart() {
        assertThat(plans.inForce(TestData.FUND, DAY))
                .extracting(PlanVersion::id)
                .containsSubsequence( // other tests have plans of their own
                        "hospital-2025",
                        "critical-2025",
                        "women-2025",
                        "accident-2025",
                        "short-accident-2025",
                        "gig-accident-2025");
        assertThat(plans.version(TestData.FUND, HOSPITAL, LocalDate.of(2024, 12, 31)))
                .isEmpty();
        assertThat(plans.cited(TestData.FUND, "hospital-2025 §6")).isPresent();
        assertThat(plans.cited(TestData.FUND, "hospital-2025 §66")).isEmpty();
    }

    @Test
    void loadingAgainHasNoEffect() {
        FundId fund = newFund();
        plans.loadShipped(fund, "reference", NOW);
        plans.loadShipped(fund, "reference", NOW.plusSeconds(60));
        assertThat(rows(fund)).isEqualTo(6);
        assertThat(plans.inForce(fund, DAY)).hasSize(6);
    }

    @Test
    void changedFileOfAnAcceptedEditionIsRefusedInWords() {
        FundId fund = newFund();
        plans.loadShipped(fund, "reference", NOW);
        Map<String, String> changed = Map.of("hospital-2025.yaml", shipped().replace("rate: 70%", "rate: 75%"));
        refused(
                "plan_edition_changed",
                List.of("hospital-2025.yaml", "hospital-2025"),
                () -> plans.accept(fund, changed, NOW));
        assertThat(plans.version(fund, HOSPITAL, DAY)).isEqualTo(plans.version(TestData.FUND, HOSPITAL, DAY));
    }

    @Test
    void faultyFileLeavesTheRunningPlansAsTheyAre() {
        FundId fund = newFund();
        plans.loadShipped(fund, "reference", NOW);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("next.yaml", edition("2027").replace("from: 2025-01-01", "from: 2027-01-01"));
        files.put("bad.yaml", edition("2028").replace("rate: 70%", "rate: 700%"));
        assertThatThrownBy(() -> plans.accept(fund, files, NOW)).hasMessageContaining("bad.yaml:37:15");
        assertThat(rows(fund)).isEqualTo(6);
    }

    @Test
    void editionThatOverlapsIsRefusedByTheDatabaseToo() {
        FundId fund = newFund();
        plans.loadShipped(fund, "reference", NOW);
        refused(
                "plan_editions_overlap",
                List.of("next.yaml", "hospital-2026"),
                () -> plans.accept(fund, Map.of("next.yaml", edition("2026")), NOW));
    }

    @Test
    void whatElseTheDatabaseRefusesIsNoOverlap() {
        FundId fund = newFund();
        String name = "x".repeat(200) + ".yaml";
        assertThatThrownBy(() -> plans.accept(fund, Map.of(name, shipped()), NOW))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("file_name");
    }

    /** Checks that came later are for drafts: what was accepted before them is still read, and its file still loads. */
    @Test
    void anAcceptedVersionIsReadWhateverIsAskedOfNewOnes() {
        FundId fund = newFund();
        String text = shipped()
                .replaceFirst(
                        "( +)- rate: 70%\\n +clause: \"6\"",
                        "$0\n$1- {cap: 5000, per: event, clause: \"6\"}\n$1- {floor: 200, clause: \"6\"}");
        PlanFile.Parsed parsed = PlanFile.parse("hospital-2025.yaml", text);
        assertThat(parsed.faults()).extracting(PlanFault::code).containsExactly(PlanFaultCode.FLOOR_AFTER_CAP);
        assertThatThrownBy(() -> plans.accept(fund, Map.of("hospital-2025.yaml", text), NOW))
                .hasMessageContaining("benefits[0].rules[2]");
        acceptedBefore(fund, text, parsed.fingerprint());
        assertThat(plans.version(fund, HOSPITAL, DAY)).isPresent();
        plans.accept(fund, Map.of("hospital-2025.yaml", text), NOW);
        assertThat(rows(fund)).isEqualTo(1);
        assertThat(plans.book(fund)
                        .with(
                                "next.yaml",
                                text.replace("\"2025\"", "\"2027\"").replace("from: 2025", "from: 2027"),
                                DAY)
                        .faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.FLOOR_AFTER_CAP);
    }

    private void acceptedBefore(FundId fund, String text, String fingerprint) {
        jdbc.sql("""
                        insert into catalogue.plan_version (fund, code, edition, validity, file_name, text, hash, accepted_at)
                        values (:fund, 'hospital', '2025', '[2025-01-01,)', 'hospital-2025.yaml', :text, :hash, :at)
                        """)
                .param("fund", fund.code())
                .param("text", text)
                .param("hash", HexFormat.of().parseHex(fingerprint))
                .param("at", Timestamp.from(NOW))
                .update();
    }

    /** The list of a fund is looked at again every minute, by whoever comes then. */
    @Test
    void anEditionIsParsedOnce() {
        List<PlanVersion> first = versions();
        assertThat(versions())
                .zipSatisfy(first, (again, once) -> assertThat(again).isSameAs(once));
    }

    private List<PlanVersion> versions() {
        return store.all(TestData.FUND).stream().map(AcceptedVersion::plan).toList();
    }

    @Test
    void editionOfTheDayDecides() {
        FundId fund = newFund();
        String next = edition("2026").replace("from: 2025-01-01", "from: 2026-01-01");
        plans.accept(fund, Map.of("first.yaml", shipped()), NOW);
        plans.accept(fund, Map.of("next.yaml", next), NOW);
        plans.accept(fund, Map.of("first.yaml", shipped()), NOW);
        assertThat(plans.version(fund, HOSPITAL, LocalDate.of(2025, 12, 31))
                        .orElseThrow()
                        .edition())
                .isEqualTo("2025");
        assertThat(plans.version(fund, HOSPITAL, LocalDate.of(2026, 1, 1))
                        .orElseThrow()
                        .edition())
                .isEqualTo("2026");
        assertThat(plans.editions(fund, HOSPITAL)).hasSize(2);
    }

    /** As a draft: the rules of days that have begun stay, and what is counted goes on. */
    @Test
    void aFileAddedToADirectoryChangesNothingBackwards(@TempDir Path directory) throws IOException {
        FundId fund = newFund();
        Files.writeString(directory.resolve("hospital-2025.yaml"), shipped());
        plans.loadShipped(fund, directory.toString(), NOW);
        Path added = directory.resolve("hospital-2026.yaml");
        Files.writeString(added, edition("2026").replace("from: 2025-01-01", "from: 2026-01-01"));
        assertThatThrownBy(() -> plans.loadShipped(fund, directory.toString(), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hospital-2026.yaml:9")
                .hasMessageContaining("2026-02-10");
        assertThat(plans.editions(fund, HOSPITAL))
                .extracting(PlanVersion::edition)
                .containsExactly("2025");
        Files.writeString(added, edition("2026").replace("from: 2025-01-01", "from: " + DAY.plusDays(1)));
        plans.loadShipped(fund, directory.toString(), NOW);
        plans.loadShipped(fund, directory.toString(), NOW.plusSeconds(60));
        assertThat(plans.version(fund, HOSPITAL, DAY)).map(PlanVersion::edition).hasValue("2025");
        assertThat(plans.version(fund, HOSPITAL, DAY.plusDays(1)))
                .map(PlanVersion::edition)
                .hasValue("2026");
        assertThat(loaded(fund)).containsExactly("plan:hospital-2026");
    }

    @Test
    void aFundStartsWithAllEditionsOfItsDirectory(@TempDir Path directory) throws IOException {
        FundId fund = newFund();
        Files.writeString(directory.resolve("z-2025.yaml"), shipped());
        Files.writeString(
                directory.resolve("a-2026.yaml"), edition("2026").replace("from: 2025-01-01", "from: 2026-01-01"));
        plans.loadShipped(fund, directory.toString(), NOW);
        assertThat(plans.editions(fund, HOSPITAL)).hasSize(2);
        assertThat(loaded(fund)).isEmpty();
    }

    @Test
    void aFileThatOnlyAnAcceptedOneMayBeIsNotAdded(@TempDir Path directory) throws IOException {
        FundId fund = newFund();
        Files.writeString(
                directory.resolve("hospital-2025.yaml"),
                shipped().replace("from: 2025-01-01", "from: 2025-01-01\nvalid_to: 2026-07-01"));
        assertThatThrownBy(() -> plans.loadShipped(fund, directory.toString(), NOW))
                .hasMessageContaining("hospital-2025.yaml:10")
                .hasMessageContaining("valid_to");
    }

    private List<String> loaded(FundId fund) {
        return jdbc.sql("select subject from audit.entry where fund = :fund and action = 'plan.loaded'")
                .param("fund", fund.code())
                .query(String.class)
                .list();
    }

    @Test
    void acceptedVersionsCannotBeChangedOrRemoved() {
        assertThatThrownBy(() ->
                        jdbc.sql("update catalogue.plan_version set text = 'x'").update())
                .hasMessageContaining("immutable");
        assertThatThrownBy(() -> jdbc.sql("update catalogue.plan_version set validity = '[2020-01-01,)'")
                        .update())
                .hasMessageContaining("immutable");
        assertThatThrownBy(() -> jdbc.sql("delete from catalogue.plan_version").update())
                .hasMessageContaining("immutable");
        assertThatThrownBy(() -> jdbc.sql("truncate catalogue.plan_version").update())
                .hasMessageContaining("immutable");
    }

    private static FundId newFund() {
        return new FundId(FUNDS.getAndIncrement());
    }

    private static String shipped() {
        return PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
    }

    private static String edition(String name) {
        return shipped().replace("edition: \"2025\"", "edition: \"" + name + "\"");
    }

    private long rows(FundId fund) {
        return jdbc.sql("select count(*) from catalogue.plan_version where fund = :fund")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
    }
}
