package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;

/** What the bank says, in any order, twice, or wrongly: nothing is half-applied, and what does not fit is listed. */
class BankAnswersTest extends PaymentTest {
    private NewInstruction benefit;
    private String endToEnd;
    private Batch batch;

    private void releaseOne() {
        benefit = instructed(841_250, "6228480000003390");
        batch = batches.get(maker, released());
        endToEnd = payments.of(fund, benefit.cause()).get(0).endToEnd();
    }

    private String status(String id, String state, String reason) {
        String why = reason.isEmpty() ? "" : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>";
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>" + id
                + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>" + batch.msgId() + "</OrgnlMsgId>"
                + "<OrgnlNbOfTxs>1</OrgnlNbOfTxs><OrgnlCtrlSum>8412.50</OrgnlCtrlSum><GrpSts>PART</GrpSts>"
                + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>" + endToEnd
                + "</OrgnlEndToEndId><TxSts>" + state + "</TxSts>" + why
                + "<AccptncDtTm>2026-02-10T14:36:00</AccptncDtTm>"
                + "<OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">8412.50</InstdAmt></Amt></OrgnlTxRef>"
                + "</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    }

    private String entry(String ref, String direction, String amount, String reason) {
        String why = reason.isEmpty() ? "" : "<RtrInf><Rsn><Cd>" + reason + "</Cd></Rsn></RtrInf>";
        return "<Ntry><Amt Ccy=\"CNY\">" + amount + "</Amt><CdtDbtInd>" + direction
                + "</CdtDbtInd><ValDt><Dt>2026-02-10</Dt></ValDt><AcctSvcrRef>" + ref
                + "</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>" + endToEnd + "</EndToEndId></Refs>" + why
                + "</TxDtls></NtryDtls></Ntry>";
    }

    private static String notice(String id, String sum, String... entries) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>"
                + id + "</MsgId></GrpHdr><Ntfctn><Id>" + id + "</Id><TxsSummry><TtlNtries><NbOfNtries>"
                + entries.length + "</NbOfNtries><Sum>" + sum + "</Sum></TtlNtries></TxsSummry>"
                + String.join("", entries) + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
    }

    private void take(String message) {
        answers.take(maker, message.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private void refused(String message, String code) {
        InstructionState before = state(benefit);
        int events = heard.of(fund).size();
        assertThatThrownBy(() -> take(message))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
        assertThat(state(benefit)).isEqualTo(before);
        assertThat(heard.of(fund)).hasSize(events);
    }

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
        assertThat(discrepancies.open(maker))
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.CONTRADICTION);
    }

    /** Says over the line what it is given to say. */
    private record TellingLine(String status, String notice) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] message) {
            return status.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] status(String msgId) {
            return status.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) {
            return notice.getBytes(StandardCharsets.UTF_8);
        }
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
        Discrepancy first = discrepancies.open(maker).get(0);
        discrepancies.propose(maker, first.id(), Settlement.AS_BOOKED, "柜台流水 B2", NOW);
        Settled.by(discrepancies, checker, first.id(), NOW);
        take(notice("N3", "25.00", entry("B3", "CRDT", "12.50", "AC04"), entry("B4", "CRDT", "12.50", "AC04")));
        take(notice("N4", "12.50", entry("B3", "CRDT", "12.50", "AC04")));
        assertThat(discrepancies.open(maker))
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.AMOUNT, DiscrepancyKind.AMOUNT);
    }

    @Test
    void sameIdWithOtherContentIsRefusedAndListed() {
        releaseOne();
        take(status("S1", "PDNG", ""));
        refused(status("S1", "ACSC", ""), "payment_answer_same_id");
        refused(status("S1", "ACSC", ""), "payment_answer_same_id");
        assertThat(discrepancies.open(maker)).extracting(Discrepancy::kind).containsExactly(DiscrepancyKind.SAME_ID);
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
    void aReturnThatCameDuringADisputeIsBookedWithItsSettlement() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(notice("N2", "8412.50", entry("B2", "CRDT", "8412.50", "AC04")));
        Discrepancy first = discrepancies.open(maker).get(0);
        discrepancies.propose(maker, first.id(), Settlement.PAID, "柜台流水 B1、B2", NOW);
        Settled.by(discrepancies, checker, first.id(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
    }

    @Test
    void whatCameBackInPartDuringADisputeIsNoReturn() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(notice("N2", "12.50", entry("B2", "CRDT", "12.50", "AC04")));
        discrepancies.open(maker).forEach(each -> {
            boolean part = each.kind() == DiscrepancyKind.AMOUNT;
            Settlement settlement = part ? Settlement.AS_BOOKED : Settlement.PAID;
            discrepancies.propose(maker, each.id(), settlement, "柜台流水 B1、B2", NOW);
            Settled.by(discrepancies, checker, each.id(), NOW);
        });
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L).containsEntry("2202", 0L);
    }

    @Test
    void rejectedThenPaidIsSettledByTwoPeopleAndNotPaidAgainMeanwhile() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        assertThat(state(benefit)).isEqualTo(InstructionState.REJECTED);
        Discrepancy open = discrepancies.open(maker).get(0);
        assertThat(open.kind()).isEqualTo(DiscrepancyKind.CONTRADICTION);
        assertThatThrownBy(() -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW))
                .hasMessage("payment_disputed");
        assertThatThrownBy(() -> discrepancies.propose(checker, open.id(), Settlement.PAID, " B1 ", NOW))
                .hasMessage("payment_evidence");
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, open.id(), NOW))
                .hasMessage("payment_no_proposal");
        discrepancies.propose(checker, open.id(), Settlement.PAID, "柜台流水 B1", NOW);
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, open.id(), NOW))
                .hasMessage("second_person");
        assertThatThrownBy(() -> jdbc.sql("update payment.discrepancy set settled_by = proposed_by where fund = :fund")
                        .param("fund", fund.code())
                        .update())
                .isInstanceOf(DataAccessException.class);
        discrepancies.propose(maker, open.id(), Settlement.PAID, "柜台流水 B1", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L).containsEntry("2202", 0L);
    }

    @Test
    void whoConfirmsASettlementConfirmsWhatTheySaw() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        long id = discrepancies.open(maker).get(0).id();
        discrepancies.propose(maker, id, Settlement.AS_BOOKED, "多付的向银行追回", NOW);
        String seen = discrepancies.open(checker).get(0).seal();
        discrepancies.propose(maker, id, Settlement.PAID, "柜台流水 B1", NOW);
        assertThatThrownBy(() -> discrepancies.settle(checker, id, seen, NOW)).hasMessage("payment_proposal_seen");
        assertThat(state(benefit)).isEqualTo(InstructionState.REJECTED);
        Settled.by(discrepancies, checker, id, NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void whatWasPaidAgainMeanwhileDoesNotAlsoBecomePaidTheFirstTime() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        Discrepancy open = discrepancies.open(maker).get(0);
        discrepancies.propose(maker, open.id(), Settlement.PAID, "柜台流水 B1", NOW);
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, open.id(), NOW))
                .hasMessage("payment_replaced");
        assertThat(payments.of(fund, benefit.cause()))
                .extracting(Instruction::state)
                .containsExactly(InstructionState.REJECTED, InstructionState.APPROVED);
        assertThat(balances()).doesNotContainKey("1002");
        discrepancies.propose(maker, open.id(), Settlement.AS_BOOKED, "多付的向银行追回", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
    }

    @Test
    void acceptedThenRejectedIsListedAndTheBooksWait() {
        releaseOne();
        take(status("S1", "ACSC", ""));
        take(status("S2", "RJCT", "AC04"));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        Discrepancy open = discrepancies.open(maker).get(0);
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "柜台查无此笔", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
    }

    @Test
    void aRejectionIsNotPaidAgainBeforeTheBanksBookHasBeenRead() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        assertThatThrownBy(() -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW))
                .hasMessage("payment_book_unread");
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
    }

    @Test
    void oneInstructionBookedTwiceByTheBankIsListed() {
        releaseOne();
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(notice("N2", "8412.50", entry("B2", "DBIT", "8412.50", "")));
        assertThat(discrepancies.open(maker))
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.DOUBLE_DEBIT);
        assertThat(balances()).containsEntry("1002", -841_250L);
    }

    /** A bank that says nothing; {@code before} is done while the first message is being handed over. */
    private record SilentLine(AtomicInteger submitted, Runnable before) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] message) throws BankSilence {
            if (submitted.incrementAndGet() == 1) {
                before.run();
            }
            throw new BankSilence("nothing");
        }

        @Override
        public byte[] status(String msgId) throws BankSilence {
            throw new BankSilence("nothing");
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
            throw new BankSilence("nothing");
        }
    }

    /** Another instance, with connections of its own: what happens there happens while this thread waits for it. */
    private void elsewhere(Runnable work) {
        ExecutorService instance = Executors.newSingleThreadExecutor();
        try {
            instance.submit(work).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other instance", e);
        } finally {
            instance.shutdownNow();
        }
    }

    @Test
    void whileOneInstanceSpeaksToTheBankTheOthersLeaveTheBatchAlone() {
        releaseOne();
        AtomicInteger submitted = new AtomicInteger();
        SilentLine quiet = new SilentLine(submitted, () -> {});
        dispatcher.round(
                fund,
                new SilentLine(submitted, () -> {
                    elsewhere(() -> dispatcher.round(fund, quiet, NOW));
                    elsewhere(() -> dispatcher.round(fund, quiet, NOW));
                    assertThat(state(benefit)).isEqualTo(InstructionState.SENT);
                }),
                NOW);
        assertThat(submitted).hasValue(1);
        assertThat(state(benefit)).isEqualTo(InstructionState.UNKNOWN);
    }

    /** Runs {@code then} after the n-th commit, when no lock is held any more and nothing else has begun. */
    private record AfterCommit(PlatformTransactionManager real, AtomicInteger left, Runnable then)
            implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            real.commit(status);
            if (left.decrementAndGet() == 0) {
                then.run();
            }
        }

        @Override
        public void rollback(TransactionStatus status) {
            real.rollback(status);
        }
    }

    @Test
    void aBatchBetweenItsSentAndItsSendingIsNotDoubtedByAnotherInstance() throws Exception {
        releaseOne();
        AtomicInteger submitted = new AtomicInteger();
        AfterCommit markedSent = new AfterCommit(transactions, new AtomicInteger(1), () -> {
            assertThat(batches.get(maker, batch.id()).state()).isEqualTo(BatchState.SENT);
            elsewhere(() -> dispatcher.round(fund, new SilentLine(submitted, () -> {}), NOW));
            assertThat(batches.get(maker, batch.id()).state()).isEqualTo(BatchState.SENT);
            assertThat(state(benefit)).isEqualTo(InstructionState.SENT);
        });
        dispatcherWith(markedSent).round(fund, line(Duration.ofSeconds(2)), NOW);
        untilSettled(line(Duration.ofSeconds(2)), NOW, 200);
        assertThat(submitted).as("by the other instance").hasValue(0);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(payments.of(fund, benefit.cause()).get(0).history())
                .extracting(InstructionEvent::state)
                .doesNotContain(InstructionState.UNKNOWN);
    }

    @Test
    void oneBenefitInstructedByManyAtOnceIsOneInstruction() throws Exception {
        NewInstruction wanted = benefit(12_345, "6228480000003390");
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Future<InstructionId>> ids = new java.util.ArrayList<>();
            for (int i = 0; i < 24; i++) {
                ids.add(people.submit(() -> payments.instruct(Actor.system(fund), wanted, NOW)));
            }
            InstructionId first = ids.get(0).get(30, TimeUnit.SECONDS);
            for (Future<InstructionId> id : ids) {
                assertThat(id.get(30, TimeUnit.SECONDS)).isEqualTo(first);
            }
        } finally {
            people.shutdown();
        }
        assertThat(balances()).containsEntry("6402", 12_345L);
        assertThat(batches.payable(maker, TODAY).total()).isEqualTo(Money.ofFen(12_345));
    }

    @Test
    void twoMakersAtOnceNeverTakeTheSamePayment() throws Exception {
        for (int i = 0; i < 30; i++) {
            instructed(100 + i, "6228480000003390");
        }
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = people.submit(this::makeOrNothing);
            Future<Integer> two = people.submit(this::makeOrNothing);
            assertThat(one.get(30, TimeUnit.SECONDS) + two.get(30, TimeUnit.SECONDS))
                    .isEqualTo(30);
        } finally {
            people.shutdown();
        }
    }

    private int makeOrNothing() {
        try {
            return batches.get(maker, batches.draft(maker, NOW)).payments();
        } catch (Refusal nothingLeft) {
            return 0;
        }
    }
}
