package org.tongzhou;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.access.Accounts;
import org.tongzhou.analysis.Exports;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code export DIRECTORY --as LOGIN}: claims, covers and enrolments as Parquet without names, in the name of a manager, auditor or
 * administrator, beside the running site or without it. JSON on standard output: rows by file; 0 written, 2 refused, 64 wrong
 * usage.
 */
final class ExportCommand {
    private static final int REFUSED = 2;
    private static final int WRONG_USAGE = 64;

    private final PrintStream out;
    private final PrintStream err;
    private final Words words;

    ExportCommand(PrintStream out, PrintStream err, Words words) {
        this.out = out;
        this.err = err;
        this.words = words;
    }

    int run(String[] args) {
        if (args.length != 3 || args[0].isBlank() || args[0].startsWith("-") || !args[1].equals("--as")) {
            err.println(words.say("analysis.command.usage"));
            return WRONG_USAGE;
        }
        try (ConfigurableApplicationContext house = CommandGround.open(err, words)) {
            Actor actor = house.getBean(Accounts.class)
                    .actor(house.getBean(FundId.class), args[2])
                    .orElseThrow(Refusal::notAllowed);
            Path directory = Path.of(args[0]).toAbsolutePath();
            Map<String, Long> rows = house.getBean(Exports.class)
                    .write(actor, directory, house.getBean(FundClock.class).now());
            out.println(JsonMapper.shared().writeValueAsString(rows));
            out.flush();
            err.println(words.say("analysis.command.done", directory));
            return 0;
        } catch (Refusal refusal) {
            err.println(words.say("refusal." + refusal.code(), refusal.details().toArray()));
            return REFUSED;
        }
    }
}
