package org.tongzhou.contribution.web;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
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

    private static final Set<Role> FUND = Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER, Role.AUDITOR);
    private static final Set<Role> LEVELS =
            with(FUND, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);

    private static Set<Role> with(Set<Role> roles, Role... more) {
        Set<Role> all = new HashSet<>(roles);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    @Bean
    NavItem billsEntry() {
        return new NavItem(with(LEVELS, Role.UNIT_OFFICER), "contribution.bills.nav", "/bills", "receipt", 30);
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
    NavItem sharesEntry() {
        Set<Role> finance = Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        return new NavItem(finance, "contribution.units.nav", "/shares", "scale", 32);
    }

    @Bean
    NavItem creditsEntry() {
        return new NavItem(FUND, "contribution.credits.nav", CREDITS, "swap", 45);
    }

    @Bean
    NavItem refundsEntry() {
        return new NavItem(FUND, "contribution.refunds.nav", REFUNDS, "rotate", 46);
    }

    @Bean
    NavItem programmesEntry() {
        return new NavItem(LEVELS, "contribution.programmes.nav", "/programmes", "heart", 47);
    }

    @Bean
    NavBadge refundsToAgree(Refunds refunds) {
        return badge(REFUNDS, refunds::toAgree);
    }

    @Bean
    NavBadge creditsToMatch(Credits credits) {
        return badge(CREDITS, credits::toMatch);
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
