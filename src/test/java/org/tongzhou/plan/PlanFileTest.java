package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {
    private static final String HOSPITAL = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");

    @Test
    void shippedHospitalPlanIsRead() {
        PlanVersion plan = parse(HOSPITAL).plan().orElseThrow();
        assertThat(plan.id()).isEqualTo("hospital-2025");
        assertThat(plan.fee(1).fen()).isEqualTo(9_500);
        assertThat(plan.joining().fee().amount().example()).isTrue();
        assertThat(plan.waiting().days()).isEqualTo(Stated.example(30));
        assertThat(plan.maxUnits()).isEqualTo(1);
        assertThat(plan.rosterColumn()).contains("住院医疗");
        assertThat(plan.cited("hospital-2025 §6").orElseThrow().text().en()).contains("70%");
    }

    @Test
    void anEditionHasANameOfFortyCharactersAtMost() {
        String longest = "版".repeat(40);
        assertThat(parse(HOSPITAL.replace("\"2025\"", longest))
                        .plan()
                        .orElseThrow()
                        .edition())
                .isEqualTo(longest);
        assertThat(codes(HOSPITAL.replace("\"2025\"", longest + "本"))).containsExactly(PlanFaultCode.TOO_LONG);
    }

    @Test
    void commentsAndQuotesDoNotMatter() {
        String other = HOSPITAL.replace("order: 10", "order: '10'   # place in lists");
        assertThat(parse(other).plan()).isEqualTo(parse(HOSPITAL).plan());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_units: 1       | max_unit: 1          | UNKNOWN_KEY    | joining.max_unit",
                "max_units: 1       | max_units: one       | NO_INTEGER     | joining.max_units",
                "max_units: 1       | max_units: 0         | NO_INTEGER     | joining.max_units",
                "max_units: 1       | max_units: [1]       | NOT_TEXT       | joining.max_units",
                "value: 95.00       | value: 1E50000000    | NO_AMOUNT      | joining.fee.per_unit.value",
                "value: 95.00       | value: -5            | NO_AMOUNT      | joining.fee.per_unit.value",
                "rate: 70%          | rate: 170%           | NO_RATE        | benefits[0].rules[0].rate",
                "rate: 70%          | rate: 0.7            | NO_RATE        | benefits[0].rules[0].rate",
                "rate: 70%          | rates: 70%           | ONE_OF_KEYS    | benefits[0].rules[0]",
                "2025-01-01         | 2025-02-30           | NO_DATE        | valid_from",
                "2025-01-01         | 1 January            | NO_DATE        | valid_from",
                "sex: any           | sex: women           | NO_CHOICE      | joining.sex",
                "base: in_scope     | base: everything     | NO_CHOICE      | benefits[0].base",
                "clause: \"6\"      | clause: \"66\"       | NO_CLAUSE      | benefits[0].rules[0].clause",
                "order: 10          | edition: x           | DUPLICATE_KEY  | edition",
                "order: 10          | '#'                  | MISSING        | order",
                ", en: Hospital benefit | ''               | NO_TRANSLATION | benefits[0].name",
                "- discharge_record | - passport           | NO_CHOICE      | claiming.papers.hospital[1]",
                "plan: hospital     | plan: Hospital Plan  | NO_CODE        | plan",
                "valid_from: 2025-01-01 | valid_from: &a 2025-01-01\\nvalid_to: *a | ALIAS | ''",
                "valid_from: 2025-01-01 | valid_from: 2025-01-01\\nvalid_to: 2024-12-31 | BACKWARDS | valid_to",
                "order: 10          | order: [             | NOT_YAML       | ''",
            })
    void faultNamesItsPlace(String right, String wrong, PlanFaultCode code, String path) {
        String text = HOSPITAL.replace(right, wrong.replace("\\n", "\n"));
        assertThat(text).as("planted").isNotEqualTo(HOSPITAL);
        PlanFile.Parsed parsed = parse(text);
        assertThat(parsed.plan()).isEmpty();
        PlanFault fault = parsed.faults().stream()
                .filter(it -> it.code() == code && it.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(parsed.faults().toString()));
        assertThat(fault.file()).isEqualTo("test.yaml");
        if (!wrong.isEmpty() && code != PlanFaultCode.MISSING && code != PlanFaultCode.NOT_YAML) {
            int planted =
                    text.substring(0, text.indexOf(wrong.replace("\\n", "\n"))).split("\n", -1).length;
            assertThat(fault.line()).isBetween(planted, planted + 1);
        }
    }

    @Test
    void allFaultsOfAFileAreFoundAtOnce() {
        String text = HOSPITAL.replace("max_units: 1", "max_units: x")
                .replace("rate: 70%", "rate: 700%")
                .replace("sex: any", "sex: no");
        assertThat(parse(text).faults())
                .extracting(PlanFault::code)
                .containsExactlyInAnyOrder(PlanFaultCode.NO_INTEGER, PlanFaultCode.NO_RATE, PlanFaultCode.NO_CHOICE);
    }

    @Test
    void faultReadsAsASentenceInBothLanguages() {
        PlanFault fault =
                parse(HOSPITAL.replace("rate: 70%", "rate: 170%")).faults().get(0);
        assertThat(fault.sentence(Locale.ENGLISH))
                .isEqualTo(
                        "test.yaml:37:15 benefits[0].rules[0].rate: \"170%\" is not a rate; write more than 0% and at"
                                + " most 100%, with at most two decimals, such as 70%");
        assertThat(fault.sentence(Locale.SIMPLIFIED_CHINESE)).contains("“170%”不是比例");
    }

    @Test
    void everyFaultAndPaperHasWords() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            ResourceBundle words = ResourceBundle.getBundle("messages.plan", locale);
            for (PlanFaultCode code : PlanFaultCode.values()) {
                assertThat(words.containsKey("plan.fault." + code.code()))
                        .as(code.code())
                        .isTrue();
            }
            for (PaperKind kind : PaperKind.values()) {
                assertThat(words.containsKey("plan.paper." + kind.code()))
                        .as(kind.code())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "just words", "[1, 2]", "'{}'", "'a: b: c'", "'\t'", "'a: 1\n---\nb: 2'"})
    void whatIsNoPlanIsRefusedInWords(String text) {
        assertThat(parse(text).faults())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.toString()).isNotBlank());
    }

    @Test
    void hugeDeepAndBombFilesAreRefused() {
        assertThat(codes(HOSPITAL + "#".repeat(10_000_000))).containsExactly(PlanFaultCode.TOO_LARGE);
        assertThat(codes("[".repeat(100_000))).hasSize(1);
        assertThat(codes("a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]")).containsExactly(PlanFaultCode.ALIAS);
        assertThat(codes("a: &a [*a]")).containsExactly(PlanFaultCode.ALIAS);
    }

    @Test
    void versionsOfOnePlanMayNotOverlap() {
        String next = HOSPITAL.replace("edition: \"2025\"", "edition: \"2026\"");
        assertThat(book(next))
                .extracting(PlanFault::code, PlanFault::file, PlanFault::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(PlanFaultCode.OVERLAP, "next.yaml", 9));
        assertThat(PlanBook.parse(Map.of(
                                "first.yaml",
                                HOSPITAL.replace("from: 2025-01-01", "from: 2025-01-01\nvalid_to: 2026-01-02"),
                                "next.yaml",
                                next.replace("from: 2025-01-01", "from: 2026-01-01")))
                        .faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.OVERLAP);
        assertThat(book(HOSPITAL)).extracting(PlanFault::code).containsExactly(PlanFaultCode.SAME_EDITION);
        PlanBook.Parsed good = PlanBook.parse(
                Map.of("first.yaml", HOSPITAL, "next.yaml", next.replace("from: 2025-01-01", "from: 2026-01-01")));
        PlanBook book = good.book().orElseThrow();
        PlanCode hospital = new PlanCode("hospital");
        assertThat(book.version(hospital, java.time.LocalDate.of(2025, 12, 31))
                        .orElseThrow()
                        .edition())
                .isEqualTo("2025");
        assertThat(book.version(hospital, java.time.LocalDate.of(2026, 1, 1))
                        .orElseThrow()
                        .edition())
                .isEqualTo("2026");
        assertThat(book.version(hospital, java.time.LocalDate.of(2024, 12, 31))).isEmpty();
    }

    private static List<PlanFault> book(String second) {
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put("first.yaml", HOSPITAL);
        files.put("next.yaml", second);
        return PlanBook.parse(files).faults();
    }

    private static List<PlanFaultCode> codes(String text) {
        return parse(text).faults().stream().map(PlanFault::code).toList();
    }

    private static PlanFile.Parsed parse(String text) {
        return PlanFile.parse("test.yaml", text);
    }
}
