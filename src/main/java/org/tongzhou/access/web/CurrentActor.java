package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Authenticators;
import org.tongzhou.access.Standing;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;

/** Who is behind a request, read from the database once for each request: what was taken away is gone at once. */
@Component
class CurrentActor {
    /** How far a visitor has come; only {@code INSIDE} is anybody. */
    enum Stage {
        NOBODY,
        GIVE_CODE,
        NEW_PASSWORD,
        ADD_AUTHENTICATOR,
        INSIDE
    }

    /** {@code visitor} and {@code standing} are null exactly for nobody. */
    record Visit(
            Stage stage,
            @Nullable Visitor visitor,
            @Nullable Standing standing) {
        static final Visit NOBODY = new Visit(Stage.NOBODY, null, null);
    }

    private static final String KEPT = CurrentActor.class.getName();

    private final Accounts accounts;
    private final Authenticators authenticators;
    private final FundId fund;

    CurrentActor(Accounts accounts, Authenticators authenticators, FundId fund) {
        this.accounts = accounts;
        this.authenticators = authenticators;
        this.fund = fund;
    }

    Optional<Actor> actor(HttpServletRequest request) {
        Visit visit = visit(request);
        return visit.stage() == Stage.INSIDE
                ? Optional.ofNullable(visit.standing()).map(Standing::actor)
                : Optional.empty();
    }

    Visit visit(HttpServletRequest request) {
        if (request.getAttribute(KEPT) instanceof Visit kept) {
            return kept;
        }
        Visit visit = read(request);
        request.setAttribute(KEPT, visit);
        return visit;
    }

    private Visit read(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Visitor visitor)) {
            return Visit.NOBODY;
        }
        return KeptContexts.standing(request)
                .filter(standing -> standing.actor().userId() == visitor.account())
                .map(standing -> visitOf(visitor, standing))
                .orElseGet(() -> visitOf(visitor));
    }

    /** What a visitor who has just proved something is allowed next. */
    Visit visitOf(Visitor visitor) {
        return accounts.standing(fund, visitor.account())
                .map(standing -> visitOf(visitor, standing))
                .orElse(Visit.NOBODY);
    }

    private Visit visitOf(Visitor visitor, Standing standing) {
        return standing.active() && standing.version() == visitor.version()
                ? new Visit(stage(visitor, standing), visitor, standing)
                : Visit.NOBODY;
    }

    private Stage stage(Visitor visitor, Standing standing) {
        if (visitor.program()) {
            return Stage.INSIDE;
        }
        Authenticators.Policy policy = authenticators.policy();
        boolean asked = policy != Authenticators.Policy.OFF && standing.hasAuthenticator();
        if (asked && !visitor.codeGiven()) {
            return Stage.GIVE_CODE;
        }
        if (standing.mustChange()) {
            return Stage.NEW_PASSWORD;
        }
        boolean lacking = policy == Authenticators.Policy.REQUIRED && isStaff(standing) && !standing.hasAuthenticator();
        return lacking ? Stage.ADD_AUTHENTICATOR : Stage.INSIDE;
    }

    private static boolean isStaff(Standing standing) {
        return standing.actor().roles().stream().anyMatch(role -> role != Role.MEMBER);
    }
}
