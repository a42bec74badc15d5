package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.BasicStatusManager;
import ch.qos.logback.core.status.ErrorStatus;
import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.OnErrorConsoleStatusListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tongzhou.shell.Words;

class LogTroubleTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void aLogOnAFullDiskIsOneLineHoweverMuchIsLost() {
        BasicStatusManager manager = new BasicStatusManager();
        OnErrorConsoleStatusListener traces = new OnErrorConsoleStatusListener() {
            @Override
            protected PrintStream getPrintStream() {
                return err;
            }
        };
        traces.start();
        manager.add(traces);
        new LogTrouble(err, Words.of(Words.EN)).listenAlone(manager);

        manager.add(new InfoStatus("opened", this));
        for (int i = 0; i < 3; i++) {
            manager.add(new ErrorStatus("IO failure", this, new IOException("No space left on device")));
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "The log cannot be written: No space left on device. The work goes on; what it would log is"
                                + " lost.");
    }
}
