package org.tongzhou.access.web;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.NavItem;
import org.tongzhou.shell.RequestArgument;

/** The gate before every handler, and the actor as an argument of controllers. */
@Configuration(proxyBeanMethods = false)
class AccessWeb implements WebMvcConfigurer {
    private final Gate gate;
    private final KeyNeeded keyNeeded;
    private final CurrentActor current;

    AccessWeb(Gate gate, KeyNeeded keyNeeded, CurrentActor current) {
        this.gate = gate;
        this.keyNeeded = keyNeeded;
        this.current = current;
    }

    @Bean
    static NavItem accountsItem() {
        return NavItem.to(AccountListPages.class, "access.nav", "/accounts", "user", 20);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(keyNeeded).addPathPatterns("/api/**").order(Ordered.HIGHEST_PRECEDENCE + 1);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArgument<>(
                Actor.class, request -> current.actor(request).orElseThrow(Refusal::notAllowed)));
    }
}
