package org.tongzhou.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;

/** Gives the rooms a real database of this run and a clock that tests control. */
@TestConfiguration(proxyBeanMethods = false)
public class TestGround {
    @Bean
    ControlledClock clock() {
        return new ControlledClock();
    }

    @Bean
    static RoundTrips roundTrips() {
        return new RoundTrips();
    }

    @Bean
    DatabaseSettings databaseSettings() {
        return TestDatabase.fresh();
    }

    @Bean(destroyMethod = "close")
    Databases databases(DatabaseSettings settings) {
        return Databases.open(settings);
    }
}
