package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.WorkingDays;

/** A word on a whole batch, and a bank that has no last word: none of its payments is left without an end or a question. */
class WholeRejectedTest extends PaymentTest {
    private static final String REJECTED = "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>";
    private static final String OF_THE_PART =
            "<PmtInfSts>RJCT</PmtInfSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>";

    @Autowired
    private WorkingDays calendar;

    @Autowired
    private DailyRuns runs;

    private NewInstruction first;
    private NewInstruction second;
    private Batch batch;

    @BeforeEach
    void releaseTwo() {
        first = instructed(841_250, "6228480000003390");
        second = instructed(207_318, "6228480000000715");
        batch = batches.get(maker, released());
    }

    private String said(NewInstruction benefit, String status) {
        return "<TxInfAndSts><OrgnlEndToEndId>"
                + payments.of(fund, benefit.cause()).get(0).endToEnd() + "</OrgnlEndToEndId><TxSts>" + status
                + "</TxSts>" + (status.equals("RJCT") ? "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>" : "")
                + "</TxInfAndSts>";
    }

    private String status(String id, String ofAll, String ofThePart) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>" + id
                + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>" + batch.msgId() + "</OrgnlMsgId>" + ofAll
                + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>" + ofThePart
                + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    }

    private void take(String message) {
        answers.take(maker, message.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private String reason(NewInstruction benefit) {
        return jdbc.sql(
                        "select reason from payment.instruction_event where fund = :fund and state = 'REJECTED' and instruction = :id")
                .param("fund", fund.code())
                .param("id", payments.of(fund, benefit.cause()).get(0).id().value())
                .query(String.class)
                .single();
    }

    private void bothRejected() {
        assertThat(state(first)).isEqualTo(InstructionState.REJECTED);
        assertThat(state(second)).isEqualTo(InstructionState.REJECTED);
        assertThat(batches.get(maker, batch.id()).state()).isEqualTo(BatchState.SETTLED);
        assertThat(heard.of(fund)).hasSize(2);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<GrpSts>PART</GrpSts>", "<GrpSts>ACTC</GrpSts>"})
    void aPartThatIsRejectedIsTheBatchThatIsRejected(String ofAll) {
        take(status("S1", ofAll, OF_THE_PART));
        bothRejected();
        assertThat(reason(second)).isEqualTo("AM04");
    }

    @Test
    void aRejectionOfAllThatListsOnlyTheFaultyRejectsTheOthersToo() {
        take(status("S1", REJECTED, said(first, "RJCT")));
        bothRejected();
        assertThat(reason(first)).isEqualTo("AC04");
        assertThat(reason(second)).isEqualTo("AM04");
    }

    @Test
    void aRejectionOfAllAfterThatOfOneRejectsTheRest() {
        take(status("S1", "<GrpSts>PART</GrpSts>", said(first, "RJCT")));
        take(status("S2", REJECTED, ""));
        bothRejected();
    }

    private void listedForTheBatch() {
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::batch, Discrepancy::kind, Discrepancy::claimed)
                .containsExactly(tuple(batch.id(), DiscrepancyKind.CONTRADICTION, "REJECTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACSC", "PDNG"})
    void aRejectionOfAllThatSaysOtherwiseOfOneRejectsNoneOfTheOthers(String otherwise) {
        take(status("S1", REJECTED, said(first, otherwise)));
        assertThat(state(second).isWaiting()).isTrue();
        listedForTheBatch();
    }

    @Test
    void aRejectionOfAllAfterOneIsPaidRejectsNone() {
        take(status("S1", "", said(first, "ACSC")));
        take(status("S2", "", OF_THE_PART));
        assertThat(state(first)).isEqualTo(InstructionState.PAID);
        assertThat(state(second).isWaiting()).isTrue();
        listedForTheBatch();
    }

    /** The first message may be on its way to being paid. */
    @ParameterizedTest
    @ValueSource(strings = {"DU01", "DU02", "DUPL", "AM05", "NOOR"})
    void aPartThatTheBankHoldsAlreadyOrDoesNotKnowIsNotRejected(String why) {
        take(status("S1", "", OF_THE_PART.replace("AM04", why)));
        assertThat(state(first)).isEqualTo(InstructionState.RELEASED);
        assertThat(state(second)).isEqualTo(InstructionState.RELEASED);
        assertThat(heard.of(fund)).isEmpty();
    }

    @Test
    void aWholeThatTheBankHoldsAlreadyIsNotRejected() {
        for (String why : new String[] {"DU01", "DU02", "DUPL", "AM05"}) {
            take(status("S-" + why, REJECTED.replace("AM04", why), ""));
        }
        assertThat(state(first)).isEqualTo(InstructionState.RELEASED);
    }

    /** Says of every batch that it has it, and no more. */
    private BankLink forgetful() {
        return new BankLink() {
            @Override
            public byte[] submit(String fileName, byte[] message) {
                return WholeRejectedTest.this
                        .status("S1", "<GrpSts>ACTC</GrpSts>", "")
                        .getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public byte[] status(String msgId) {
                return WholeRejectedTest.this
                        .status("S2", "<GrpSts>ACTC</GrpSts>", "")
                        .getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public byte[] notifications(long after, LocalDate upTo) {
                return AnswerRoom.notice("N1", "0.00").getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    @Test
    void whatTheBankAcceptedAndForgotIsAskedAboutThreeWorkingDaysAfterItsDay() {
        dispatcher.round(fund, forgetful(), NOW);
        runs.askAboutForgotten(fund, at(3));
        assertThat(state(first)).isEqualTo(InstructionState.SENT);
        assertThat(discrepancies.openCount(fund)).isZero();
        runs.askAboutForgotten(fund, at(4));
        runs.askAboutForgotten(fund, at(5));
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind, Discrepancy::claimed)
                .containsExactly(
                        tuple(DiscrepancyKind.STILL_UNKNOWN, "SENT"), tuple(DiscrepancyKind.STILL_UNKNOWN, "SENT"));
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "柜台查无此笔", at(5));
        Settled.by(discrepancies, checker, open.id(), at(5));
        assertThat(state(first)).isEqualTo(InstructionState.REJECTED);
        assertThat(state(second)).isEqualTo(InstructionState.SENT);
    }

    @Test
    void whatIsLeftAsItStandsIsAskedAgainAsLongAsTheBankSaysNothing() {
        dispatcher.round(fund, forgetful(), NOW);
        runs.askAboutForgotten(fund, at(4));
        leaveAll(at(5));
        runs.askAboutForgotten(fund, at(8));
        assertThat(discrepancies.openCount(fund)).isZero();
        runs.askAboutForgotten(fund, at(9));
        runs.askAboutForgotten(fund, at(10));
        String day = LocalDate.ofInstant(at(5), FundClock.ZONE).toString();
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind, Discrepancy::claimed)
                .containsExactly(
                        tuple(DiscrepancyKind.STILL_UNKNOWN, "SENT_AGAIN:" + day),
                        tuple(DiscrepancyKind.STILL_UNKNOWN, "SENT_AGAIN:" + day));
        leaveAll(at(10));
        take(status("S3", "", said(first, "ACSC") + said(second, "ACSC")));
        runs.askAboutForgotten(fund, at(20));
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    private void leaveAll(Instant when) {
        discrepancies.open(maker, "").items().forEach(open -> {
            discrepancies.propose(maker, open.id(), Settlement.AS_BOOKED, "银行说还在办", when);
            Settled.by(discrepancies, checker, open.id(), when);
        });
    }

    /** So many working days after the day of value. */
    private Instant at(int workingDays) {
        return NOW.plus(Duration.ofDays(ChronoUnit.DAYS.between(TODAY, calendar.plus(TODAY, workingDays))));
    }
}
