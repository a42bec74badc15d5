package org.tongzhou.testing.province;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.enrolment.RosterCheck;
import org.tongzhou.enrolment.RosterVerdict;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.plan.PlanBook;

/** The synthetic province is what it says: the same twice, in the product's own eyes without a fault, and of real shape. */
class ProvinceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);
    private final Province province = new Province(3_000, 7);

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers(@TempDir Path folder) throws IOException {
        TreeMap<String, byte[]> once = files(folder.resolve("once"), 7);
        TreeMap<String, byte[]> again = files(folder.resolve("again"), 7);
        assertThat(once.keySet()).hasSizeGreaterThan(8);
        once.forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
        assertThat(files(folder.resolve("other"), 8).get("roster-2025.csv")).isNotEqualTo(once.get("roster-2025.csv"));
    }

    private static TreeMap<String, byte[]> files(Path folder, long seed) throws IOException {
        ProvinceFiles.write(new Province(600, seed), folder);
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (var list = Files.list(folder)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void theRosterCheckFindsNoFaultInAnyFile(@TempDir Path folder) throws IOException {
        ProvinceFiles.write(province, folder);
        for (String name : List.of("unit-1-2025.csv", "unit-15-2026.xlsx", "roster-2026.csv", "roster-2025-1.xlsx")) {
            RosterVerdict verdict = RosterCheck.check(
                    folder.resolve(name), DAY, PlanBook.shipped().openOn(DAY));
            assertThat(verdict.rows()).as(name).isPositive().isEqualTo(verdict.goodRows());
        }
    }

    @Test
    void nobodySharesANumberAndHalfTheCardsAreThere() {
        Set<String> numbers = new HashSet<>();
        for (long n = 0; n < province.everybody(); n++) {
            Member member = province.member(n);
            assertThat(numbers.add(member.idNumber())).isTrue();
            assertThat(numbers.add(member.phone())).isTrue();
            if (member.card() != null) {
                assertThat(Checksums.luhn(member.card())).isTrue();
                assertThat(numbers.add(member.card())).isTrue();
            }
        }
        assertThat(numbers.size()).isBetween((int) (2.8 * province.everybody()), (int) (3.0 * province.everybody()));
    }

    @Test
    void aWholeProvinceHasTheSizesOfTheRealOne() {
        Province whole = new Province(1_857_000, 1);
        assertThat(whole.units()).isEqualTo(11_650);
        assertThat(whole.unit(0).staff()).isBetween(18_000, 22_000);
        assertThat(whole.unit(11_649).staff()).isBetween(10, 40);
        assertThat(IntStream.range(0, whole.units())
                        .mapToLong(u -> whole.unit(u).staff())
                        .sum())
                .isEqualTo(1_857_000);
        assertThat(new Stays(whole).count()).isEqualTo(100_000);
        double plans = IntStream.range(0, 5_000)
                .mapToLong(n -> IntStream.of(whole.member(n).units())
                        .filter(units -> units > 0)
                        .count())
                .average()
                .orElseThrow();
        assertThat(plans).isBetween(3.1, 3.3);
    }

    @Test
    void everyReceiptAddsUp() {
        Stays stays = new Stays(province);
        for (int i = 0; i < stays.count(); i++) {
            Stay stay = stays.stay(i);
            assertThat(stay.totalFen()).isEqualTo(stay.poolFen() + stay.accountFen() + stay.cashFen());
            assertThat(stay.borneFen()).isEqualTo(stay.inScopeFen() + stay.outOfScopeFen());
            assertThat(List.of(stay.cashFen(), stay.outOfScopeFen(), stay.inScopeFen()))
                    .allMatch(fen -> fen >= 0);
            assertThat(stay.admitted())
                    .isAfter(stays.coverStarts(province.unitOf(stay.member())).plusDays(30));
        }
    }
}
