package org.tongzhou.gig;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.kernel.HttpLine;

/** Reads the line to the register from the settings {@code tongzhou.identity.*}; the secret comes from the environment. */
@Configuration(proxyBeanMethods = false)
class GigConfiguration {
    @Bean
    @ConditionalOnExpression("!'${tongzhou.identity.url:${TONGZHOU_IDENTITY_URL:}}'.isBlank()")
    IdentityLine identityLine(
            @Value("${tongzhou.identity.url:${TONGZHOU_IDENTITY_URL:}}") String url,
            @Value("${TONGZHOU_IDENTITY_SECRET:}") String secret,
            @Value("${tongzhou.identity.timeout:5s}") Duration timeout) {
        return new HttpIdentityLine(new HttpLine(url, secret, timeout, HttpIdentityLine.MOST_BYTES));
    }
}
