package org.tongzhou;

import java.io.PrintStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.FundsOnFile;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.kernel.FundId;
import org.tongzhou.shell.Words;

/**
 * What a command stands on that needs the rooms: the site's own database, whose server is left running while the site runs. What
 * belongs to the start of a site, such as its plans and a fund's first administrator, is left to the site.
 */
@Configuration(proxyBeanMethods = false)
@Profile("command")
class CommandGround {
    private static final String LOG = "import.log";

    /** All rooms, without pages and jobs. */
    static ConfigurableApplicationContext open(PrintStream err, Words words) {
        Home.requireWritable(System.getenv(), LOG);
        return open(DatabaseSettings.fromEnvironment(System.getenv()), err, words);
    }

    static ConfigurableApplicationContext open(DatabaseSettings settings, PrintStream err, Words words) {
        return new SpringApplicationBuilder(Tongzhou.class, CommandGround.class)
                .profiles("command")
                .initializers(
                        (GenericApplicationContext house) -> house.registerBean(DatabaseSettings.class, () -> settings))
                .listeners(new LogTrouble(err, words))
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--tongzhou.jobs=false",
                        "--tongzhou.database=given",
                        "--logging.threshold.console=OFF",
                        "--logging.file.name=" + settings.home().resolve("logs").resolve(LOG));
    }

    /** Asked before anything is made there: keys, schemas, another fund. */
    @Bean(destroyMethod = "close")
    Databases databases(DatabaseSettings settings, FundId fund) {
        Databases opened = Databases.openMade(settings);
        try {
            RoomMigrations.requireWhole(JdbcClient.create(opened.source()));
            FundsOnFile.require(opened.source(), fund, settings.place());
            return opened;
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }
}
