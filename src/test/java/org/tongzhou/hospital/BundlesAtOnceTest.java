package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;

/** Two bundles are read at a time, eight wait; whoever comes then, or waits too long, comes again. */
class BundlesAtOnceTest {
    @Test
    void whoComesWhenAllAreReadingAndTheQueueIsFullIsAskedToComeAgain() throws Exception {
        byte[] body = "{\"resourceType\":\"Bundle\"}".getBytes(StandardCharsets.UTF_8);
        ThreadPoolExecutor threads = FhirMessages.threads();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(2);
        try {
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> {
                    reading.countDown();
                    awaited(held);
                });
            }
            assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
            FhirMessages hurried = new FhirMessages(threads, Duration.ofMillis(1));
            for (int waiting = 0; waiting < 8; waiting++) {
                threads.execute(() -> {});
            }
            assertThatThrownBy(() -> hurried.bundle(FhirForm.JSON, body))
                    .isInstanceOfSatisfying(FhirFault.class, fault -> {
                        assertThat(fault.type()).isEqualTo(IssueType.THROTTLED);
                        assertThat(fault.status()).isEqualTo(503);
                    });
            threads.getQueue().clear();
            assertThatThrownBy(() -> hurried.bundle(FhirForm.JSON, body))
                    .isInstanceOfSatisfying(FhirFault.class, fault -> {
                        assertThat(fault.type()).isEqualTo(IssueType.TIMEOUT);
                        assertThat(fault.status()).isEqualTo(503);
                    });
        } finally {
            held.countDown();
            threads.shutdownNow();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
