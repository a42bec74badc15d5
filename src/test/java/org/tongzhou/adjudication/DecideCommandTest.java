package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.adjudication.Commands.Answer;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.TextFile;

/** Every wrong facts file is answered in words, with its place; the right one decides. */
class DecideCommandTest {
    private static final Path PLAN = Path.of("docs/examples/three-benefits/plan.yaml");
    private static final Path FACTS = Path.of("docs/examples/three-benefits/facts.json");

    @TempDir
    Path folder;

    @Test
    void sameFilesGiveTheSameBytes() {
        assertThat(Commands.decide(PLAN, FACTS)).isEqualTo(Commands.decide(PLAN, FACTS));
    }

    @Test
    void amountsAreWrittenAsTheLanguageWritesThem() {
        assertThat(Commands.decide(PLAN, FACTS).words())
                .contains("hospital-2025: Payable ¥1,312.10")
                .contains("up to ¥40,000.00");
        assertThat(Commands.decideInChinese(PLAN, FACTS).words())
                .contains("hospital-2025: 应付 1,312.10 元")
                .contains("最多 40,000.00 元")
                .doesNotContain("¥");
    }

    @Test
    void consumptionGivenBackAsUsedIsCounted() throws IOException {
        Path plan = Path.of("src/main/resources/plans/gig-accident-2025.yaml");
        Path facts = Path.of("docs/examples/accident/facts.json");
        String first = Commands.decide(plan, facts).json();
        String consumption =
                first.substring(first.indexOf("\"consumption\":[") + 14, first.indexOf("],\"reasons\"") + 1);
        String again = Files.readString(facts).replaceFirst("\"used\": \\[.*]", "\"used\": " + consumption);
        assertThat(again).contains(consumption);
        Answer second = decide(plan, again.replace("1300000", "2000000"));
        assertThat(second.code()).as(second.words()).isZero();
        assertThat(second.json()).doesNotContain("\"amount_fen\":1300000,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "\"1874.43\"     | 1874.43            | no_amount     | 5 | bills[0].in_scope",
                "\"1874.43\"     | \"1874.431\"       | no_amount     | 5 | bills[0].in_scope",
                "\"1874.43\"     | \"-1\"             | no_amount     | 5 | bills[0].in_scope",
                "\"1874.43\"     | \"1e9\"            | no_amount     | 5 | bills[0].in_scope",
                "\"1874.43\"     | \"9000000000\"     | no_amount     | 5 | bills[0].in_scope",
                "\"1874.43\"     | [1]                | no_amount     | 5 | bills[0].in_scope",
                "\"in_scope\"    | \"in-scope\"       | unknown_key   | 5 | bills[0].in-scope",
                "\"in_scope\"    | \"in-scope\"       | missing       | 5 | bills[0].in_scope",
                "\"out_of_scope\": \"0.00\" | \"total\": \"1.00\" | missing | 5 | bills[0].pool",
                "\"out_of_scope\": \"0.00\" | \"total\":\"1\",\"pool\":\"0\",\"other\":\"0\",\"account\":\"0\",\"cash\":\"1\" | bill_borne | 5 | bills[0]",
                "\"out_of_scope\": \"0.00\" | \"total\":\"1\",\"pool\":\"0\",\"other\":\"0\",\"account\":\"0\",\"cash\":\"1874.43\" | bill_total | 5 | bills[0]",
                "\"female\"      | \"woman\"          | no_choice     | 7 | member.sex",
                "\"C50.9\"       | \"cancer\"         | no_icd10      | 4 | diagnoses[0]",
                "\"C50.9\"       | 50                 | not_text      | 4 | diagnoses[0]",
                "[\"C50.9\"]     | \"C50.9\"          | not_list      | 4 | diagnoses",
                "\"receipt\"     | \"passport\"       | no_choice     | 6 | papers[0]",
                "2025-09-10      | 2025-09-01         | backwards     | 3 | stay.discharged",
                "2025-09-10      | 2025-02-30         | no_date       | 3 | stay.discharged",
                "2025-09-10      | 10 September       | no_date       | 3 | stay.discharged",
                "\"filed_on\"    | \"day\"            | not_admission | 2 | event.day",
                "\"hospital\", \"filed_on\" | \"hospital\", \"kind\": \"illness\", \"filed_on\" | duplicate_key | 2 | event.kind",
                "\"kind\": \"hospital\" | \"kind\": \"accident\" | missing  | 2 | event.day",
                "\"units\": 4    | \"units\": 0       | no_integer    | 10 | covers[1].units",
                "\"units\": 4    | \"units\": 4.0     | no_integer    | 10 | covers[1].units",
                "\"units\": 4    | \"units\": 99999999999999999999 | no_integer | 10 | covers[1].units",
                "\"units\": 4    | \"last_day\": \"2024-01-01\" | backwards | 10 | covers[1].last_day",
                "\"units\": 4    | \"continuous_since\": \"2025-06-01\" | backwards | 10 | covers[1].from",
                "\"women\"       | \"no-such-plan\"   | no_plan       | 8 | covers",
                "\"women\"       | \"Women's\"        | not_text      | 11 | covers[2].plan",
                "\"hospital\", \"from\" | \"women\", \"from\" | no_cover | 8 | covers",
                "\"covers\": [   | \"cover\": [       | missing       | 1 | covers",
                "\"diagnoses\":  | \"diagnosis\":     | unknown_key   | 4 | diagnosis",
                "\"diagnoses\":  | 'diagnoses':       | not_json      | 4 | ''",
                "\"member\": {\"sex\": \"female\"}, | | missing    | 1 | member",
            })
    void wrongFactsAreAnsweredWithTheirPlace(String right, String wrong, String code, int line, String path)
            throws IOException {
        String text = Files.readString(FACTS);
        String planted = text.replace(right, wrong == null ? "" : wrong);
        assertThat(planted).as("planted").isNotEqualTo(text);
        Answer answer = decide(PLAN, planted);
        assertThat(answer.code()).as(answer.json()).isEqualTo(2);
        String place =
                "\"line\":" + line + ",\"path\":\"" + (path.equals("''") ? "" : path) + "\",\"code\":\"" + code + "\"";
        assertThat(answer.json()).startsWith("{\"ok\":false,").contains(place);
        assertThat(answer.words()).contains(":" + line + " ");
    }

    @Test
    void whatIsNoFactsFileIsRefused() throws IOException {
        for (String text : new String[] {
            "", "[]", "1", "null", "{} {}", "{", "[".repeat(100_000), "{\"a\":" + "1".repeat(5000) + "}"
        }) {
            Answer answer = decide(PLAN, text);
            assertThat(answer.code())
                    .as(text.substring(0, Math.min(20, text.length())))
                    .isEqualTo(2);
            assertThat(answer.words()).isNotBlank();
        }
    }

    @Test
    void hugeMissingAndForeignFilesAreRefused() throws IOException {
        assertThat(decide(PLAN, " ".repeat(2_000_000)).json()).contains("\"code\":\"too_large\"");
        assertThat(Commands.decide(PLAN, folder.resolve("none.json")).json()).contains("\"code\":\"no_file\"");
        Path foreign = folder.resolve("gbk.json");
        Files.write(foreign, "{\"事件\":1}".getBytes(Charset.forName("GB18030")));
        assertThat(Commands.decide(PLAN, foreign).json()).contains("\"code\":\"no_utf8\"");
        String many = Files.readString(FACTS).replace("\"C50.9\"", "\"C50.9\", ".repeat(200) + "\"C50.9\"");
        assertThat(decide(PLAN, many).json()).contains("\"code\":\"too_many\"");
    }

    /** An accident in December, the stay that came of it in January: a plan for stays goes by the admission, as on the server. */
    @Test
    void aPlanForStaysIsMatchedByTheAdmission() {
        String text = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
        String next = text.replace("\"2025\"", "\"2026\"")
                .replace("valid_from: 2025-01-01", "valid_from: 2026-01-01")
                .replace("rate: 70%", "rate: 80%");
        PlanBook book = PlanBook.parse(Map.of("2025.yaml", text, "2026.yaml", next))
                .book()
                .orElseThrow();
        String facts = """
                {"event": {"kind": "accident", "day": "2025-12-20", "filed_on": "2026-02-01"},
                 "stay": {"admitted": "2026-01-05", "discharged": "2026-01-10"}, "bills": [{"in_scope": "1000.00"}],
                 "papers": ["receipt", "discharge_record", "unit_statement"], "member": {"sex": "female"},
                 "covers": [{"plan": "hospital", "from": "2025-01-01"},
                    {"plan": "hospital", "from": "2026-01-01", "continuous_since": "2025-01-01"}]}
                """;
        TextFile file = new TextFile("facts.json", facts, Optional.empty());
        Decision decision =
                DecideQuestion.of(new PlanCode("hospital"), book, file).decision();
        assertThat(decision.version()).isEqualTo("hospital-2026");
        assertThat(GoldenCase.amount(decision)).isEqualTo(Money.ofYuan(800));
    }

    @Test
    void wrongPlanIsRefusedWithItsPlace() throws IOException {
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, Files.readString(PLAN).replace("rate: 70%", "rate: 170%"));
        Answer answer = Commands.decide(plan, FACTS);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.json()).contains("benefits[0].rules[0].rate");
    }

    @Test
    void wrongUsageIsSaid() {
        for (String args :
                new String[] {"", "--plan", "--plan a", "--facts a", "--plan a --facts b --facts c", "a b c d"}) {
            Answer answer = Commands.decide(args.isEmpty() ? new String[0] : args.split(" "));
            assertThat(answer.code()).as(args).isEqualTo(64);
            assertThat(answer.json()).isEmpty();
            assertThat(answer.words()).startsWith("Usage");
        }
    }

    private Answer decide(Path plan, String facts) throws IOException {
        Path file = folder.resolve("facts.json");
        Files.writeString(file, facts);
        return Commands.decide(plan, file);
    }
}
