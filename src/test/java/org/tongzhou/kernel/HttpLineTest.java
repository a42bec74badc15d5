package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner that begins its answer and never ends it. */
class HttpLineTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private ServerSocket partner;

    @BeforeEach
    void aPartner() throws IOException {
        partner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void isAway() throws IOException {
        partner.close();
    }

    @Test
    void anAnswerThatDripsIsSilenceAndIsNoLongerReadAfterwards() throws Exception {
        CompletableFuture<Void> brokenOff = CompletableFuture.runAsync(() -> drip("HTTP/1.1 200 OK\r\n\r\n"));
        Instant asked = Instant.now();
        assertSilence();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(TIMEOUT.multipliedBy(5));
        brokenOff.get(60, TimeUnit.SECONDS);
    }

    @Test
    void headersThatDripAreSilenceToo() throws Exception {
        CompletableFuture<Void> brokenOff = CompletableFuture.runAsync(() -> drip("HTTP/1.1 200 OK\r\nX-Slow: "));
        assertSilence();
        brokenOff.get(60, TimeUnit.SECONDS);
    }

    @Test
    void anAskThatIsInterruptedIsNoLongerReadEither() throws Exception {
        CompletableFuture<Void> brokenOff = CompletableFuture.runAsync(() -> drip("HTTP/1.1 200 OK\r\n\r\n"));
        Thread asking = new Thread(
                () -> assertThatThrownBy(() -> ask(Duration.ofMinutes(1))).hasMessage("interrupted"));
        asking.start();
        Thread.sleep(TIMEOUT.toMillis());
        asking.interrupt();
        brokenOff.get(60, TimeUnit.SECONDS);
    }

    private byte[] ask(Duration timeout) throws HttpLine.Silence {
        HttpLine line = new HttpLine("http://127.0.0.1:" + partner.getLocalPort(), "secret", timeout, 1 << 20);
        return line.ask(line.to("/status"));
    }

    private void assertSilence() {
        assertThatThrownBy(() -> ask(TIMEOUT))
                .isInstanceOf(HttpLine.Silence.class)
                .hasMessageContaining("no whole answer within PT0.3S");
    }

    /** A byte every few milliseconds, until nobody reads any more. */
    private void drip(String beginning) {
        try (Socket caller = partner.accept();
                OutputStream out = caller.getOutputStream()) {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        } catch (IOException nobodyReads) {
            // what is waited for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
