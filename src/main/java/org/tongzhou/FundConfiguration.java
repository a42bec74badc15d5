package org.tongzhou;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.database.SecretFile;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Vault;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.organisation.Divisions;

/** What every room is given: the fund, its clock, its keys, its calendar and its migrated database. */
@Configuration(proxyBeanMethods = false)
class FundConfiguration {
    /** The fund's province where nothing else is said. */
    static final String PROVINCE = "42";

    @Bean
    FundId fund(@Value("${tongzhou.fund:" + PROVINCE + "}") String province) {
        return Divisions.fundOf(province);
    }

    @Bean
    WorkingDays workingDays(@Value("${tongzhou.calendar:}") String own) {
        return own.isEmpty() ? Calendars.shipped() : Calendars.with(Path.of(own));
    }

    /** The demonstration brings a clock of its own. */
    @Bean
    @Profile("!demo & !test")
    FundClock clock() {
        return Instant::now;
    }

    @Bean
    Vault vault(DatabaseSettings settings, JdbcClient jdbc) throws IOException {
        Path keys = settings.keys();
        SecretFile.clearLeftovers(keys);
        if (!KeyFile.existsIn(keys)) {
            requireNobodySealedYet(jdbc, keys);
            KeyFile.create(keys);
        }
        return KeyFile.load(keys);
    }

    /** Nobody gets the pool before the schemas are up to date, wherever the database comes from. */
    @Bean(destroyMethod = "")
    DataSource dataSource(Databases databases) {
        RoomMigrations.run(databases.source());
        return databases.source();
    }

    private static void requireNobodySealedYet(JdbcClient jdbc, Path keys) {
        boolean sealed = jdbc.sql("select exists (select from person.key_print) or exists (select from person.person)")
                .query(Boolean.class)
                .single();
        if (sealed) {
            throw Refusal.conflict("keys_missing", "PostgreSQL", keys.toString(), "tongzhou.keys");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "tongzhou.database", havingValue = "environment", matchIfMissing = true)
    static class DatabaseConfiguration {
        @Bean
        DatabaseSettings databaseSettings() {
            return DatabaseSettings.fromEnvironment(System.getenv());
        }

        @Bean(destroyMethod = "close")
        Databases databases(DatabaseSettings settings) {
            Databases opened = Databases.open(settings);
            try {
                Home.requireOwn(settings, opened.source());
                return opened;
            } catch (RuntimeException refused) {
                opened.close();
                throw refused;
            }
        }
    }

    /** Background work can be off, so that a test decides when it happens. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @ConditionalOnProperty(name = "tongzhou.jobs", havingValue = "true", matchIfMissing = true)
    static class JobConfiguration {}
}
