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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schema admits every plan that ships and every example of the page, and refuses what the parser refuses. */
class PlanSchemaTest {
    private static final String HOSPITAL = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(new String(PlanSchema.file(), java.nio.charset.StandardCharsets.UTF_8));

    @Test
    void everyShippedPlanIsValid() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/plans"))) {
            List<Path> plans = files.filter(it -> it.toString().endsWith(".yaml"))
                    .filter(PlanSchemaTest::isPlan)
                    .toList();
            assertThat(plans).hasSizeGreaterThan(5);
            for (Path plan : plans) {
                assertThat(errors(Files.readString(plan))).as(plan.toString()).isEmpty();
                assertThat(inAnEditor(Files.readString(plan)))
                        .as(plan.toString())
                        .isEmpty();
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
                "edition: \"2025\"  | edition: the-second-edition-of-the-year-2026-again",
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

    /** Faults that no schema can see: of YAML itself, between values, and between plans. */
    private static final Set<PlanFaultCode> BEYOND_A_SCHEMA = EnumSet.of(
            PlanFaultCode.NOT_YAML,
            PlanFaultCode.ALIAS,
            PlanFaultCode.DUPLICATE_KEY,
            PlanFaultCode.NO_CLAUSE,
            PlanFaultCode.NO_DATE,
            PlanFaultCode.AGES,
            PlanFaultCode.BACKWARDS,
            PlanFaultCode.BOTH_WAYS,
            PlanFaultCode.CYCLE,
            PlanFaultCode.TIER_ORDER,
            PlanFaultCode.TIER_OPEN,
            PlanFaultCode.TIER_CLOSED,
            PlanFaultCode.TOO_MANY_RATES,
            PlanFaultCode.FLOOR_AFTER_CAP,
            PlanFaultCode.CLASSES_BESIDE_COSTS,
            PlanFaultCode.LISTED_TWICE);

    @ParameterizedTest
    @MethodSource("org.tongzhou.plan.FaultyPlansTest#files")
    void badFilesAreRefusedWhereASchemaCan(String name) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/plans/faulty", name));
        PlanFaultCode code = PlanFaultCode.valueOf(text.split("[ \n]", -1)[1]);
        if (!BEYOND_A_SCHEMA.contains(code)) {
            assertThat(errors(text)).as(name).isNotEmpty();
        }
        if (!BEYOND_A_SCHEMA.contains(code)
                && code != PlanFaultCode.NO_AMOUNT) { // a number has lost how it was written
            assertThat(inAnEditor(text)).as(name).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.tongzhou.adjudication.ExamplesTest#examples")
    void everyExampleLeadsAnEditorToTheSchema(String name) throws IOException {
        Path plan = Path.of("docs/examples", name, "plan.yaml");
        String text = Files.readString(plan);
        String[] line = text.lines().findFirst().orElseThrow().split("=", -1);
        assertThat(line[0]).isEqualTo("# yaml-language-server: $schema");
        Path schema = plan.resolveSibling(line[1]).normalize();
        assertThat(Files.readAllBytes(schema)).isEqualTo(PlanSchema.file());
        assertThat(errors(text)).isEmpty();
        assertThat(inAnEditor(text)).isEmpty();
    }

    /** As the parser reads, every value a text. */
    private static List<Error> errors(String yaml) {
        return errors(yaml, PlanLanguagePageTest.plain());
    }

    /** As an editor reads, numbers as numbers and true as true. */
    private static List<Error> inAnEditor(String yaml) {
        Resolver core = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
                addImplicitResolver(Tag.INT, INT, "-+0123456789");
                addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
                addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            }
        };
        DumperOptions dumping = new DumperOptions();
        LoaderOptions loading = new LoaderOptions();
        return errors(yaml, new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, core));
    }

    private static List<Error> errors(String yaml, Yaml reader) {
        return SCHEMA.validate(JsonMapper.shared().writeValueAsString(reader.<Object>load(yaml)), InputFormat.JSON);
    }
}
