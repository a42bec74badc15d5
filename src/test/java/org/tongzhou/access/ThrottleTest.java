package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class ThrottleTest {
    private static final Instant START = Instant.parse("2026-02-10T01:00:00Z");

    @Autowired
    Throttle throttle;

    private final Throttle.Subject account = new Throttle.Subject(
            TestData.FUND, Throttle.Kind.ACCOUNT, UUID.randomUUID().toString());

    @Test
    void fiveTriesAreFreeThenTheWaitDoublesUpToAQuarterOfAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.take(account, START)).isEmpty();
        }
        assertThat(throttle.take(account, START)).contains(Duration.ofSeconds(30));
        Instant now = START;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Duration wait = throttle.take(account, now).orElseThrow();
            waits.add(wait.toSeconds());
            now = now.plus(wait);
            assertThat(throttle.take(account, now)).as("after " + wait).isEmpty();
        }
        assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L);
    }

    @Test
    void aTryThatCameTooEarlyDoesNotLengthenTheWait() {
        for (int i = 0; i < 5; i++) {
            throttle.take(account, START);
        }
        for (int i = 0; i < 20; i++) {
            throttle.take(account, START.plusSeconds(10));
        }
        assertThat(throttle.take(account, START.plusSeconds(30))).isEmpty();
    }

    @Test
    void aRightPasswordClearsTheCount() {
        for (int i = 0; i < 5; i++) {
            throttle.take(account, START);
        }
        throttle.succeeded(account, START);
        assertThat(throttle.take(account, START)).isEmpty();
    }

    @Test
    void aTryThatWasNoGuessIsGivenBackWithTheWaitThatItSet() {
        for (int i = 0; i < 5; i++) {
            throttle.take(account, START);
        }
        throttle.giveBack(account, START);
        assertThat(throttle.take(account, START)).as("the fifth").isEmpty();
        Instant sixth = START.plusSeconds(30);
        assertThat(throttle.take(account, sixth)).isEmpty();
        throttle.giveBack(account, sixth);
        assertThat(throttle.take(account, sixth)).as("the sixth").isEmpty();
        assertThat(throttle.take(account, sixth)).contains(Duration.ofSeconds(60));
    }

    /** Five may be under way when the first of them hears that nobody looked at it. */
    @Test
    void whatIsGivenBackFreesNothingThatALaterGuessHasBlocked() {
        for (int i = 0; i < 6; i++) {
            throttle.take(account, START.plusSeconds(30L * (i / 5)));
        }
        throttle.giveBack(account, START);
        assertThat(throttle.take(account, START.plusSeconds(31))).contains(Duration.ofSeconds(59));
    }

    @Test
    void aDayWithoutTriesForgetsAll() {
        for (int i = 0; i < 5; i++) {
            throttle.take(account, START);
        }
        Instant nextDay = START.plus(Duration.ofHours(25));
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.take(account, nextDay)).isEmpty();
        }
    }

    /** Else everybody who signed in within the hour before would wait for the clock to come there again. */
    @Test
    void aClockThatWentBackAnHourLocksNobodyOut() {
        assertThat(throttle.take(account, START)).isEmpty();
        Instant again = START.minus(Duration.ofHours(1));
        for (int i = 0; i < 4; i++) {
            assertThat(throttle.take(account, again)).isEmpty();
        }
        assertThat(throttle.take(account, again)).as("what was counted counts").contains(Duration.ofSeconds(30));
    }

    /** Who asks first may be counted last: that is no clock that went back. */
    @Test
    void aTryThatIsCountedLateIsHeldAsWell() {
        for (int i = 0; i < 5; i++) {
            throttle.take(account, START);
        }
        assertThat(throttle.take(account, START.minusSeconds(20))).isPresent();
    }

    @Test
    void aHundredAtTheSameInstantGetNoMoreTriesThanAHundredInARow() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Optional<Duration>>> tries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tries.add(threads.submit(() -> throttle.take(account, START)));
        }
        int free = 0;
        for (Future<Optional<Duration>> attempt : tries) {
            free += attempt.get().isEmpty() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(free).isEqualTo(5);
    }

    @Test
    void oneSubscriberOfAnIpv6SiteIsOneAddress() {
        assertThat(Addresses.network("2001:db8:1:2:aaaa::1")).isEqualTo(Addresses.network("2001:db8:1:2:bbbb::2"));
        assertThat(Addresses.network("2001:db8:1:2::1")).isNotEqualTo(Addresses.network("2001:db8:1:3::1"));
        assertThat(Addresses.network("192.0.2.7")).isEqualTo("192.0.2.7");
    }
}
