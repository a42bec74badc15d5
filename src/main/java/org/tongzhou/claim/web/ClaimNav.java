package org.tongzhou.claim.web;

import java.util.Set;
import java.util.function.ToIntFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.claim.Filings;
import org.tongzhou.claim.Queues;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.NavBadge;
import org.tongzhou.shell.NavItem;

/** Entries of this room in the rail. */
@Configuration(proxyBeanMethods = false)
class ClaimNav {
    private static final Set<Role> REVIEWERS = Set.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);

    @Bean
    NavItem reviewEntry() {
        return new NavItem(REVIEWERS, "claim.nav", "/reviews", "inbox", 10);
    }

    @Bean
    NavItem caseEntry() {
        return new NavItem(
                Set.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR),
                "claim.nav.search",
                "/cases",
                "search",
                11);
    }

    @Bean
    NavItem leadEntry() {
        return new NavItem(
                Set.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR),
                "claim.nav.lead",
                "/workload",
                "clock",
                12);
    }

    @Bean
    NavItem filingEntry() {
        return new NavItem(Set.of(Role.UNIT_OFFICER), "claim.nav.filing", "/filings", "doc", 30);
    }

    @Bean
    NavBadge reviewsWaiting(Queues queues, FundClock clock) {
        return badge("/reviews", actor -> queues.waiting(actor, clock.today()));
    }

    /** Papers that an officer was asked for. */
    @Bean
    NavBadge filingsOwing(Filings filings) {
        return badge("/filings", filings::owing);
    }

    private static NavBadge badge(String href, ToIntFunction<Actor> count) {
        return new NavBadge() {
            @Override
            public String href() {
                return href;
            }

            @Override
            public int count(Actor actor) {
                return count.applyAsInt(actor);
            }
        };
    }
}
