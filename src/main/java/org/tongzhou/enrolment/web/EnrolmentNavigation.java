package org.tongzhou.enrolment.web;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.NavItem;

@Configuration(proxyBeanMethods = false)
class EnrolmentNavigation {
    @Bean
    NavItem rostersNavItem() {
        return new NavItem(Set.of(Role.UNIT_OFFICER), "roster.nav", "/rosters", "people", 10);
    }
}
