package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Golden cases beside a plan: read whole, or told what is wrong and where. */
class CasesFileTest {
    private static final PlanCode HOSPITAL = new PlanCode("hospital");
    private static final int TOO_LONG = 1_048_577;

    @Test
    void casesAreRead() throws IOException {
        CasesFile.Parsed parsed = parse(Files.readString(Path.of("src/main/resources/plans/cases/hospital.json")));
        assertThat(parsed.faults()).isEmpty();
        assertThat(parsed.cases()).hasSize(3);
        GoldenCase first = parsed.cases().get(0);
        assertThat(first.pays()).isEqualTo(Money.parseYuan("1404.38"));
        assertThat(first.name()).startsWith("阑尾炎");
        assertThat(first.covers()).extracting(CoverFacts::plan).containsExactly(HOSPITAL);
    }

    @Test
    void everyShippedPlanHasCasesThatPass() throws IOException {
        for (PlanVersion plan : PlanBook.shipped().versions()) {
            Path file = Path.of("src/main/resources/plans/cases", plan.code() + ".json");
            CasesFile.Parsed parsed = CasesFile.parse(file.toString(), Files.readString(file), plan.code());
            assertThat(parsed.faults()).isEmpty();
            assertThat(parsed.cases()).hasSizeGreaterThan(1);
            for (GoldenCase each : parsed.cases()) {
                assertThat(GoldenCase.amount(each.under(plan))).as(each.name()).isEqualTo(each.pays());
            }
        }
    }

    /** As {@code decide} does with the same facts: the first cover is not always the one of the day. */
    @Test
    void ofSeveralTermsTheOneThatHoldsTheDayDecides() {
        String facts = """
                {"event": {"kind": "hospital"}, "stay": {"admitted": "2026-05-06", "discharged": "2026-05-13"},
                "bills": [{"in_scope": "10.00"}], "member": {"sex": "male"}, "covers": [
                {"plan": "hospital", "from": "2025-01-01"},
                {"plan": "hospital", "from": "2026-01-01", "continuous_since": "2025-01-01"}]}
                """;
        GoldenCase renewed = parse("[{\"case\": \"a\", \"pays\": \"7.00\", \"facts\": " + facts + "}]")
                .cases()
                .get(0);
        PlanVersion plan = PlanBook.shipped().versions().stream()
                .filter(it -> it.code().equals(HOSPITAL))
                .findFirst()
                .orElseThrow();
        assertThat(GoldenCase.amount(renewed.under(plan))).isEqualTo(renewed.pays());
    }

    @Test
    void noTextIsNoCases() {
        assertThat(parse(" \n").cases()).isEmpty();
        assertThat(parse(" \n").faults()).isEmpty();
    }

    @Test
    void whatIsNoListIsAFault() {
        assertThat(parse("{").faults()).isNotEmpty();
        assertThat(parse("{}").faults()).extracting(FactsFault::code).containsExactly(FactsFault.Code.NOT_LIST);
        assertThat(parse("[" + " ".repeat(TOO_LONG) + "]").faults())
                .extracting(FactsFault::code)
                .containsExactly(FactsFault.Code.TOO_MANY);
    }

    @Test
    void everyCaseNeedsACoverOfThePlanAndNothingElse() {
        String facts = """
                {"event": {"kind": "hospital"}, "stay": {"admitted": "2025-05-06", "discharged": "2025-05-13"},
                "bills": [{"in_scope": "10.00"}], "member": {"sex": "male"}, "covers": [{"plan": "women", "from": "2025-01-01"}]}
                """;
        CasesFile.Parsed other = parse("[{\"case\": \"a\", \"pays\": \"1.00\", \"facts\": " + facts + "}]");
        assertThat(other.cases()).isEmpty();
        assertThat(other.faults()).extracting(FactsFault::code).containsExactly(FactsFault.Code.NO_COVER);
        assertThat(other.faults().get(0).path()).isEqualTo("[0].facts.covers");
        String good = facts.replace("women", "hospital");
        CasesFile.Parsed more = parse("[{\"case\": \"a\", \"pays\": \"1.00\", \"paid\": 1, \"facts\": " + good + "}]");
        assertThat(more.faults()).extracting(FactsFault::path).containsExactly("[0].paid");
    }

    private static CasesFile.Parsed parse(String text) {
        return CasesFile.parse("cases.json", text, HOSPITAL);
    }
}
