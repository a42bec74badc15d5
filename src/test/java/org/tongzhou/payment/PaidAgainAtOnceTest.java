package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;

/** Two instances order the same benefit in the same instant: for the first time, or again after it came back. */
class PaidAgainAtOnceTest extends PaymentTest {
    private static final int TIMES = 12;
    private static final String FIRST = "6228480000003390";
    private static final PayeeAccount SECOND = new PayeeAccount(NAME, "6228480000003391", "建设银行", null);

    private final CyclicBarrier sameInstant = new CyclicBarrier(2);

    /** What each was refused with, empty where it was done. */
    private List<String> bothAtOnce(Runnable one, Runnable other) throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> said = new ArrayList<>();
            for (Runnable each : List.of(one, other)) {
                said.add(instances.submit(() -> {
                    sameInstant.await(60, TimeUnit.SECONDS);
                    return said(each);
                }));
            }
            return List.of(said.get(0).get(60, TimeUnit.SECONDS), said.get(1).get(30, TimeUnit.SECONDS));
        } finally {
            instances.shutdownNow();
        }
    }

    private static String said(Runnable order) {
        try {
            order.run();
            return "";
        } catch (Refusal refusal) {
            return Optional.ofNullable(refusal.code()).orElse("?");
        }
    }

    private NewInstruction sentBack() {
        NewInstruction benefit = instructed(841_250, FIRST);
        released();
        String id = payments.of(fund, benefit.cause()).get(0).endToEnd();
        String back =
                "<Ntry><Amt Ccy=\"CNY\">8412.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><ValDt><Dt>2026-02-10</Dt></ValDt>"
                        + "<AcctSvcrRef>" + id + "</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>" + id
                        + "</EndToEndId></Refs>"
                        + "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>";
        String notice =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr>"
                        + "<MsgId>N" + id
                        + "</MsgId></GrpHdr><Ntfctn><Id>N</Id><TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries>"
                        + "<Sum>8412.50</Sum></TtlNtries></TxsSummry>" + back
                        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
        answers.take(maker, notice.getBytes(StandardCharsets.UTF_8), NOW);
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        return benefit;
    }

    private List<InstructionState> orders(NewInstruction benefit) {
        return payments.of(fund, benefit.cause()).stream()
                .map(Instruction::state)
                .toList();
    }

    @Test
    void ofTwoThatPayAgainWhatCameBackOneIsRefused() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            NewInstruction benefit = sentBack();
            List<String> said = bothAtOnce(
                    () -> payments.reissue(Actor.system(fund), benefit.cause(), SECOND, NOW),
                    () -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW));
            assertThat(said).containsExactlyInAnyOrder("", "payment_still_live");
            assertThat(orders(benefit)).containsExactly(InstructionState.RETURNED, InstructionState.APPROVED);
            assertThat(batches.payable(maker, TODAY).total()).isEqualTo(Money.ofFen(841_250));
        }
    }

    @Test
    void ofTwoThatOrderOneBenefitWithOtherSumsOneIsRefused() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            NewInstruction benefit = benefit(100, FIRST);
            NewInstruction more = new NewInstruction(
                    benefit.cause(),
                    benefit.payee(),
                    benefit.account(),
                    Money.ofFen(200),
                    benefit.unitPath(),
                    benefit.plan(),
                    benefit.reference());
            List<String> said = bothAtOnce(
                    () -> payments.instruct(Actor.system(fund), benefit, NOW),
                    () -> payments.instruct(Actor.system(fund), more, NOW));
            assertThat(said).containsExactlyInAnyOrder("", "payment_instruct_differs");
            assertThat(orders(benefit)).containsExactly(InstructionState.APPROVED);
        }
    }

    @Test
    void whoOrdersWhatIsBeingPaidAgainOrdersNothingMore() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            NewInstruction benefit = sentBack();
            List<String> said = bothAtOnce(
                    () -> payments.reissue(Actor.system(fund), benefit.cause(), SECOND, NOW),
                    () -> payments.instruct(Actor.system(fund), benefit, NOW));
            assertThat(said).containsExactly("", "");
            assertThat(orders(benefit)).containsExactly(InstructionState.RETURNED, InstructionState.APPROVED);
        }
    }

    @Test
    void noInstructionIsReplacedTwice() {
        NewInstruction benefit = sentBack();
        payments.reissue(Actor.system(fund), benefit.cause(), SECOND, NOW);
        Instruction first = payments.of(fund, benefit.cause()).get(0);
        assertThatThrownBy(() -> replace(first, 2)).hasMessageContaining("instruction_fund_cause_attempt_key");
        assertThatThrownBy(() -> replace(first, 3)).hasMessageContaining("does not replace");
    }

    private void replace(Instruction first, int attempt) {
        jdbc.sql("""
                        insert into payment.instruction (fund, cause, attempt, replaces, person, unit_path, plan, reference,
                            payee, payee_index, amount_fen, end_to_end, created_at)
                        select fund, cause, :attempt, id, person, unit_path, plan, reference, payee, payee_index, amount_fen,
                            'TWICE-' || id || '-0000', now() from payment.instruction where fund = :fund and id = :id
                        """)
                .param("attempt", attempt)
                .param("fund", fund.code())
                .param("id", first.id().value())
                .update();
    }
}
