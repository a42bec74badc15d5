package org.tongzhou.contribution.web;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.Refunds;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.NavBadge;
import org.tongzhou.shell.NavItem;

/** Entries of the rail for bills and credits; the number counts what waits to be matched. */
@Configuration(proxyBeanMethods = false)
class ContributionNavigation {
    private static final String CREDITS = "/credits";
    private static final String REFUNDS = "/refunds";

    @Bean
    NavItem billsEntry() {
        return NavItem.to(BillPages.class, "contribution.bills.nav", "/bills", "receipt", 30);
    }

    @Bean
    NavItem overdueEntry() {
        return NavItem.to(OverduePages.class, "contribution.overdue.nav", "/overdue", "bell", 31);
    }

    /** Who sees the units comes to their shares from there. */
    @Bean
    NavItem sharesEntry() {
        Set<Role> finance = Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        return new NavItem(finance, "contribution.units.nav", "/shares", "scale", 32);
    }

    @Bean
    NavItem creditsEntry() {
        return NavItem.to(CreditPages.class, "contribution.credits.nav", CREDITS, "swap", 45);
    }

    @Bean
    NavItem refundsEntry() {
        return NavItem.to(RefundPages.class, "contribution.refunds.nav", REFUNDS, "rotate", 46);
    }

    @Bean
    NavItem programmesEntry() {
        return NavItem.to(ProgrammePages.class, "contribution.programmes.nav", "/programmes", "heart", 47);
    }

    @Bean
    NavBadge refundsToAgree(Refunds refunds) {
        return NavBadge.of(REFUNDS, refunds::toAgree);
    }

    @Bean
    NavBadge creditsToMatch(Credits credits) {
        return NavBadge.of(CREDITS, credits::toMatch);
    }
}
