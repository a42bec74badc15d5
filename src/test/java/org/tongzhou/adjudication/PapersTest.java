package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/** Which papers an event is asked for: by what opened the benefit, by what an accident led to, less those that are there. */
class PapersTest {
    private static final LocalDate DAY = LocalDate.of(2025, 5, 1);
    private static final Stay STAY = new Stay(DAY, DAY.plusDays(4));
    private static final String HOSPITAL =
            PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "").replace("      - discharge_record", """
                      - discharge_record
                    accident: [police_report]
                    death: [death_certificate]\
                """);
    private static final String ON_DEATH = "- {floor: 100, when: death, clause: \"6\"}";

    private final ClaimFacts stay = ClaimFacts.hospital(STAY, DAY, Set.of(), List.of());
    private final ClaimFacts accident = ClaimFacts.accident(DAY, DAY, Optional.of(STAY), List.of());

    @Test
    void aStayIsAskedForItsPapersLessThoseThatAreThere() {
        PlanVersion plan = plan(HOSPITAL);
        assertThat(asked(plan, stay)).containsExactly("receipt|settlement_sheet", "discharge_record");
        assertThat(asked(plan, stay.withPapers(Set.of(PaperKind.SETTLEMENT_SHEET))))
                .containsExactly("discharge_record");
    }

    @Test
    void aStayAfterAnAccidentIsAskedForBoth() {
        PlanVersion plan = plan(HOSPITAL.replace("opens_on: stay", "opens_on: accident_stay"));
        assertThat(asked(plan, accident))
                .containsExactly("receipt|settlement_sheet", "discharge_record", "police_report");
        PlanVersion accidents = plan(HOSPITAL.replace("opens_on: stay", "opens_on: accident"));
        assertThat(asked(accidents, accident)).containsExactly("police_report");
        PlanVersion any = plan(HOSPITAL.replace("opens_on: stay", "opens_on: any"));
        assertThat(asked(any, accident)).containsExactly("police_report");
        assertThat(asked(any, stay)).hasSize(2);
    }

    @Test
    void deathIsAskedForWhereARulePaysMoreOnDeath() {
        ClaimFacts died = stay.with(Findings.NONE.withDeath(DAY));
        assertThat(asked(plan(HOSPITAL), died)).doesNotContain("death_certificate");
        PlanVersion raised = plan(HOSPITAL.replace("- rate: 70%", ON_DEATH + "\n      - rate: 70%"));
        assertThat(asked(raised, died)).contains("death_certificate");
        assertThat(asked(raised, stay)).doesNotContain("death_certificate");
        String always = ON_DEATH.replace("death", "always");
        assertThat(asked(plan(HOSPITAL.replace("- rate: 70%", always + "\n      - rate: 70%")), died))
                .doesNotContain("death_certificate");
    }

    @Test
    void aLumpSumIsAskedByWhetherThereWasAStay() {
        PlanVersion plan = shipped("critical-2025.yaml");
        assertThat(asked(plan, stay)).hasSize(3);
        assertThat(asked(plan, ClaimFacts.illness(DAY, DAY, Set.of()))).containsExactly("pathology_report|test_report");
    }

    @Test
    void anInjuryIsAskedByWhatItLedTo() {
        PlanVersion plan = shipped("gig-accident-2025.yaml");
        assertThat(asked(plan, 1, accident)).contains("unit_statement", "disability_certificate");
        assertThat(asked(plan, 1, accident.with(Findings.NONE.withDeath(DAY))))
                .contains("unit_statement", "death_certificate")
                .doesNotContain("disability_certificate");
        assertThat(asked(plan, 1, stay)).isEmpty();
    }

    private static PlanVersion plan(String text) {
        PlanFile.Parsed parsed = PlanFile.parse("plan.yaml", text);
        return parsed.plan().orElseThrow(() -> new AssertionError(parsed.faults()));
    }

    private static PlanVersion shipped(String file) {
        return plan(PlanBook.shippedFiles().getOrDefault(file, ""));
    }

    private static List<String> asked(PlanVersion plan, ClaimFacts facts) {
        return asked(plan, 0, facts);
    }

    private static List<String> asked(PlanVersion plan, int benefit, ClaimFacts facts) {
        List<String> told = new ArrayList<>();
        new Papers(plan, plan.benefits().get(benefit))
                .missing(
                        facts,
                        missing -> told.add(String.join(
                                "|", missing.facts().stream().map(Fact::value).toList())));
        return told;
    }
}
