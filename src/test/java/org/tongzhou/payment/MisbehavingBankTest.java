package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.PersonId;

/**
 * A bank that loses a fifth of what is said, answers late, twice and against its own word. {@code -Dinstructions=10000} for
 * the full run, {@code -Dseed=…} to repeat one.
 */
class MisbehavingBankTest extends PaymentTest {
    private static final int INSTRUCTIONS = Integer.getInteger("instructions", 1_000);
    private static final long SEED = Long.getLong("seed", System.nanoTime() % 100_000);
    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final Instant LATER = NOW.plus(Duration.ofDays(2));
    private static final String TEMPER = "seed=" + SEED
            + "; loseRequest=0.1; loseAnswer=0.1; late=0.05:400; double=0.02; contradict=0.02; truncate=0.01;"
            + " reject=AC04:amount:*.04; reject=AC01:amount:*.13; return=AC04:amount:*.21:1";

    private void instruct(int count) {
        PersonId person = person();
        for (int i = 0; i < count; i++) {
            NewInstruction one = new NewInstruction(
                    "claim:" + (10_000_000L + SEED * 20_000 + i),
                    person,
                    new PayeeAccount(NAME, "62284800" + String.format("%08d", i), "建设银行", null),
                    org.tongzhou.kernel.Money.ofFen(10_000 + i),
                    "/" + fund.code() + "/4202/420281/",
                    "hospital",
                    "HB" + i);
            payments.instruct(org.tongzhou.kernel.Actor.system(fund), one, NOW);
        }
        for (int left = count; left > 0; left -= 10) {
            BatchId id = batches.draft(maker, Wanted.atMost(10), NOW);
            batches.release(checker, id, batches.get(maker, id).hash(), NOW);
        }
    }

    /** The harness: no instruction credited twice, and our books are the bank's to the fen. */
    private void requireTrue() throws Exception {
        Map<String, long[]> credits = credits();
        assertThat(credits.entrySet().stream()
                        .filter(each -> each.getValue()[0] > 1)
                        .map(Map.Entry::getKey))
                .as("credited more than once, seed %d", SEED)
                .isEmpty();
        long bankHolds =
                credits.values().stream().mapToLong(sums -> sums[1] - sums[2]).sum();
        Map<String, Long> balances = balances();
        assertThat(-balances.get("1002"))
                .as("our book of the bank account, seed %d", SEED)
                .isEqualTo(bankHolds);
        Map<String, InstructionState> states = states();
        states.forEach((id, state) -> {
            long[] sums = credits.getOrDefault(id, new long[3]);
            InstructionState truth = sums[0] == 0
                    ? InstructionState.REJECTED
                    : sums[2] > 0 ? InstructionState.RETURNED : InstructionState.PAID;
            boolean neverPaid = sums[0] == 0 && state == InstructionState.RETURNED;
            assertThat(neverPaid || state == truth)
                    .as("%s is %s, seed %d", id, state, SEED)
                    .isTrue();
        });
    }

    private Map<String, InstructionState> states() {
        return jdbc
                .sql("select end_to_end, state from payment.instruction where fund = :fund")
                .param("fund", fund.code())
                .query((row, n) -> Map.entry(row.getString(1), InstructionState.valueOf(row.getString(2))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Two people settle each contradiction by what the bank shows at its counter. */
    private void settleByTheBanksOwnBook() throws Exception {
        Map<String, long[]> credits = credits();
        for (Discrepancy open : discrepancies.open(maker, "").items()) {
            assertThat(open.kind()).isIn(DiscrepancyKind.CONTRADICTION, DiscrepancyKind.NO_DEBIT);
            String id = payments.get(checker.scope(), open.instruction()).endToEnd();
            Settlement truth = credits.containsKey(id) ? Settlement.PAID : Settlement.NOT_PAID;
            discrepancies.propose(maker, open.id(), truth, "银行柜台流水 " + id, LATER);
            Settled.by(discrepancies, checker, open.id(), LATER);
        }
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void noAnswerLostLateDoubledOrContradictoryCausesASecondPayment() throws Exception {
        System.out.println("misbehaving bank, seed " + SEED + ", instructions " + INSTRUCTIONS);
        instruct(INSTRUCTIONS);
        bankBehaves(TEMPER);
        BankLink link = line(TIMEOUT);
        untilSettled(link, NOW, 200);
        for (int i = 0; i < 12; i++) {
            dispatcher.round(fund, link, LATER);
        }
        bankBehaves("seed=" + SEED);
        dispatcher.round(fund, line(TIMEOUT), LATER);
        int contradictions = discrepancies.openCount(fund);
        settleByTheBanksOwnBook();
        requireTrue();
        assertThat(contradictions)
                .as("the bank did contradict itself, seed %d", SEED)
                .isPositive();
    }

    /** What a bank line must not be: after silence it sends again, under a new name, without asking. */
    private record Reckless(BankLink line) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] message) throws BankSilence {
            byte[] sending = message;
            for (int i = 0; i < 9; i++) {
                try {
                    return line.submit(fileName, sending);
                } catch (BankSilence again) {
                    String xml = new String(message, StandardCharsets.UTF_8);
                    String msgId = xml.substring(xml.indexOf("<MsgId>") + 7, xml.indexOf("</MsgId>"));
                    sending = xml.replace(msgId, msgId + "-" + i).getBytes(StandardCharsets.UTF_8);
                }
            }
            throw new BankSilence("nine times");
        }

        @Override
        public byte[] status(String msgId) throws BankSilence {
            return line.status(msgId);
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
            return line.notifications(after, upTo);
        }
    }

    @Test
    void theHarnessSeesASecondPaymentWhenMessagesAreSentAgainWithoutAQuery() throws Exception {
        instruct(60);
        bankBehaves("seed=" + SEED + "; loseAnswer=0.6");
        for (int i = 0; i < 3; i++) {
            dispatcher.round(fund, new Reckless(line(TIMEOUT)), NOW);
        }
        bankBehaves("");
        Thread.sleep(200);
        assertThatThrownBy(this::requireTrue)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("credited more than once");
    }
}
