package org.tongzhou.adjudication;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.tongzhou.plan.PlanCommand;

/** The commands as the command line calls them. */
final class Commands {
    private Commands() {}

    /** Exit status, standard output, standard error. */
    record Answer(int code, String json, String words) {}

    private interface Command {
        int run(PrintStream out, PrintStream err);
    }

    static Answer decide(Path plan, Path facts) {
        return decide("--plan", plan.toString(), "--facts", facts.toString());
    }

    static Answer decide(String... args) {
        return run((out, err) -> DecideCommand.run(args, out, err, Locale.ENGLISH));
    }

    static Answer decideInChinese(Path plan, Path facts) {
        String[] args = {"--plan", plan.toString(), "--facts", facts.toString()};
        return run((out, err) -> DecideCommand.run(args, out, err, Locale.SIMPLIFIED_CHINESE));
    }

    static Answer check(Path plan) {
        return run((out, err) -> PlanCommand.run(new String[] {"check", plan.toString()}, out, err, Locale.ENGLISH));
    }

    private static Answer run(Command command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = command.run(stream(out), stream(err));
        return new Answer(code, out.toString(StandardCharsets.UTF_8).strip(), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
