package org.tongzhou.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.Stay;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;

/** An export as the house writes it, of claims drawn from a seed, in groups small enough that a file has several. */
public final class SampleExport {
    private static final PlanCode PLAN = new PlanCode("hospital");
    private static final int SMALL_GROUP = 250;
    private static final int GROUP = 100_000;

    private SampleExport() {}

    private interface Taking {
        void take(PastClaim claim) throws IOException;
    }

    /** Two claims a person, one of each year. */
    public static List<PastClaim> claims(int persons) {
        List<PastClaim> claims = new ArrayList<>();
        try {
            each(persons, claims::add);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return claims;
    }

    private static void each(int persons, Taking taking) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int p = 1; p <= persons; p++) {
            for (int year = 2025; year <= 2026; year++) {
                taking.take(claim(p, year, random));
            }
        }
    }

    private static PastClaim claim(int person, int year, SplittableRandom random) {
        LocalDate admitted = LocalDate.of(year, 2 + random.nextInt(9), 1 + random.nextInt(28));
        Money own = Money.ofFen(10_000 + random.nextInt(3_000_000));
        boolean late = person % 7 == 0;
        ClaimFacts facts = ClaimFacts.hospital(
                        new Stay(admitted, admitted.plusDays(random.nextInt(30))),
                        admitted.plusDays(late ? 90 : 60),
                        person % 3 == 0 ? Set.of() : Set.of(new Icd10("K80.2")),
                        person % 17 == 0 ? List.of() : List.of(Bill.selfPay(own, Money.ofFen(random.nextInt(100_000)))))
                .withPapers(Set.of(PaperKind.RECEIPT, PaperKind.DISCHARGE_RECORD))
                .withReference("" + (1000 * person + year));
        ClaimFacts told = late ? facts.withLateReason("住院期间不能申领") : facts;
        CoverFacts cover = new CoverFacts(
                PLAN,
                1 + person % 3,
                DateRange.yearFrom(LocalDate.of(year, 1, 1)),
                LocalDate.of(2025, 1, 1),
                person % 2 == 0 ? Sex.FEMALE : Sex.MALE);
        UsedSoFar elsewhere = person % 5 == 0
                ? new UsedSoFar(Map.of(
                        new LimitKey("group/inpatient/" + (1000 * person + year), "event:" + admitted), 5_000L,
                        new LimitKey("critical/diagnosis", "life"), 7L))
                : UsedSoFar.NOTHING;
        boolean refused = person % 11 == 0;
        return new PastClaim(
                10L * person + year,
                new PersonId(person),
                "2025",
                cover,
                told,
                elsewhere,
                person % 13 == 0 && year == 2026,
                refused,
                refused ? Money.ZERO : Money.ofFen(own.fen() / 2),
                !refused && person % 19 == 0);
    }

    /** Everybody is covered in 2025, people with even numbers in 2026 again; two counties. */
    public static void write(Path directory, int persons) throws IOException {
        Pseudonyms pseudonyms = new Pseudonyms();
        try (ParquetFile file =
                ParquetFile.create(directory.resolve("claims.parquet"), ClaimColumns.ALL, group(persons))) {
            each(persons, claim -> file.row(ClaimColumns.cells(claim, claim.claim(), pseudonyms)));
        }
        List<Column> covers = List.of(
                Column.number("person"),
                Column.text("plan"),
                Column.text("county"),
                Column.number("fee_fen"),
                Column.day("first_day"));
        try (ParquetFile file = ParquetFile.create(directory.resolve("covers.parquet"), covers, group(persons))) {
            for (int p = 1; p <= persons; p++) {
                for (int year = 2025; year <= 2026 - p % 2; year++) {
                    file.row(
                            pseudonyms.of("person", p),
                            "hospital",
                            p % 4 < 2 ? "/42/1/东/" : "/42/1/西/",
                            9_500L,
                            LocalDate.of(year, 1, 1));
                }
            }
        }
        List<Column> editions =
                List.of(Column.text("plan"), Column.text("edition"), Column.day("until_day"), Column.text("text"));
        try (ParquetFile file = ParquetFile.create(directory.resolve("editions.parquet"), editions)) {
            file.row("hospital", "2025", null, text());
        }
    }

    private static int group(int persons) {
        return persons < 10_000 ? SMALL_GROUP : GROUP;
    }

    /** The hospital plan with a limit for filing, which some claims come after, for a reason. */
    public static String text() {
        return Optional.ofNullable(PlanBook.shippedFiles().get("hospital-2025.yaml"))
                .orElseThrow()
                .replace("within_days: none", "within_days: 75");
    }
}
