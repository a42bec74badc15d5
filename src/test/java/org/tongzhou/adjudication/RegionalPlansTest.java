package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import tools.jackson.databind.JsonNode;

/** The plan sets of other regions give every published figure, to the fen. */
class RegionalPlansTest {
    private static final JsonNode GOLDEN = Golden.read("benefits.json");
    private static final JsonNode REGIONS = GOLDEN.get("other_regions");
    private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
    private static final LocalDate DAY = LocalDate.of(2025, 9, 2);

    @Test
    void everyPublishedRegionShips() {
        assertThat(PlanBook.shippedSets())
                .containsExactly("reference", "beijing-2011", "hunan-2017", "lanzhou", "qingyang", "yulin");
        assertThat(PlanBook.shippedSets()).hasSize(1 + REGIONS.size());
        assertThatThrownBy(() -> PlanBook.shippedFiles("atlantis")).hasMessageContaining("yulin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunan", "yulin"})
    void tiersGiveThePublishedAmounts(String region) {
        JsonNode given = REGIONS.get(region.equals("hunan") ? "hunan_2017" : region);
        PlanVersion plan = plan(region.equals("hunan") ? "hunan-2017" : region, "hospital");
        for (JsonNode vector : given.get("vectors")) {
            Money amount = due(plan, 1, stay(vector.get(0).asString(), 5), UsedSoFar.NOTHING);
            assertThat(amount)
                    .as(vector.toString())
                    .isEqualTo(Money.parseYuan(vector.get(1).asString()));
        }
    }

    @Test
    void yulinCostsItsFeeAndSaysWhichReadingItTakes() {
        PlanVersion plan = plan("yulin", "hospital");
        assertThat(plan.fee(1))
                .isEqualTo(Money.ofYuan(REGIONS.get("yulin").get("fee").asLong()));
        assertThat(plan.clauses().get("5").text().en()).contains("does not say whether the rates are marginal");
    }

    @Test
    void qingyangPaysTheFirstStayMoreThanTheSecond() {
        PlanVersion plan = plan("qingyang", "hospital");
        JsonNode vectors = REGIONS.get("qingyang").get("vectors");
        Decision first = decide(plan, 1, stay("1000", 5), UsedSoFar.NOTHING);
        UsedSoFar used = UsedSoFar.NOTHING.plus(((Decision.Payable) first).consumption());
        assertThat(Golden.amount(first))
                .isEqualTo(Money.parseYuan(vectors.get(0).get(1).asString()));
        LocalDate later = DAY.plusDays(40);
        ClaimFacts second =
                ClaimFacts.hospital(new Stay(later, later.plusDays(3)), later, Set.of(), List.of(Golden.bill("1000")));
        assertThat(due(plan, 1, second, used))
                .isEqualTo(Money.parseYuan(vectors.get(1).get(1).asString()));
    }

    @Test
    void beijingPaysEachDayFromTheFourth() {
        PlanVersion plan = plan("beijing-2011", "hospital-days");
        JsonNode given = REGIONS.get("beijing_daily_cash_2011");
        assertThat(plan.fee(1)).isEqualTo(Money.ofYuan(given.get("fee").asLong()));
        for (JsonNode vector : given.get("vectors")) {
            int days = Integer.parseInt(vector.get(0).asString().replace(" days", ""));
            Money amount = due(plan, 1, stay("1", days), UsedSoFar.NOTHING);
            assertThat(amount)
                    .as(vector.toString())
                    .isEqualTo(Money.parseYuan(vector.get(1).asString()));
        }
    }

    @Test
    void lanzhouPaysTreatmentRecoveryAndTheHospitalPart() {
        PlanVersion critical = plan("lanzhou", "critical");
        PlanVersion hospital = plan("lanzhou", "hospital");
        for (JsonNode given : REGIONS.get("lanzhou").get("cases")) {
            int units = given.get("units").asInt();
            Money hospitalPart = Money.ofYuan(given.get("hospital_part_given").asLong());
            String inScope = Money.ofFen(hospitalPart.fen() * 100 / 80).plainYuan();
            ClaimFacts stay = stay(inScope, 8).withDiagnoses(Set.of(new Icd10("C50.9")));
            Money lump = due(
                    critical, units, stay.with(Findings.NONE.withClass("malignant_tumour_severe")), UsedSoFar.NOTHING);
            assertThat(lump)
                    .isEqualTo(Money.ofYuan(given.get("treatment").asLong()
                            + given.get("recovery").asLong()));
            Money paid = due(hospital, 1, stay, UsedSoFar.NOTHING);
            assertThat(paid).isEqualTo(hospitalPart);
            assertThat(lump.plus(paid))
                    .isEqualTo(Money.ofYuan(given.get("expect").asLong()));
        }
    }

    @Test
    void feesOfWholeUnitsReconcile() {
        PlanVersion plan =
                PlanBook.shipped().version(new PlanCode("hospital"), DAY).orElseThrow();
        for (JsonNode given : GOLDEN.get("fee_reconciliation")) {
            Money fee = Money.ofYuan(given.get("fee").asLong());
            String file = PlanBook.shippedFiles()
                    .getOrDefault("hospital-2025.yaml", "")
                    .replace("per_unit: {value: 95.00, example: true}", "per_person: " + fee.plainYuan());
            PlanVersion priced =
                    org.tongzhou.plan.PlanFile.parse("priced.yaml", file).plan().orElseThrow();
            assertThat(priced.fee(1)).isEqualTo(fee).isNotEqualTo(plan.fee(1));
            Money total = Money.ZERO;
            for (int i = 0; i < given.get("persons").asInt(); i++) {
                total = total.plus(priced.fee(1));
            }
            assertThat(total).isEqualTo(Money.ofYuan(given.get("expect").asLong()));
        }
    }

    private static PlanVersion plan(String set, String code) {
        return PlanBook.shipped(set).version(new PlanCode(code), DAY).orElseThrow();
    }

    /** A stay of this many days, discharge not counted. */
    private static ClaimFacts stay(String inScope, int days) {
        return ClaimFacts.hospital(
                new Stay(DAY, DAY.plusDays(days)), DAY.plusDays(days), Set.of(), List.of(Golden.bill(inScope)));
    }

    private static Decision decide(PlanVersion plan, int units, ClaimFacts facts, UsedSoFar used) {
        CoverFacts cover = new CoverFacts(plan.code(), units, DateRange.yearFrom(FROM), FROM, Sex.FEMALE);
        return Adjudication.decide(plan, cover, facts, used);
    }

    private static Money due(PlanVersion plan, int units, ClaimFacts facts, UsedSoFar used) {
        return Optional.of(decide(plan, units, facts, used))
                .map(it -> it.fold(Decision.Payable::amount, no -> Money.ZERO, no -> Money.ZERO))
                .orElseThrow();
    }
}
