package org.tongzhou.payment.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.payment.Discrepancies;
import org.tongzhou.shell.NavBadge;
import org.tongzhou.shell.NavItem;

@Configuration(proxyBeanMethods = false)
class PaymentNavigation {
    private static final String HREF = "/payments";

    @Bean
    NavItem paymentNav() {
        return NavItem.to(PaymentPages.class, "payment.nav", HREF, "bank", 40);
    }

    /** What the bank and we do not agree about, open. */
    @Bean
    NavBadge paymentBadge(Discrepancies discrepancies) {
        return NavBadge.of(HREF, actor -> discrepancies.openCount(actor.fund()));
    }
}
