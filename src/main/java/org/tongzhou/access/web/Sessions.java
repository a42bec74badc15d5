package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Arrivals;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.FundId;

/** Keeps in the session what was proved; with each step there is a new session, and with it a new token of the forms. */
@Component
class Sessions implements Arrivals {
    private final KeptContexts contexts;
    private final Accounts accounts;
    private final FundId fund;

    Sessions(KeptContexts contexts, Accounts accounts, FundId fund) {
        this.contexts = contexts;
        this.accounts = accounts;
        this.fund = fund;
    }

    /** Proved is no more than that the account was opened here; the stage that follows is the choice of a password. */
    @Override
    public void letIn(OneTimePassword opened, HttpServletRequest request, HttpServletResponse response) {
        accounts.standing(fund, opened.account())
                .ifPresent(standing ->
                        keep(new Visitor(opened.account(), standing.version(), false, false), request, response));
    }

    void keep(Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
        Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(visitor, null, List.of());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
