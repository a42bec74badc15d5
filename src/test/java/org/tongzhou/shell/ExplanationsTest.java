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
        assertThat(rows).extracting(Row::words).containsExactly("1月19日在保障期内", "医保范围内您自己付的钱", "按 70% 补给您", "可以领");
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
    void whatIsZeroIsNotTalkedAboutAndRatesKeepTheirDecimals() {
        assertThat(member(step("tier", Op.PLUS, "16000", null, fen(20_000), rate(6_667), fen(0), fen(200_000))))
                .isEqualTo("2,000 元以内的部分有 200 元，按 66.67% 补");
        assertThat(member(step("tier", Op.PLUS, "16000", null, fen(20_050), rate(5_000), fen(200_000), fen(1_000_000))))
                .isEqualTo("2,000 元到 10,000 元的部分有 200.50 元，按 50% 补");
        assertThat(member(step("cap.term", Op.LIMIT, "1", null, fen(500_000), fen(0), fen(500_000))))
                .isEqualTo("这一期最多补 5,000 元");
        assertThat(member(step("cap.term", Op.LIMIT, "1", null, fen(500_000), fen(100), fen(499_900))))
                .isEqualTo("这一期最多补 5,000 元，前面用了 1 元，还剩 4,999 元");
    }

    private static String member(Step step) {
        return Explanations.rows(TestFrames.plain(), new Explanation(List.of(step)), Reader.MEMBER)
                .get(0)
                .words();
    }

    private static Fact fen(long fen) {
        return Fact.money("x", Money.ofFen(fen));
    }

    private static Fact rate(int basisPoints) {
        return Fact.rate("x", basisPoints);
    }

    @Test
    void everyStepIsWrittenForBothReaders() {
        assertThat(codes("explanation.member.")).isNotEmpty().isEqualTo(codes("explanation.reviewer."));
    }

    private static List<String> codes(String prefix) {
        return Words.of(Words.ZH).keys().stream()
                .filter(key -> key.startsWith(prefix) && !key.endsWith(".why") && !key.matches(".*\\.zero\\d"))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static Step step(String code, Op op, @Nullable String fen, @Nullable String clause, Fact... facts) {
        return new Step(code, op, fen == null ? null : new BigDecimal(fen), List.of(facts), clause);
    }
}
