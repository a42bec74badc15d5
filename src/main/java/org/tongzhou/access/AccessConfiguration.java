package org.tongzhou.access;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Waiting times, one-time codes and the age of request keys go by the real clock, also where the fund's clock is a demonstration. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    InstantSource wallClock() {
        return InstantSource.system();
    }
}
