package org.tongzhou.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an {@link Outcome} from the canonical text in which a decision is stored. */
final class StoredDecision {
    private static final JsonMapper JSON = JsonMapper.shared();

    private StoredDecision() {}

    static Outcome read(String json) {
        JsonNode root = JSON.readTree(json);
        Outcome.Kind kind = Outcome.Kind.valueOf(root.path("outcome").asString().toUpperCase(Locale.ROOT));
        String amount = kind == Outcome.Kind.PAYABLE ? "amount_fen" : "up_to_fen";
        return new Outcome(
                kind,
                Money.ofFen(root.path(amount).asLong(0)),
                new Explanation(list(root.path("steps"), StoredDecision::step)),
                list(root.path("missing"), StoredDecision::lack),
                list(root.path("candidates"), StoredDecision::choice),
                list(root.path("reasons"), StoredDecision::objection));
    }

    private static Explanation.Step step(JsonNode node) {
        JsonNode amount = node.path("amount_fen");
        return new Explanation.Step(
                node.path("code").asString(),
                Explanation.Op.valueOf(node.path("op").asString()),
                amount.isNumber() ? new BigDecimal(amount.asString()) : null,
                list(node.path("facts"), StoredDecision::fact),
                orNull(node.path("clause")));
    }

    private static Fact fact(JsonNode node) {
        return new Fact(
                node.path("name").asString(),
                Fact.Kind.valueOf(node.path("kind").asString()),
                node.path("value").asString());
    }

    private static Outcome.Lack lack(JsonNode node) {
        Set<PaperKind> papers = list(node.path("facts"), StoredDecision::fact).stream()
                .flatMap(fact -> PaperKind.of(fact.value()).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Outcome.Lack(node.path("code").asString(), papers);
    }

    private static Outcome.Choice choice(JsonNode node) {
        JsonNode needs = node.path("needs");
        return new Outcome.Choice(
                node.path("list").asString(),
                node.path("class").asString(),
                text(node.path("name")),
                needs.isObject() ? text(needs) : null,
                Money.ofFen(node.path("up_to_fen").asLong()));
    }

    private static Text text(JsonNode node) {
        return new Text(node.path("zh").asString(), node.path("en").asString());
    }

    private static Outcome.Objection objection(JsonNode node) {
        return new Outcome.Objection(
                node.path("code").asString(),
                list(node.path("facts"), StoredDecision::fact),
                orNull(node.path("clause")));
    }

    private static @Nullable String orNull(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> items = new ArrayList<>();
        array.forEach(node -> items.add(read.apply(node)));
        return items;
    }
}
