package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Explanations.Row;

class ExplanationsTest {
    private static final Explanation SEVENTY_PERCENT = new Explanation(List.of(
            step(
                    "in_cover",
                    Op.NOTE,
                    null,
                    "hospital-2025 §2",
                    Fact.date("event", LocalDate.of(2026, 1, 19)),
                    Fact.date("from", LocalDate.of(2025, 9, 1)),
                    Fact.date("to", LocalDate.of(2026, 8, 31))),
            step("in_scope", Op.SUBTOTAL, "564942", "hospital-2025 §5"),
            step(
                    "rate",
                    Op.TIMES,
                    "395459.4",
                    "hospital-2025 §6",
                    Fact.money("base", Money.ofFen(564_942)),
                    Fact.rate("rate", 7_000)),
            step("total", Op.TOTAL, "395459", null)));

    @Test
    void theMemberReadsPlainWordsAndRoundedAmounts() {
        List<Row> rows = Explanations.rows(TestFrames.plain(), SEVENTY_PERCENT, Reader.MEMBER);
        assertThat(rows).extracting(Row::words).containsExactly("1月19日 在保障期内", "医保范围内您自己付的钱", "按 70% 补给您", "可以领");
        assertThat(rows).extracting(Row::amount).containsExactly("", "5,649.42", "3,954.59", "3,954.59");
        assertThat(rows).extracting(Row::clause).containsOnly("");
    }

    @Test
    void theReviewerReadsClausesAndTheAmountBeforeRounding() {
        List<Row> rows = Explanations.rows(TestFrames.plain(), SEVENTY_PERCENT, Reader.REVIEWER);
        assertThat(rows.get(0).words()).isEqualTo("事件日期 2026-01-19，保障期 2025-09-01 ～ 2026-08-31");
        assertThat(rows.get(2)).isEqualTo(new Row("", "×", "5,649.42 × 70%", "", "第 6 条", "3,954.594"));
        assertThat(rows.get(3)).isEqualTo(new Row("tot", "", "应付", "", "", "3,954.59"));
    }

    @Test
    void theSameStepsAreReadInEnglish() {
        List<Row> rows = Explanations.rows(TestFrames.of(Words.of(Words.EN)), SEVENTY_PERCENT, Reader.REVIEWER);
        assertThat(rows).allSatisfy(row -> assertThat(row.words()).isNotBlank());
        assertThat(rows.get(2).clause()).isEqualTo("Article 6");
    }

    @Test
    void everyStepIsWrittenForBothReaders() {
        assertThat(codes("explanation.member.")).isNotEmpty().isEqualTo(codes("explanation.reviewer."));
    }

    private static List<String> codes(String prefix) {
        return Words.of(Words.ZH).keys().stream()
                .filter(key -> key.startsWith(prefix) && !key.endsWith(".why"))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static Step step(String code, Op op, @Nullable String fen, @Nullable String clause, Fact... facts) {
        return new Step(code, op, fen == null ? null : new BigDecimal(fen), List.of(facts), clause);
    }
}
