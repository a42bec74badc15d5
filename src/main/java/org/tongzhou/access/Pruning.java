package org.tongzhou.access;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Leases;

/** Once a day forgets request keys, attempts and codes that nobody will ask for again. */
@Component
class Pruning {
    private static final Duration ATTEMPTS_KEPT = Duration.ofDays(2);

    private final RequestKeys keys;
    private final Throttle throttle;
    private final WebSessions sessions;
    private final ActivationCodes codes;
    private final InstantSource wallClock;
    private final Leases leases;

    Pruning(
            RequestKeys keys,
            Throttle throttle,
            WebSessions sessions,
            ActivationCodes codes,
            InstantSource wallClock,
            Leases leases) {
        this.keys = keys;
        this.throttle = throttle;
        this.sessions = sessions;
        this.codes = codes;
        this.wallClock = wallClock;
        this.leases = leases;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT24H")
    void prune() {
        leases.run("access.pruning", lease -> {
            keys.forgetBefore(wallClock.instant().minus(RequestKeys.KEPT));
            sessions.forgetIdle();
            codes.forgetBefore(wallClock.instant().minus(ATTEMPTS_KEPT));
            throttle.forgetBefore(wallClock.instant().minus(ATTEMPTS_KEPT));
        });
    }
}
