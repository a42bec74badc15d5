package org.tongzhou.adjudication;

import static org.tongzhou.kernel.JsonText.array;
import static org.tongzhou.kernel.JsonText.member;
import static org.tongzhou.kernel.JsonText.number;
import static org.tongzhou.kernel.JsonText.object;
import static org.tongzhou.kernel.JsonText.quoted;
import static org.tongzhou.kernel.JsonText.text;

import java.util.Collection;
import java.util.Map;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.JsonText;
import org.tongzhou.plan.DiseaseClass;
import org.tongzhou.plan.Text;

/** Writes a decision as canonical JSON, members in a fixed order. */
final class DecisionJson {
    private DecisionJson() {}

    static String write(Decision decision) {
        return decision.fold(
                payable -> object(
                        text("outcome", "payable"),
                        head(decision),
                        number("amount_fen", payable.amount().fen()),
                        number("entitled_fen", payable.entitled().fen()),
                        member("consumption", consumption(payable.consumption())),
                        tail(decision)),
                proposed -> object(
                        text("outcome", "proposed"),
                        head(decision),
                        number("up_to_fen", proposed.upTo().fen()),
                        tail(decision)),
                refused -> notPayable(refused));
    }

    /** A deductible may be met though nothing is paid; a consumption stands only where there is one. */
    private static String notPayable(Decision decision) {
        Map<LimitKey, Long> used = decision.consumption();
        return used.isEmpty()
                ? object(text("outcome", "not_payable"), head(decision), tail(decision))
                : object(
                        text("outcome", "not_payable"),
                        head(decision),
                        member("consumption", consumption(used)),
                        tail(decision));
    }

    private static String head(Decision decision) {
        return text("version", decision.version());
    }

    private static String tail(Decision decision) {
        return String.join(
                ",",
                member("reasons", array(decision.reasons(), DecisionJson::reason)),
                member("steps", array(decision.explanation().steps(), DecisionJson::step)),
                member("missing", array(decision.missing(), DecisionJson::missing)),
                member("candidates", array(decision.candidates(), DecisionJson::candidate)));
    }

    private static String consumption(Map<LimitKey, Long> used) {
        return array(
                used.entrySet(),
                entry -> object(
                        text("limit", entry.getKey().limit()),
                        text("period", entry.getKey().period()),
                        number(entry.getKey().isMoney() ? "fen" : "count", entry.getValue())));
    }

    private static String reason(Reason reason) {
        return object(
                text("code", reason.code().code()),
                member("facts", facts(reason.facts())),
                member("clause", reason.clause().map(JsonText::quoted).orElse("null")));
    }

    private static String step(Step step) {
        return object(
                text("code", step.code()),
                text("op", step.op().name()),
                member(
                        "amount_fen",
                        step.amountFen() == null
                                ? "null"
                                : step.amountFen().stripTrailingZeros().toPlainString()),
                member("facts", facts(step.facts())),
                member("clause", step.clause() == null ? "null" : quoted(step.clause())));
    }

    private static String missing(Missing missing) {
        return object(text("code", missing.code().code()), member("facts", facts(missing.facts())));
    }

    private static String candidate(Candidate candidate) {
        DiseaseClass disease = candidate.disease();
        return object(
                text("benefit", candidate.benefit()),
                text("list", candidate.list()),
                text("class", disease.code()),
                member("name", words(disease.name())),
                member("needs", disease.needs().map(DecisionJson::words).orElse("null")),
                number("up_to_fen", candidate.upTo().fen()));
    }

    private static String words(Text text) {
        return object(text("zh", text.zh()), text("en", text.en()));
    }

    private static String facts(Collection<Fact> facts) {
        return array(
                facts,
                fact -> object(
                        text("name", fact.name()), text("kind", fact.kind().name()), text("value", fact.value())));
    }
}
