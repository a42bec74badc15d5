package org.tongzhou;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.FundsOnFile;
import org.tongzhou.access.SitesAtWork;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Resealing;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SealedFiles;
import org.tongzhou.kernel.Vault;
import org.tongzhou.person.KeyPrints;
import org.tongzhou.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code rotate-keys new} adds a key, which the site seals with from its next start; {@code rotate-keys} then seals anew under it
 * everything that older ones sealed, in the database and on disk. JSON on standard output; 0 done, 1 some files are opened by no
 * key, 64 wrong usage. Stopped, it goes on where it was.
 */
final class RotateCommand {
    private static final int WRONG_USAGE = 64;

    private final PrintStream out;
    private final PrintStream err;
    private final Words words;

    RotateCommand(PrintStream out, PrintStream err, Words words) {
        this.out = out;
        this.err = err;
        this.words = words;
    }

    int run(String[] args) throws IOException {
        if (args.length == 1 && args[0].equals("new")) {
            return add();
        }
        if (args.length != 0) {
            err.println(words.say("shell.rotate.usage"));
            return WRONG_USAGE;
        }
        try (ConfigurableApplicationContext house = CommandGround.open(err, words)) {
            return reseal(house);
        }
    }

    /** One file of keys is for all funds of a database; each one's site, where it has one, must have started with the newest. */
    int reseal(ConfigurableApplicationContext house) {
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        house.getBean(KeyPrints.class).requireAtSites(fund -> SitesAtWork.see(jdbc, fund));
        Resealing resealing = house.getBean(Resealing.class);
        long anew = 0;
        long unreadable = 0;
        for (FundId fund : FundsOnFile.of(house.getBean(DataSource.class))) {
            SealedFiles.Resealed done = resealing.all(fund);
            anew += done.anew();
            unreadable += done.unreadable();
        }
        return say(house.getBean(Vault.class).newestKey(), new SealedFiles.Resealed(anew, unreadable));
    }

    private int say(int key, SealedFiles.Resealed done) {
        out.println(JsonMapper.shared()
                .writeValueAsString(Map.of("key", key, "sealed", done.anew(), "unreadable", done.unreadable())));
        out.flush();
        err.println(words.say("shell.rotate.done", done.anew(), key));
        if (done.unreadable() > 0) {
            err.println(words.say("shell.rotate.unreadable", done.unreadable()));
        }
        return done.unreadable() > 0 ? 1 : 0;
    }

    private int add() throws IOException {
        Path keys = DatabaseSettings.fromEnvironment(System.getenv()).keys();
        int key = KeyFile.add(keys);
        out.println(JsonMapper.shared().writeValueAsString(Map.of("key", key)));
        err.println(words.say("shell.rotate.added", key));
        return 0;
    }
}
