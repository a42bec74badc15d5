package org.tongzhou.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A decision as it was stored and is shown again, read back from its canonical text: never computed anew for display.
 * {@code amount} is what is due, or the most that may be due while something is missing, or zero.
 */
public record Outcome(
        Kind kind,
        Money amount,
        Explanation explanation,
        List<Lack> missing,
        List<Choice> choices,
        List<Objection> objections) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public Outcome {
        missing = List.copyOf(missing);
        choices = List.copyOf(choices);
        objections = List.copyOf(objections);
    }

    /** Due now, perhaps due, or not due by the rules (which only a person may turn into a refusal). */
    public enum Kind {
        PAYABLE,
        PROPOSED,
        NOT_PAYABLE
    }

    /** Something that is still needed: a paper (any one of {@code papers}), or a person's confirmation. */
    public record Lack(String code, Set<PaperKind> papers) {
        public boolean isPaper() {
            return code.equals("paper");
        }

        public boolean isClass() {
            return code.equals("confirm_class");
        }
    }

    /** A disease class for a person to choose, with what it would pay at most. */
    public record Choice(
            String list,
            String disease,
            Text name,
            @Nullable Text needs,
            Money upTo) {}

    /** A rule that stands against paying; the sentence is {@code decision.reason.<code>}. */
    public record Objection(
            String code, List<Fact> facts, @Nullable String clause) {
        public Objection {
            facts = List.copyOf(facts);
        }
    }

    public static Outcome of(Decision decision) {
        return read(decision.toJson());
    }

    static Outcome read(String json) {
        JsonNode root = JSON.readTree(json);
        Kind kind = Kind.valueOf(root.path("outcome").asString().toUpperCase(java.util.Locale.ROOT));
        String amount = kind == Kind.PAYABLE ? "amount_fen" : "up_to_fen";
        return new Outcome(
                kind,
                Money.ofFen(root.path(amount).asLong(0)),
                new Explanation(list(root.path("steps"), Outcome::step)),
                list(root.path("missing"), Outcome::lack),
                list(root.path("candidates"), Outcome::choice),
                list(root.path("reasons"), Outcome::objection));
    }

    /** True when only a person's confirmation is missing, no paper. */
    public boolean hasItsPapers() {
        return missing.stream().noneMatch(Lack::isPaper);
    }

    /** Codes of papers that are owed, the first kind of each ask. */
    public List<PaperKind> owedPapers() {
        return missing.stream()
                .filter(Lack::isPaper)
                .flatMap(lack -> lack.papers().stream().sorted().limit(1))
                .toList();
    }

    private static Explanation.Step step(JsonNode node) {
        JsonNode amount = node.path("amount_fen");
        return new Explanation.Step(
                node.path("code").asString(),
                Explanation.Op.valueOf(node.path("op").asString()),
                amount.isNumber() ? new BigDecimal(amount.asString()) : null,
                list(node.path("facts"), Outcome::fact),
                orNull(node.path("clause")));
    }

    private static Fact fact(JsonNode node) {
        return new Fact(
                node.path("name").asString(),
                Fact.Kind.valueOf(node.path("kind").asString()),
                node.path("value").asString());
    }

    private static Lack lack(JsonNode node) {
        Set<PaperKind> papers = list(node.path("facts"), Outcome::fact).stream()
                .flatMap(fact -> PaperKind.of(fact.value()).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Lack(node.path("code").asString(), papers);
    }

    private static Choice choice(JsonNode node) {
        JsonNode needs = node.path("needs");
        return new Choice(
                node.path("list").asString(),
                node.path("class").asString(),
                text(node.path("name")),
                needs.isObject() ? text(needs) : null,
                Money.ofFen(node.path("up_to_fen").asLong()));
    }

    private static Text text(JsonNode node) {
        return new Text(node.path("zh").asString(), node.path("en").asString());
    }

    private static Objection objection(JsonNode node) {
        return new Objection(
                node.path("code").asString(), list(node.path("facts"), Outcome::fact), orNull(node.path("clause")));
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
