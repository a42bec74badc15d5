package org.tongzhou;

import java.io.PrintStream;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.access.Administrators;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code administrator}: opens one more administrator of the whole fund, who says at the first sign-in who they are, beside the
 * running site or without it. For the second one of a fund, and where nobody is left who can sign in. JSON on standard output, the
 * one-time password in it; 64 wrong usage.
 */
final class AdministratorCommand {
    private static final int WRONG_USAGE = 64;

    private final PrintStream out;
    private final PrintStream err;
    private final Words words;

    AdministratorCommand(PrintStream out, PrintStream err, Words words) {
        this.out = out;
        this.err = err;
        this.words = words;
    }

    int run(String[] args) {
        if (args.length != 0) {
            err.println(words.say("access.administrator.usage"));
            return WRONG_USAGE;
        }
        try (ConfigurableApplicationContext house = CommandGround.open(err, words)) {
            return run(house);
        }
    }

    int run(ConfigurableApplicationContext house) {
        OneTimePassword opened = house.getBean(Administrators.class)
                .openAnother(
                        house.getBean(FundId.class),
                        house.getBean(FundClock.class).now());
        out.println(
                JsonMapper.shared().writeValueAsString(Map.of("login", opened.login(), "password", opened.password())));
        out.flush();
        err.println(words.say("access.administrator.opened", opened.login()));
        return 0;
    }
}
