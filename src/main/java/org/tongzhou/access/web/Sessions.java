package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Arrivals;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.FundId;

/** Keeps in the session what was proved; with each step the session gets a new id and the forms a new token. */
@Component
class Sessions implements Arrivals {
    private final HttpSessionSecurityContextRepository contexts;
    private final SessionAuthenticationStrategy renewal;
    private final Accounts accounts;
    private final FundId fund;

    Sessions(
            HttpSessionSecurityContextRepository contexts, CsrfTokenRepository tokens, Accounts accounts, FundId fund) {
        this.contexts = contexts;
        this.accounts = accounts;
        this.fund = fund;
        this.renewal = new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(tokens)));
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
        renewal.onAuthentication(authentication, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
