package org.tongzhou.payment.web;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.Discrepancies;
import org.tongzhou.shell.NavBadge;
import org.tongzhou.shell.NavItem;

@Configuration(proxyBeanMethods = false)
class PaymentNavigation {
    private static final String HREF = "/payments";

    @Bean
    NavItem paymentNav() {
        Set<Role> readers = Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        return new NavItem(readers, "payment.nav", HREF, "bank", 40);
    }

    /** What the bank and we do not agree about, open. */
    @Bean
    NavBadge paymentBadge(Discrepancies discrepancies) {
        return new NavBadge() {
            @Override
            public String href() {
                return HREF;
            }

            @Override
            public int count(Actor actor) {
                return discrepancies.openCount(actor.fund());
            }
        };
    }
}
