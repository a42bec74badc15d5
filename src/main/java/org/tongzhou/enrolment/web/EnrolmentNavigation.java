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

    @Bean
    NavItem unitsNavItem() {
        Set<Role> readers = Set.of(
                Role.ADMIN,
                Role.COUNTY_REVIEWER,
                Role.CITY_REVIEWER,
                Role.PROVINCE_REVIEWER,
                Role.MANAGER,
                Role.AUDITOR);
        return new NavItem(readers, "units.nav", "/units", "people", 32, Set.of("/shares"));
    }
}
