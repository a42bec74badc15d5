package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ShippedPlansTest {
    private static final PlanBook BOOK = PlanBook.shipped();
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);

    @Test
    void sixPlansHoldFrom2025() {
        assertThat(BOOK.inForce(LocalDate.of(2025, 1, 1)))
                .extracting(plan -> plan.code().value())
                .containsExactly("hospital", "critical", "women", "accident", "short-accident", "gig-accident");
        assertThat(BOOK.inForce(LocalDate.of(2024, 12, 31))).isEmpty();
    }

    @Test
    void threeBasicItemsCost190AndWomensFour215() {
        Money men = plan("hospital")
                .fee(1)
                .plus(plan("critical").fee(1))
                .plus(plan("accident").fee(1));
        assertThat(men).isEqualTo(Money.ofYuan(190));
        assertThat(men.plus(plan("women").fee(1))).isEqualTo(Money.ofYuan(215));
    }

    @Test
    void eachUnitOfCriticalAndWomensIsCharged() {
        assertThat(plan("critical").fee(4)).isEqualTo(Money.ofYuan(180));
        assertThat(plan("women").fee(4)).isEqualTo(Money.ofYuan(100));
        assertThat(plan("gig-accident").fee(1)).isEqualTo(Money.ZERO);
    }

    @Test
    void goodRowsOfTheSampleRosterCost362685() {
        int[][] unitsAndPeople = {
            {1, 1, 0, 1, 1048}, {1, 1, 1, 1, 375}, {1, 4, 0, 1, 174}, {1, 4, 1, 1, 58}, {1, 1, 4, 1, 21}
        };
        Money total = Money.ZERO;
        for (int[] group : unitsAndPeople) {
            total = total.plus(fee("hospital", group[0])
                    .plus(fee("critical", group[1]))
                    .plus(fee("women", group[2]))
                    .plus(fee("accident", group[3]))
                    .times(group[4]));
        }
        assertThat(total).isEqualTo(Money.ofYuan(362_685));
    }

    @Test
    void agesSixteenToSixtyMayJoinAndOnlyWomenTheWomensPlan() {
        Eligibility women = plan("women").eligibility();
        assertThat(women.faults(Sex.FEMALE, 16)).isEmpty();
        assertThat(women.faults(Sex.FEMALE, 60)).isEmpty();
        assertThat(women.faults(Sex.MALE, 61)).containsExactly(Eligibility.Fault.TOO_OLD, Eligibility.Fault.WRONG_SEX);
        assertThat(plan("hospital").eligibility().faults(Sex.MALE, 15)).containsExactly(Eligibility.Fault.TOO_YOUNG);
    }

    @Test
    void waitingOfThirtyDaysForIllnessAndNoneForAccidents() {
        assertThat(plan("hospital").waiting().endsFor(LocalDate.of(2026, 2, 11), LocalDate.of(2026, 2, 11)))
                .isEqualTo("2026-03-13");
        assertThat(plan("critical").waiting().days().value()).isEqualTo(30);
        assertThat(plan("women").waiting().days().value()).isEqualTo(30);
        assertThat(plan("accident").waiting().days().value()).isZero();
        assertThat(plan("gig-accident").waiting().days().value()).isZero();
    }

    @Test
    void termsRunToTheDayBeforeTheAnniversary() {
        assertThat(plan("hospital")
                        .joining()
                        .termFrom(LocalDate.of(2026, 2, 11))
                        .lastDay())
                .isEqualTo("2027-02-10");
        assertThat(plan("short-accident")
                        .joining()
                        .termFrom(LocalDate.of(2026, 2, 11))
                        .lastDay())
                .isEqualTo("2026-05-10");
        assertThat(plan("hospital").joining().continues(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1)))
                .isTrue();
        assertThat(plan("hospital").joining().continues(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 2)))
                .isFalse();
    }

    @Test
    void diseaseClassesAreThoseOfTheGoldenList() throws IOException {
        JsonNode golden = golden("diseases.json");
        DiseaseTable table = DiseaseTable.parse(
                        "d", DiseaseTable.shippedText("diseases-2020").orElseThrow())
                .table()
                .orElseThrow();
        for (String list : List.of("severe", "mild", "women")) {
            List<DiseaseClass> classes = table.lists().getOrDefault(list, List.of());
            assertThat(classes).hasSameSizeAs(golden.get(list));
            for (int i = 0; i < classes.size(); i++) {
                JsonNode given = golden.get(list).get(i);
                assertThat(classes.get(i).code()).isEqualTo(given.get("code").asString());
                assertThat(classes.get(i).name().zh()).isEqualTo(given.get("zh").asString());
                assertThat(classes.get(i).needs())
                        .as(classes.get(i).code())
                        .matches(needs -> needs.isPresent() == given.has("needs"));
                List<IcdRange> ranges = new ArrayList<>();
                given.get("icd10")
                        .forEach(range ->
                                ranges.add(IcdRange.parse(range.asString()).orElseThrow()));
                assertThat(classes.get(i).icd10()).isEqualTo(ranges);
            }
        }
    }

    @Test
    void codeOpensEveryClassItMayBelongTo() {
        assertThat(opened("I21.0")).containsExactly("ami_severe", "ami_mild");
        assertThat(opened("I21")).containsExactly("ami_severe", "ami_mild");
        assertThat(opened("C73")).containsExactly("malignant_tumour_severe", "malignant_tumour_mild");
        assertThat(opened("C50.9")).containsExactly("malignant_tumour_severe");
        assertThat(opened("N18.5")).containsExactly("renal_failure");
        assertThat(opened("N18")).as("too coarse to say").containsExactly("renal_failure");
        assertThat(opened("N18.4")).isEmpty();
        assertThat(opened("D33.3")).containsExactly("intracranial_tumour");
        assertThat(opened("D33.4")).isEmpty();
        assertThat(opened("C97")).containsExactly("malignant_tumour_severe");
        assertThat(opened("C98")).isEmpty();
        assertThat(opened("K80.2")).isEmpty();
    }

    private static List<String> opened(String code) {
        Benefit.LumpSum sum = (Benefit.LumpSum) plan("critical").benefits().get(0);
        return sum.lists().stream()
                .flatMap(list -> list.classes().stream())
                .filter(disease -> disease.mayInclude(new Icd10(code)))
                .map(DiseaseClass::code)
                .toList();
    }

    private static Money fee(String code, int units) {
        return units == 0 ? Money.ZERO : plan(code).fee(units);
    }

    private static PlanVersion plan(String code) {
        return BOOK.version(new PlanCode(code), DAY).orElseThrow();
    }

    static JsonNode golden(String name) throws IOException {
        try (InputStream in = ShippedPlansTest.class.getResourceAsStream("/golden/" + name)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
