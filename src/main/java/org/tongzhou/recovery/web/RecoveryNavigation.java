package org.tongzhou.recovery.web;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.NavItem;

@Configuration(proxyBeanMethods = false)
class RecoveryNavigation {
    @Bean
    NavItem recoveryNav() {
        Set<Role> readers = Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        return new NavItem(readers, "recovery.nav", "/recoveries", "flag", 50);
    }
}
