package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.Refusal;

/** Who reads papers when the machine is busy, and what becomes of a paper whose reader dies under it. */
class PaperReaderTest {
    private static final List<String> INTAKE = List.of("intake", "receipt");

    private final ExecutorService callers = Executors.newFixedThreadPool(10);
    private PaperReader reader;
    private byte[] receipt;

    @BeforeEach
    void open() throws Exception {
        reader = new PaperReader();
        receipt = ReceiptReadingTest.bytes("receipt-2.xml");
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        reader.close();
    }

    @Test
    void aChildThatWasGivenAPaperMeanwhileIsNotRetired() throws Exception {
        PaperChild child = PaperChild.start();
        reader.giveBack(child);
        reader.retire(child, child.papers() + 1);
        assertThat(child.reusable()).isTrue();
        reader.retire(child, child.papers());
        assertThatThrownBy(() -> child.ask(INTAKE, new byte[1], 5)).isInstanceOf(Refusal.class);
    }

    /** Two are read at once and eight wait; whoever comes then is told at once to come again. */
    @Test
    void theEleventhPaperAtOnceIsSentAwayAndTheTenAreRead() throws Exception {
        List<PaperChild> both = List.of(PaperChild.start(), PaperChild.start());
        for (PaperChild child : both) {
            reader.giveBack(child);
            signal("STOP", child);
        }
        List<Future<PaperReader.Intake>> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(callers.submit(() -> reader.intake(receipt, "receipt")));
        }
        until(() -> reader.waiting() == 8);
        assertThatThrownBy(() -> reader.intake(receipt, "receipt"))
                .isInstanceOf(Busy.class)
                .hasMessage("paper_reader_busy");
        for (PaperChild child : both) {
            signal("CONT", child);
        }
        for (Future<PaperReader.Intake> one : ten) {
            assertThat(one.get(60, TimeUnit.SECONDS).findings().reading()).isNotNull();
        }
    }

    @Test
    void aPaperThatTheMachineHadNoTimeForIsNotCalledSlow() throws Exception {
        try (PaperChild child = PaperChild.start()) {
            signal("STOP", child);
            assertThatThrownBy(() -> child.ask(INTAKE, receipt, 1)).isInstanceOf(Busy.class);
        }
        assertThat(PaperChild.tooLate(Duration.ofMillis(19_999), 40)).isInstanceOf(Busy.class);
        assertThat(PaperChild.tooLate(Duration.ofSeconds(20), 40))
                .isInstanceOf(Refusal.class)
                .hasMessage("paper_took_too_long");
    }

    @Test
    void aGoodPaperWhoseReaderDiesIsReadByAnother() throws Exception {
        PaperChild child = PaperChild.start();
        child.ask(INTAKE, receipt, 30);
        reader.giveBack(child);
        signal("STOP", child);
        Future<PaperReader.Intake> read = callers.submit(() -> reader.intake(receipt, "receipt"));
        until(() -> child.papers() == 2);
        signal("KILL", child);
        assertThat(read.get(60, TimeUnit.SECONDS).findings().reading()).isNotNull();
    }

    private static void signal(String name, PaperChild child) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void until(BooleanSupplier there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!there.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(there.getAsBoolean()).isTrue();
    }
}
