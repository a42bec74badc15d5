package org.tongzhou.portal.web;

import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.notice.Messages;
import org.tongzhou.shell.NavBadge;
import org.tongzhou.shell.NavItem;

/** The four tabs at the foot of a member's pages. */
@Configuration(proxyBeanMethods = false)
class MemberTabs {
    static final String HOME = "/my/home";
    static final String PROFILE = "/my";
    private static final Set<Role> MEMBER = Set.of(Role.MEMBER);

    @Bean
    NavItem homeTab() {
        return new NavItem(MEMBER, "portal.tab.home", HOME, "home", 1);
    }

    @Bean
    NavItem coverTab() {
        return new NavItem(MEMBER, "portal.tab.cover", "/my/cover", "shield", 2);
    }

    @Bean
    NavItem claimsTab() {
        return new NavItem(
                MEMBER, "portal.tab.claims", "/my/claims", "route", 3, Set.of("/my/cases", "/my/discharges"));
    }

    @Bean
    NavItem profileTab() {
        return new NavItem(MEMBER, "portal.tab.me", PROFILE, "user", 4);
    }

    /** Unread messages, on the tab that leads to them. */
    @Bean
    NavBadge unreadMessages(Messages messages) {
        return new NavBadge() {
            @Override
            public String href() {
                return PROFILE;
            }

            @Override
            public int count(Actor actor) {
                return actor.person() == null ? 0 : messages.unread(actor.fund(), actor.person());
            }

            @Override
            public Optional<Rows<Integer>> count(Trip trip, Actor actor) {
                return Optional.of(messages.unread(trip, actor));
            }
        };
    }
}
