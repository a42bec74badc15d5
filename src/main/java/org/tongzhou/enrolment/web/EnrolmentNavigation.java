package org.tongzhou.enrolment.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.shell.NavItem;

@Configuration(proxyBeanMethods = false)
class EnrolmentNavigation {
    @Bean
    NavItem rostersNavItem() {
        return NavItem.to(RosterPages.class, "roster.nav", "/rosters", "people", 10);
    }

    @Bean
    NavItem unitsNavItem() {
        return NavItem.to(UnitPages.class, "units.nav", "/units", "people", 32).litOn("/shares");
    }
}
