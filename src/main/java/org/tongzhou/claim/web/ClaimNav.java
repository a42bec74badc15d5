package org.tongzhou.claim.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.claim.Filings;
import org.tongzhou.claim.Queues;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.shell.NavBadge;
import org.tongzhou.shell.NavItem;

/** Entries of this room in the rail. */
@Configuration(proxyBeanMethods = false)
class ClaimNav {
    @Bean
    NavItem reviewEntry() {
        return NavItem.to(ReviewPages.class, "claim.nav", "/reviews", "inbox", 10);
    }

    @Bean
    NavItem caseEntry() {
        return NavItem.to(SearchPages.class, "claim.nav.search", "/cases", "search", 11);
    }

    @Bean
    NavItem leadEntry() {
        return NavItem.to(WorkloadPages.class, "claim.nav.lead", "/workload", "clock", 12);
    }

    /** Who files for others follows their claims from there. */
    @Bean
    NavItem filingEntry() {
        return NavItem.to(FilingPages.class, "claim.nav.filing", "/filings", "doc", 30)
                .litOn("/my/claims");
    }

    @Bean
    NavBadge reviewsWaiting(Queues queues, FundClock clock) {
        return NavBadge.of("/reviews", actor -> queues.waiting(actor, clock.today()));
    }

    /** Papers that an officer was asked for. */
    @Bean
    NavBadge filingsOwing(Filings filings) {
        return NavBadge.of("/filings", filings::owing);
    }
}
