package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the database refuses of one batch or of one file of the bank keeps no other waiting. */
@ExtendWith(OutputCaptureExtension.class)
class HeldBackTest extends PaymentTest {
    private final VirtualBank virtual = new VirtualBank();

    private void rounds(BankLink link) {
        for (int i = 0; i < 3; i++) {
            dispatcher.round(fund, link, NOW);
            virtual.work();
        }
    }

    /** One more attempt is none that the row can count. */
    private void wearOut(BatchId batch) {
        jdbc.sql("update payment.batch set attempt = 2147483647 where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", batch.value())
                .update();
    }

    @Test
    void aBatchThatTheDatabaseRefusesKeepsNeitherTheOthersNorTheBooksWaiting(CapturedOutput log) {
        NewInstruction held = instructed(841_250, "6228480000003390");
        wearOut(released());
        NewInstruction other = instructed(500_000, "6228480000008127");
        released();
        rounds(virtual);
        assertThat(state(held)).isEqualTo(InstructionState.RELEASED);
        assertThat(state(other)).isEqualTo(InstructionState.PAID);
        assertThat(answerStore.cursor(fund).after())
                .as("the bank's book is read")
                .isPositive();
        assertThat(log.getOut()).contains("is held back").doesNotContain("update payment.batch");
    }

    /** A bank whose files lie beside its line. */
    private record Desk(BankLink bank, Map<String, byte[]> files) implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence {
            return bank.submit(fileName, creditTransfer);
        }

        @Override
        public byte[] status(String msgId) throws BankSilence {
            return bank.status(msgId);
        }

        @Override
        public byte[] notifications(long after, java.time.LocalDate upTo) throws BankSilence {
            return bank.notifications(after, upTo);
        }

        @Override
        public List<String> left() {
            return List.copyOf(files.keySet());
        }

        @Override
        public Left fetch(String name) {
            return new Left(files.get(name), true);
        }

        @Override
        public void taken(String name) {
            files.remove(name);
        }
    }

    private static byte[] credit(String ref) {
        return ("交易日期,流水号,借贷标志,金额\n20260210," + ref + ",贷,1\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The database refuses one line, and says which. */
    private void refusing(String ref, Runnable part) {
        jdbc.sql("alter table payment.bank_entry add constraint refused check (bank_ref <> '" + ref + "')")
                .update();
        try {
            part.run();
        } finally {
            jdbc.sql("alter table payment.bank_entry drop constraint refused").update();
        }
    }

    @Test
    void aFileThatTheDatabaseRefusesStaysAndKeepsNoOtherWaiting(CapturedOutput log) {
        String refused = "LINE-THAT-IS-REFUSED";
        Desk desk = new Desk(virtual, new TreeMap<>(Map.of("1.csv", credit(refused), "2.csv", credit("C2"))));
        refusing(refused, () -> rounds(desk));
        assertThat(desk.files()).containsOnlyKeys("1.csv");
        assertThat(answerStore.entries(fund, List.of("C2"))).hasSize(1);
        assertThat(log.getOut()).contains("1.csv is held back").doesNotContain(refused);
        rounds(desk);
        assertThat(desk.files()).isEmpty();
        assertThat(answerStore.entries(fund, List.of(refused))).hasSize(1);
    }
}
