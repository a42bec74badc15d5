package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tongzhou.adjudication.Commands.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of the documentation, run as a reader would run them, so that they cannot rot. */
public class ExamplesTest {
    private static final Path EXAMPLES = Path.of("docs/examples");
    private static final JsonMapper JSON = JsonMapper.shared();

    public static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleDecidesAsItSays(String name) {
        Path folder = EXAMPLES.resolve(name);
        Answer answer = Commands.decide(folder.resolve("plan.yaml"), folder.resolve("facts.json"));
        assertThat(answer.words()).as(name).doesNotContain("null");
        assertThat(answer.code()).as(answer.words()).isZero();
        JsonNode expected = JSON.readTree(text(folder.resolve("expected.json")));
        assertThat(summary(JSON.readTree(answer.json()))).isEqualTo(expected.toPrettyString());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void planOfTheExampleIsGood(String name) {
        Answer answer = Commands.check(EXAMPLES.resolve(name).resolve("plan.yaml"));
        assertThat(answer.json()).isEqualTo("{\"ok\":true,\"faults\":[]}");
    }

    @Test
    void everyExampleIsNamedInTheDocumentation() throws IOException {
        String documentation = text(Path.of("docs/decide.md"));
        assertThat(examples())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(documentation).contains("examples/" + name));
    }

    /** The answer without its steps, in the form of {@code expected.json}. */
    private static String summary(JsonNode answer) {
        JsonNode decision = answer.get("decision");
        var summary = JSON.createObjectNode();
        summary.put("outcome", decision.get("outcome").asString());
        for (String amount : List.of("amount_fen", "up_to_fen")) {
            if (decision.has(amount)) {
                summary.put(amount, decision.get(amount).asLong());
            }
        }
        var reasons = summary.putArray("reasons");
        decision.get("reasons").forEach(it -> reasons.add(it.get("code").asString()));
        var siblings = summary.putArray("siblings");
        answer.get("siblings").forEach(it -> siblings.add(sibling(it)));
        return summary.toPrettyString();
    }

    private static String sibling(JsonNode sibling) {
        JsonNode decision = sibling.get("decision");
        JsonNode amount = decision.has("amount_fen") ? decision.get("amount_fen") : decision.get("up_to_fen");
        return sibling.get("plan").asString() + "/" + sibling.get("benefit").asString() + " "
                + decision.get("outcome").asString() + " " + amount.asLong();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
