package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the bank says, in any order, twice, or wrongly: nothing is half-applied, and what does not fit is listed. */
class BankAnswersTest extends AnswerRoom {
    @Autowired
    private BankBook bankBook;

    @Test
    void anAnswerBeforeOurOwnSentIsWrittenIsTakenForWhatItIs() {
        releaseOne();
        take(status("S1", "ACSC", ""));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L);
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        assertThat(batches.get(maker, batch.id()).state()).isEqualTo(BatchState.SETTLED);
    }

    @Test
    void theBankIsNeverGivenWhatItHasAlreadyAnswered() throws Exception {
        releaseOne();
        take(status("S1", "ACSC", ""));
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        assertThat(credits()).isEmpty();
    }

    /** Such as a charge that the bank waived: nothing moved, and what stands beside it did. */
    @Test
    void aLineOfNothingDoesNotKeepTheOthersOut() {
        releaseOne();
        take(notice("N1", "8412.50", entry("B0", "DBIT", "0.00", ""), entry("B1", "DBIT", "8412.50", "")));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L);
    }

    @Test
    void theSameAnswerAgainOrRenamedChangesNothing() {
        releaseOne();
        take(status("S1", "ACSC", ""));
        take(status("S1", "ACSC", ""));
        take(status("S2", "ACSC", ""));
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(notice("N2", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        assertThat(heard.of(fund)).hasSize(1);
        assertThat(balances()).containsEntry("1002", -841_250L);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void theReturnMayBeToldBeforeThePayment() {
        releaseOne();
        take(notice("N1", "8412.50", entry("B2", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        take(notice("N2", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(status("S1", "ACSC", ""));
        assertThat(heard.of(fund)).hasSize(2);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    /** Takes what it is given, and each time it is asked says that it never did. */
    private record ForgetfulLine(String answer) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] message) throws BankSilence {
            throw new BankSilence("nothing");
        }

        @Override
        public byte[] status(String msgId) {
            return answer.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
            throw new BankSilence("nothing");
        }
    }

    @Test
    void aBankThatDeniesWhatItAcceptedIsListedOnceHoweverOftenItIsAsked() {
        releaseOne();
        take(status("S1", "PDNG", ""));
        String whole = status("S2", "PDNG", "");
        ForgetfulLine denying = new ForgetfulLine(whole.replaceFirst("<OrgnlPmtInfAndSts>.*</OrgnlPmtInfAndSts>", "")
                .replace(
                        "<GrpSts>PART</GrpSts>",
                        "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>NOOR</Cd></Rsn></StsRsnInf>"));
        for (int i = 0; i < 3; i++) {
            dispatcher.round(fund, denying, NOW);
        }
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.CONTRADICTION);
    }

    @Test
    void whatAnotherRoomRefusesOfTheBanksWordIsNotHalfTaken() {
        releaseOne();
        heard.refusing.add(fund);
        String booked = notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", ""));
        dispatcher.round(fund, new TellingLine(status("S1", "ACSC", ""), booked), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.UNKNOWN);
        assertThat(balances()).doesNotContainKey("1002");
        assertThat(outcomes()).containsExactly("REFUSED", "REFUSED");
        heard.refusing.remove(fund);
        dispatcher.round(fund, new TellingLine(status("S1", "ACSC", ""), booked), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(heard.of(fund)).hasSize(1);
    }

    @Test
    void aNoticeOnWhichSomethingOfOursBreaksIsKeptUnreadAndTakenWhenItIsMended() {
        releaseOne();
        heard.failing.add(fund);
        String booked = notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", ""));
        TellingLine line = new TellingLine(status("S1", "PDNG", ""), booked);
        dispatcher.round(fund, line, NOW);
        dispatcher.round(fund, line, NOW.plusSeconds(60));
        BookStop stop = bankBook.stop(maker, NOW).orElseThrow();
        assertThat(stop.since()).isEqualTo(NOW);
        assertThat(stop.why()).isEqualTo("payment_book_fault");
        assertThat(bankBook.unread(maker, NOW)).asString(StandardCharsets.UTF_8).isEqualTo(booked);
        heard.failing.remove(fund);
        dispatcher.round(fund, line, NOW.plusSeconds(120));
        assertThat(bankBook.stop(maker, NOW)).isEmpty();
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(heard.of(fund)).hasSize(1);
    }

    private List<String> outcomes() {
        return jdbc.sql("select outcome from payment.answer where fund = :fund order by id")
                .param("fund", fund.code())
                .query(String.class)
                .list();
    }

    @Test
    void eachPartThatComesBackIsAQuestionOfItsOwn() {
        releaseOne();
        take(status("S1", "ACSC", ""));
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(notice("N2", "12.50", entry("B2", "CRDT", "12.50", "AC04")));
        Discrepancy first = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, first.id(), Settlement.AS_BOOKED, "柜台流水 B2", NOW);
        Settled.by(discrepancies, checker, first.id(), NOW);
        take(notice("N3", "25.00", entry("B3", "CRDT", "12.50", "AC04"), entry("B4", "CRDT", "12.50", "AC04")));
        take(notice("N4", "12.50", entry("B3", "CRDT", "12.50", "AC04")));
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.AMOUNT, DiscrepancyKind.AMOUNT);
    }

    @Test
    void sameIdWithOtherContentIsRefusedAndListed() {
        releaseOne();
        take(status("S1", "PDNG", ""));
        refused(status("S1", "ACSC", ""), "payment_answer_same_id");
        refused(status("S1", "ACSC", ""), "payment_answer_same_id");
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.SAME_ID);
    }

    @Test
    void anEntryWhoseReferenceStandsForSomethingElseSpoilsTheWholeMessage() {
        releaseOne();
        take(notice("N1", "100.00", entry("B1", "CRDT", "100.00", "").replace(endToEnd, "NOTOURS")));
        refused(
                notice("N2", "8512.51", entry("B1", "CRDT", "100.01", ""), entry("B2", "DBIT", "8412.50", "")),
                "payment_answer_same_entry");
    }

    @Test
    void foreignIdsAndOtherSumsAreRefusedWhole() {
        releaseOne();
        refused(status("S1", "ACSC", "").replace(batch.msgId(), "TZ42B-SOMEBODYELSES"), "payment_answer_foreign");
        refused(status("S2", "ACSC", "").replace(endToEnd, "TZ42I-SOMEBODYELSES"), "payment_answer_foreign_payment");
        refused(
                status("S3", "ACSC", "").replace("<OrgnlCtrlSum>8412.50", "<OrgnlCtrlSum>8412.51"),
                "payment_answer_batch_sum");
        refused(status("S4", "ACSC", "").replace("\">8412.50", "\">8412.49"), "payment_answer_payment_sum");
        refused(notice("N1", "8412.51", entry("B1", "DBIT", "8412.50", "")), "payment_answer_sum");
        String half = notice("N2", "8412.50", entry("B1", "DBIT", "8412.50", ""));
        refused(half.substring(0, half.length() - 40), "payment_answer_broken");
        assertThat(discrepancies.openCount(fund)).isEqualTo(5);
        int kept = jdbc.sql("select count(*) from payment.answer where fund = :fund and outcome = 'REFUSED'")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
        assertThat(kept).as("originals kept").isEqualTo(6);
    }

    @Test
    void oneInstructionBookedTwiceByTheBankIsListed() {
        releaseOne();
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(notice("N2", "8412.50", entry("B2", "DBIT", "8412.50", "")));
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.DOUBLE_DEBIT);
        assertThat(balances()).containsEntry("1002", -841_250L);
    }

    /** The member has the money once: were it payable again, it would be paid twice. */
    @Test
    void ofAnInstructionBookedTwiceTheOneThatComesBackLeavesItPaid() {
        releaseOne();
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(notice("N2", "8412.50", entry("B2", "DBIT", "8412.50", "")));
        settled(Settlement.AS_BOOKED, "银行承认重复扣款，将退回一次");
        take(notice("N3", "8412.50", entry("B3", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L);
        settled(Settlement.AS_BOOKED, "退回的是重复扣的一次");
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        take(notice("N4", "8412.50", entry("B4", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).as("both came back").isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
    }

    /** The bank made its second debit good in words of its own; what came back later is the benefit, and people say so. */
    @Test
    void ofAnInstructionBookedTwiceTwoPeopleSayThatTheBenefitItselfCameBack() {
        releaseOne();
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(notice("N2", "8412.50", entry("B2", "DBIT", "8412.50", "")));
        settled(Settlement.AS_BOOKED, "银行承认重复扣款，已另行退回");
        take(notice("N3", "8412.50", entry("B3", "CRDT", "8412.50", "AC04")));
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.CONTRADICTION);
        settled(Settlement.NOT_PAID, "银行已另行退回重复的一次，这一笔是互助金退汇");
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
    }

    private void settled(Settlement settlement, String why) {
        long only = discrepancies.open(maker, "").items().get(0).id();
        discrepancies.propose(maker, only, settlement, why, NOW);
        Settled.by(discrepancies, checker, only, NOW);
    }
}
