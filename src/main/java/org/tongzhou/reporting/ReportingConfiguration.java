package org.tongzhou.reporting;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.NavItem;

@Configuration(proxyBeanMethods = false)
class ReportingConfiguration {
    @Bean
    NavItem dashboardNav() {
        return new NavItem(
                Set.of(Role.MANAGER, Role.AUDITOR), "reporting.nav", "/dashboard", "chart", 10, Set.of("/targets"));
    }

    /** Who sees the overview comes to the targets from there. */
    @Bean
    NavItem targetsNav() {
        return new NavItem(Set.of(Role.ADMIN), "reporting.targets.nav", "/targets", "target", 25);
    }
}
