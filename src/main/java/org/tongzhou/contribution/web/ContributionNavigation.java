package org.tongzhou.contribution.web;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.Refunds;
import org.tongzhou.kernel.Actor;
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
        return new NavItem(
                Set.of(
                        Role.UNIT_OFFICER,
                        Role.COUNTY_REVIEWER,
                        Role.CITY_REVIEWER,
                        Role.PROVINCE_REVIEWER,
                        Role.FINANCE_MAKER,
                        Role.FINANCE_CHECKER,
                        Role.MANAGER,
                        Role.AUDITOR),
                "contribution.bills.nav",
                "/bills",
                "receipt",
                30);
    }

    @Bean
    NavItem creditsEntry() {
        return new NavItem(
                Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER, Role.AUDITOR),
                "contribution.credits.nav",
                CREDITS,
                "swap",
                45);
    }

    @Bean
    NavItem refundsEntry() {
        return new NavItem(
                Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER, Role.AUDITOR),
                "contribution.refunds.nav",
                REFUNDS,
                "rotate",
                46);
    }

    @Bean
    NavItem programmesEntry() {
        return new NavItem(
                Set.of(
                        Role.COUNTY_REVIEWER,
                        Role.CITY_REVIEWER,
                        Role.PROVINCE_REVIEWER,
                        Role.FINANCE_MAKER,
                        Role.FINANCE_CHECKER,
                        Role.MANAGER,
                        Role.AUDITOR),
                "contribution.programmes.nav",
                "/programmes",
                "heart",
                47);
    }

    @Bean
    NavItem overdueEntry() {
        return new NavItem(
                Set.of(Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER),
                "contribution.overdue.nav",
                "/overdue",
                "bell",
                31);
    }

    @Bean
    NavBadge refundsToAgree(Refunds refunds) {
        return new NavBadge() {
            @Override
            public String href() {
                return REFUNDS;
            }

            @Override
            public int count(Actor actor) {
                return refunds.toAgree(actor);
            }
        };
    }

    @Bean
    NavBadge creditsToMatch(Credits credits) {
        return new NavBadge() {
            @Override
            public String href() {
                return CREDITS;
            }

            @Override
            public int count(Actor actor) {
                return credits.toMatch(actor);
            }
        };
    }
}
