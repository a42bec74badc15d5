package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A csv has the day of booking and a message the value day, and a line of neither is about a payment of ours: it is one line still. */
class CsvBesideMessageTest extends AnswerRoom {
    @Autowired
    private BankBook bankBook;

    @BeforeEach
    void releaseThePayment() {
        releaseOne();
    }

    private String interest(String ref, String direction, String amount, String day) {
        return entry(ref, direction, amount, "")
                .replace(endToEnd, "NOTPROVIDED")
                .replace("2026-02-10", day);
    }

    private static String csv(String day, String mark, String amount) {
        return "交易日期,流水号,借贷标志,交易金额,对方户名,摘要\n" + day + ",B3," + mark + "," + amount + ",,结息\n";
    }

    private void readOn(String message) {
        dispatcher.round(fund, new TellingLine(status("S1", "PDNG", ""), message), NOW);
    }

    private int lines() {
        return jdbc.sql("select count(*) from payment.bank_entry where fund = :fund")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
    }

    @Test
    void theBookIsReadOnOverALineThatACsvToldUnderAnotherDay() {
        take(csv("2026-02-12", "贷", "100.00"));
        readOn(notice(
                "N1", "8512.50", interest("B3", "CRDT", "100.00", "2026-02-11"), entry("B1", "DBIT", "8412.50", "")));
        assertThat(bankBook.stop(maker, NOW)).isEmpty();
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(lines()).isEqualTo(2);
    }

    @Test
    void aCsvIsTakenOverALineThatAMessageToldUnderAnotherDay() {
        take(notice("N1", "100.00", interest("B3", "CRDT", "100.00", "2026-02-11")));
        take(csv("2026-02-12", "贷", "100.00") + "2026-02-10,B1,借,8412.50,冯𠮷军," + endToEnd + "\n");
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(lines()).isEqualTo(2);
    }

    @Test
    void theTwoDaysMayLieInTwoYears() {
        take(csv("2026-01-02", "贷", "100.00"));
        take(notice("N1", "100.00", interest("B3", "CRDT", "100.00", "2025-12-31")));
        assertThat(lines()).isEqualTo(1);
    }

    /** To a csv it is only money that came in. */
    @Test
    void aReturnOfWhatIsNotOursIsTheCreditOfTheCsv() {
        take(csv("2026-02-12", "贷", "100.00"));
        String back = interest("B3", "CRDT", "100.00", "2026-02-11")
                .replace("</Refs>", "</Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>");
        take(notice("N1", "100.00", back));
        assertThat(lines()).isEqualTo(1);
    }

    @Test
    void anotherAmountOrDirectionOrAFarDayIsAnotherLineUnderTheSameReference() {
        take(csv("2026-02-12", "贷", "100.00"));
        refused(notice("N1", "100.01", interest("B3", "CRDT", "100.01", "2026-02-11")), "payment_answer_same_entry");
        refused(notice("N2", "100.00", interest("B3", "DBIT", "100.00", "2026-02-11")), "payment_answer_same_entry");
        refused(notice("N3", "100.00", interest("B3", "CRDT", "100.00", "2026-01-11")), "payment_answer_same_entry");
    }

    @Test
    void aLineOfOursIsNotTheOneThatWasNot() {
        take(csv("2026-02-12", "借", "8412.50"));
        refused(notice("N1", "8412.50", entry("B3", "DBIT", "8412.50", "")), "payment_answer_same_entry");
    }

    @Test
    void theDaysLieTenApartAtMost() {
        take(csv("2026-02-12", "贷", "100.00"));
        refused(notice("N1", "100.00", interest("B3", "CRDT", "100.00", "2026-02-01")), "payment_answer_same_entry");
        take(notice("N2", "100.00", interest("B3", "CRDT", "100.00", "2026-02-02")));
        assertThat(lines()).isEqualTo(1);
    }

    /** Two have the day of booking both: the second line is another, or one of the files is wrong. */
    @Test
    void twoCsvsThatDifferInTheDayDiffer() {
        take(csv("2026-02-12", "贷", "100.00"));
        refused(csv("2026-02-11", "贷", "100.00"), "payment_answer_same_entry");
    }

    /** Two messages have the value day both. */
    @Test
    void twoMessagesThatDifferInTheDayStillDiffer() {
        take(notice("N1", "100.00", interest("B3", "CRDT", "100.00", "2026-02-11")));
        refused(notice("N2", "100.00", interest("B3", "CRDT", "100.00", "2026-02-12")), "payment_answer_same_entry");
    }
}
