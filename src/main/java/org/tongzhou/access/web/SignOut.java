package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;

/** Leaves a line in the trail; the framework ends the session. */
@Component
class SignOut implements LogoutHandler {
    private final CurrentActor current;
    private final AuditTrail audit;
    private final FundClock clock;

    SignOut(CurrentActor current, AuditTrail audit, FundClock clock) {
        this.current = current;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        current.actor(request)
                .ifPresent(actor -> audit.record(
                        AuditEntry.of(actor, clock.now(), "access.signed_out", "account:" + actor.userId())));
    }
}
