package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
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

    /** A picture of a few bytes that unfolds to five thousand million: the child has a small heap, and another reads the next paper. */
    @Test
    void aPaperThatNeedsMoreMemoryThanAChildHasIsRefused() throws Exception {
        String huge =
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 40]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
                        + "4 0 obj<</Length 22>>stream\n60 0 0 40 0 0 cm /X Do\nendstream endobj\n"
                        + "5 0 obj<</Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceRGB/BitsPerComponent 8"
                        + "/Length 3>>stream\nabc\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF";
        try (PaperChild child = PaperChild.start()) {
            byte[] pdf = huge.getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> child.ask(List.of("render", "1", "李静", ""), pdf, 30))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("paper_broken");
            assertThat(child.reusable()).isFalse();
        }
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

    /** What a reading needs as files lies in memory: left behind, it would stay there until the machine stops. */
    @Test
    void aReaderThatNeverCameLeavesNoFolderBehind(@TempDir Path place) {
        assertThatThrownBy(() -> PaperChild.start(place, 0)).isInstanceOf(IOException.class);
        String home = System.setProperty("java.home", "/nowhere");
        try {
            assertThatThrownBy(() -> PaperChild.start(place, 30)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> reader.intake(receipt, "receipt")).isInstanceOf(Busy.class);
        } finally {
            System.setProperty("java.home", home);
        }
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void aReaderWhoseParentIsKilledWhileItReadsLeavesNoFolderBehind(@TempDir Path home) throws Exception {
        Path folder = Files.createDirectory(home.resolve("tongzhou-1"));
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Future<Integer> worker =
                    callers.submit(() -> PaperWorker.run(new String[] {socket.toString()}, System.err));
            try (SocketChannel asked = server.accept();
                    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(asked))) {
                out.writeUTF("intake\nreceipt");
                out.writeInt(receipt.length);
                out.write(receipt);
            }
            worker.get(60, TimeUnit.SECONDS);
        }
        assertThat(folder).doesNotExist();
    }

    /** A paper may take for ever, and the clock that would stop it is the parent's. */
    @Test
    void aReaderEndsWithItsParentWhateverItIsAt(@TempDir Path home) throws Exception {
        Path folder = Files.createDirectory(home.resolve("tongzhou-2"));
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            String child = String.join(" ", PaperChild.command(folder, socket));
            Process parent = new ProcessBuilder("sh", "-c", child + " & echo $!; wait").start();
            long pid = Long.parseLong(parent.inputReader().readLine());
            ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
            try (SocketChannel connected = server.accept()) {
                parent.destroyForcibly().waitFor();
                until(() -> !worker.isAlive());
                assertThat(connected.isOpen()).isTrue();
            } finally {
                worker.destroyForcibly();
            }
        }
        assertThat(folder).doesNotExist();
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
