package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Banks begin their references anew each year: the day tells two lines with one reference apart. */
class ReferencesByYearTest extends AnswerRoom {
    private static final String LAST_YEAR = "2025-12-31";

    @BeforeEach
    void sent() {
        releaseOne();
    }

    private String credit(String ref, String amount) {
        return entry(ref, "CRDT", amount, "").replace(endToEnd, "NOTPROVIDED");
    }

    private static String of(String day, String message) {
        return message.replace("2026-02-10", day);
    }

    private int lines() {
        return jdbc.sql("select count(*) from payment.bank_entry where fund = :fund")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
    }

    @Test
    void aReferenceOfLastYearIsAnotherLineAndEachIsBookedOnce() {
        String last = of(LAST_YEAR, notice("N1", "100.00", credit("B1", "100.00")));
        String debit = entry("B1", "DBIT", "8412.50", "");
        take(last);
        take(notice("N2", "8412.50", debit));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        take(notice("N3", "8512.50", of(LAST_YEAR, credit("B1", "100.00")), debit));
        take(notice("N4", "8412.50", debit));
        assertThat(lines()).isEqualTo(2);
        take(notice("N5", "100.00", credit("B2", "100.00")));
        take(of(LAST_YEAR, notice("N6", "100.00", credit("B2", "100.00"))));
        assertThat(lines()).isEqualTo(4);
        assertThat(heard.of(fund)).hasSize(1);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void twoYearsInOneMessageMayBearOneReference() {
        take(notice("N1", "8512.50", of(LAST_YEAR, credit("B1", "100.00")), entry("B1", "DBIT", "8412.50", "")));
        assertThat(lines()).isEqualTo(2);
        answers.take(
                maker,
                "交易日期,流水号,借贷标志,金额\n20251231,C1,贷,1\n20260210,C1,贷,1\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                NOW);
        assertThat(lines()).isEqualTo(4);
    }

    /** The line of one payment is told once, whichever day the bank gives it. */
    @Test
    void theSamePaymentUnderItsReferenceOnADayOfAnotherYearIsNoOtherLine() {
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        refused(
                of(LAST_YEAR, notice("N2", "8412.50", entry("B1", "DBIT", "8412.50", ""))),
                "payment_answer_same_entry");
        assertThat(lines()).isOne();
    }
}
