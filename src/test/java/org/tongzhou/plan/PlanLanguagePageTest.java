package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Every example of the page about the plan language is a part of a plan that reads without a fault. */
class PlanLanguagePageTest {
    private static final Path PAGE = Path.of("docs/plan-language.md");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    /** Parts of which an example gives all. */
    private static final Set<String> WHOLE = Set.of("fee", "waiting");

    @Test
    void everyExampleReads() throws IOException {
        List<String> plans = wholePlans();
        assertThat(plans).hasSizeGreaterThan(20);
        plans.forEach(plan -> assertThat(PlanFile.parse("example.yaml", plan).faults())
                .as(plan)
                .isEmpty());
    }

    /** Each example laid over the shipped hospital plan. */
    static List<String> wholePlans() throws IOException {
        List<String> plans = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(Files.readString(PAGE)); block.find(); ) {
            plans.add(plain().dump(merged(skeleton(), plain().load(block.group(1)))));
        }
        return plans;
    }

    /** Every scalar stays the text that the page writes. */
    static Yaml plain() {
        Resolver none = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                // a date stays a text
            }
        };
        DumperOptions dumping = new DumperOptions();
        LoaderOptions loading = new LoaderOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, none);
    }

    private static Map<String, Object> skeleton() {
        return plain().load(PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> plan, Map<String, Object> part) {
        Map<String, Object> merged = new LinkedHashMap<>(plan);
        part.forEach((key, value) -> {
            boolean whole = WHOLE.contains(key) || !(value instanceof Map) || !(plan.get(key) instanceof Map);
            merged.put(key, whole ? value : merged((Map<String, Object>) plan.get(key), (Map<String, Object>) value));
        });
        return merged;
    }
}
