package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schema admits every plan that ships and every example of the page, and refuses what the parser refuses. */
class PlanSchemaTest {
    private static final String HOSPITAL = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Shipped.text("plan.schema.json").orElseThrow());

    @Test
    void everyShippedPlanIsValid() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/plans"))) {
            List<Path> plans = files.filter(it -> it.toString().endsWith(".yaml"))
                    .filter(PlanSchemaTest::isPlan)
                    .toList();
            assertThat(plans).hasSizeGreaterThan(5);
            for (Path plan : plans) {
                assertThat(errors(Files.readString(plan))).as(plan.toString()).isEmpty();
            }
        }
    }

    private static boolean isPlan(Path file) {
        try {
            return Files.readString(file).lines().anyMatch(line -> line.startsWith("benefits:"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void everyExampleOfThePageIsValid() throws IOException {
        List<String> examples = PlanLanguagePageTest.wholePlans();
        assertThat(examples).hasSizeGreaterThan(20);
        examples.forEach(example -> assertThat(errors(example)).as(example).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate: 70%           | rate: 170%",
                "rate: 70%           | rate: 0.7",
                "rate: 70%           | rates: 70%",
                "max_units: 1        | max_unit: 1",
                "sex: any            | sex: women",
                "base: in_scope      | base: everything",
                "value: 95.00        | value: -5",
                "2025-01-01          | 1 January",
                "plan: hospital      | plan: Hospital Plan",
                ", en: Hospital benefit | ''",
                "- discharge_record  | - passport",
                "order: 10           | '#'",
            })
    void whatTheParserRefusesTheSchemaRefuses(String right, String wrong) {
        String planted = HOSPITAL.replace(right, wrong);
        assertThat(planted).isNotEqualTo(HOSPITAL);
        assertThat(PlanFile.parse("x.yaml", planted).faults()).isNotEmpty();
        assertThat(errors(planted)).isNotEmpty();
    }

    private static List<Error> errors(String yaml) {
        Object read = PlanLanguagePageTest.plain().load(yaml);
        return SCHEMA.validate(JsonMapper.shared().writeValueAsString(read), InputFormat.JSON);
    }
}
