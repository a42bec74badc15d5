package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set by its name or by its directory, and the line of plans that follow each other. */
class PlanSetsTest {
    private static final String HOSPITAL = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");

    @TempDir
    Path directory;

    @Test
    void aShippedSetIsFoundByItsName() {
        String first = PlanBook.shippedSets().iterator().next();
        assertThat(PlanSets.files(first)).isNotEmpty().isEqualTo(PlanBook.shippedFiles(first));
        assertThat(PlanSets.book(first).versions()).isNotEmpty();
    }

    @Test
    void aDirectoryIsTheSetOfItsPlanFiles() throws IOException {
        assertThatThrownBy(() -> PlanSets.files(directory.toString())).hasMessageContaining(".yaml");
        Files.writeString(directory.resolve("own.yaml"), HOSPITAL);
        Files.writeString(directory.resolve("notes.txt"), "nothing");
        Files.createDirectory(directory.resolve("old.yaml"));
        assertThat(PlanSets.files(directory.toString())).containsOnlyKeys("own.yaml");
        assertThat(PlanSets.book(directory.toString()).versions()).hasSize(1);
    }

    @Test
    void whatIsNoSetIsRefusedInWords() throws IOException {
        assertThatThrownBy(() -> PlanSets.files("nowhere")).hasMessageContaining("reference, ");
        assertThatThrownBy(() -> PlanSets.files("no\0where")).hasMessageContaining("reference, ");
        Files.writeString(directory.resolve("own.yaml"), HOSPITAL.replace("rate: 70%", "rate: 170%"));
        assertThatThrownBy(() -> PlanSets.files(directory.toString())).hasMessageContaining("own.yaml");
        Files.write(directory.resolve("own.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> PlanSets.files(directory.toString())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNextEditionOfASetEndsTheOneBeforeWhateverItStates() throws IOException {
        Files.writeString(
                directory.resolve("2025.yaml"),
                HOSPITAL.replace("from: 2025-01-01", "from: 2025-01-01\nvalid_to: 2030-01-01"));
        Files.writeString(
                directory.resolve("2026.yaml"),
                HOSPITAL.replace("\"2025\"", "\"2026\"").replace("from: 2025-01-01", "from: 2026-07-01"));
        PlanBook book = PlanSets.book(directory.toString());
        assertThat(book.openOn(LocalDate.of(2026, 6, 30)))
                .extracting(PlanVersion::edition)
                .containsExactly("2025");
        assertThat(book.openOn(LocalDate.of(2026, 7, 1)))
                .extracting(PlanVersion::edition)
                .containsExactly("2026");
    }

    @Test
    void theLineOfAPlanGoesBackOverAllThatItFollows() {
        List<PlanVersion> plans = List.of(retired("one", "two"), retired("two", "three"), retired("other", "three"));
        assertThat(Lineage.of(plans).line(new PlanCode("three")))
                .extracting(PlanCode::value)
                .containsExactly("three", "other", "two", "one");
        assertThat(Lineage.of(plans).line(new PlanCode("one")))
                .extracting(PlanCode::value)
                .containsExactly("one");
    }

    private static PlanVersion retired(String plan, String successor) {
        String text = HOSPITAL.replace("plan: hospital", "plan: " + plan)
                .replace(
                        "valid_from: 2025-01-01",
                        "valid_from: 2025-01-01\nretired: {from: 2026-07-01, successor: " + successor + "}");
        PlanFile.Parsed parsed = PlanFile.parse(plan + ".yaml", text);
        return parsed.plan().orElseThrow(() -> new AssertionError(parsed.faults()));
    }
}
