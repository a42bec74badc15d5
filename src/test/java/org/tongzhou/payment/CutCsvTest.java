package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A csv that was still being written: none of it is taken, since a sum cut short would stand in our copy of the bank's book. */
class CutCsvTest extends AnswerRoom {
    private static final String HEAD = "交易日期,流水号,交易金额,借贷标志,对方户名,摘要\n2026-02-10,B1,100.00,贷,工会,会费\n";

    @BeforeEach
    void releaseThePayment() {
        releaseOne();
    }

    private void isCut(String csv) {
        isRefused(csv, "payment_answer_cut");
    }

    private void isRefused(String csv, String code) {
        refused(csv, code);
        assertThat(jdbc.sql("select count(*) from payment.bank_entry where fund = :fund")
                        .param("fund", fund.code())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-10,B77,841,贷", "2026-02-10,B77,8412.50,贷,工"})
    void aLastLineThatIsShorterThanTheOthersAndDoesNotEndIsRefused(String last) {
        isCut(HEAD + last);
    }

    /** What it opens swallows the rest as one text. */
    @Test
    void aQuotationThatDoesNotCloseIsRefused() {
        isRefused(HEAD + "2026-02-10,B77,\"8,412.50\",贷,工会,\"会", "payment_answer_broken");
    }

    /** As many columns as the others, and perhaps not all of the sum. */
    @ParameterizedTest
    @ValueSource(strings = {"8", "8412", "8412.5"})
    void aSumAtTheVeryEndThatIsNotWholeIsRefused(String cut) {
        isCut("交易日期,流水号,借贷标志,金额\n2026-02-10,B1,贷,100.00\n2026-02-10,B77,贷," + cut);
    }

    @Test
    void norIsOneThatOpensAQuotation() {
        String head = "交易日期,流水号,借贷标志,金额\n2026-02-10,B1,贷,100.00\n2026-02-10,B77,贷,";
        isRefused(head + "\"8,412", "payment_answer_broken");
    }

    /** Of another number it may be the beginning, under which the line would stand in our copy a second time. */
    @ParameterizedTest
    @ValueSource(strings = {"B7", "B77"})
    void aNumberAtTheVeryEndThatMayNotBeWholeIsRefused(String cut) {
        isCut("交易日期,借贷标志,金额,流水号\n2026-02-10,贷,100.00,B100\n2026-02-10,借,8412.50," + cut);
        isCut("交易日期,借贷标志,金额,流水号\n2026-02-10,借,8412.50," + cut);
    }

    @Test
    void soIsADay() {
        isCut("流水号,借贷标志,金额,交易日期\nB1,贷,100.00,2026-02-10\nB2,借,8412.50,2026-02-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "交易日期,流水号,借贷标志,金额,摘要\n2026-02-10,B1,借,8412.50,%s",
                "交易日期,流水号,借贷标志,摘要,金额\n2026-02-10,B1,借,%s,8412.50",
                "交易日期,流水号,借贷标志,摘要,金额\n2026-02-10,B1,借,%s,\"8,412.50\"",
                "交易日期,流水号,借贷标志,摘要,金额\n2026-02-10,B1,借,%s,8412.5\n",
                "交易日期,流水号,借贷标志,金额,摘要\n2026-02-10,B1,借,8412.50,%s\n合计,1",
                "摘要,借贷标志,金额,交易日期,流水号\n会费,贷,1.00,2026-02-10,B100\n%s,借,8412.50,2026-02-10,B101"
            })
    void aFileThatDoesNotEndInALineBreakIsWholeYet(String csv) {
        take(csv.formatted(endToEnd));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }
}
