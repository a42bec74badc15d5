package org.tongzhou.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.tongzhou.access.web.CurrentActor.Stage;

/**
 * Two ways in: programs by HTTP Basic under {@code /api/}, without session; people by form and session everywhere else.
 * Who may call what is decided by the {@link Gate} behind both.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityChains {
    private static final String REALM = "Basic realm=\"tongzhou\", charset=\"UTF-8\"";

    @Bean
    @Order(1)
    SecurityFilterChain programChain(HttpSecurity http, ProgramSignIn programs) {
        // The page /api itself is for people; what lies below it is for programs.
        return http.securityMatcher(PathPatternRequestMatcher.pathPattern("/api/{operation}/**"))
                .authenticationManager(new ProviderManager(programs))
                .httpBasic(basic -> basic.authenticationEntryPoint(SecurityChains::askProgram))
                .exceptionHandling(faults -> faults.authenticationEntryPoint(SecurityChains::askProgram))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain personChain(
            HttpSecurity http, CurrentActor current, SignOut signOut, KeptContexts contexts, FormTokens tokens) {
        return http.securityContext(kept -> kept.securityContextRepository(contexts))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.addLogoutHandler(signOut).logoutSuccessUrl("/login?out"))
                .exceptionHandling(faults -> faults.accessDeniedHandler(
                        (request, response, fault) -> refuse(request, response, fault, current)))
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("geolocation=(), microphone=(), payment=()")))
                .authorizeHttpRequests(all -> all.requestMatchers("/actuator/health")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    private static void askProgram(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
            throws IOException {
        if (fault instanceof ProgramSignIn.TooManyTries tooMany) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
            response.sendError(429);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM);
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }

    /** A form whose session has ended meanwhile leads to the sign-in page; any other forged or stale one is refused. */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException fault, CurrentActor current)
            throws IOException {
        if (current.visit(request).stage() == Stage.NOBODY && !"GET".equals(request.getMethod())) {
            response.sendRedirect(Gate.signIn(request));
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
