package org.tongzhou.enrolment;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Terminal;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;

/**
 * {@code roster check FILE --on 2026-02-10}: the verdict on a roster as JSON, without server or database, by the plans
 * that ship with the product. Words go to the second stream. Answers 0 when the file could be read (bad rows or not), 2
 * when it is refused, 64 when the command is used wrongly.
 */
public final class RosterCommand {
    private static final int READ = 0;
    private static final int REFUSED = 2;
    private static final int WRONG_USAGE = 64;

    private final Words words;
    private final PrintStream err;

    private RosterCommand(Words words, PrintStream err) {
        this.words = words;
        this.err = err;
    }

    /** {@code args} with or without the leading word {@code roster}. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        RosterCommand command = new RosterCommand(Words.of(Terminal.language()), err);
        return command.answer(args, out);
    }

    private int answer(String[] args, PrintStream out) {
        Optional<Request> request = Request.of(args);
        if (request.isEmpty()) {
            err.println(words.say("roster.command.usage"));
            return WRONG_USAGE;
        }
        List<PlanVersion> plans = PlanBook.shipped().openOn(request.get().day());
        try {
            RosterVerdict verdict =
                    RosterCheck.check(request.get().file(), request.get().day(), plans);
            out.println(verdict.toJson());
            err.println(words.say(
                    "roster.command.read",
                    verdict.rows(),
                    verdict.goodRows(),
                    Fmt.of(words.locale()).yuan(verdict.fee()),
                    verdict.rows() - verdict.goodRows()));
            return READ;
        } catch (Refusal refusal) {
            err.println(words.say("refusal." + refusal.code(), refusal.details().toArray()));
            return REFUSED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private record Request(Path file, LocalDate day) {
        static Optional<Request> of(String[] args) {
            List<String> given = new ArrayList<>(Arrays.asList(args));
            if (!given.isEmpty() && given.get(0).equals("roster")) {
                given.remove(0);
            }
            int on = given.indexOf("--on");
            if (given.size() != 4 || !given.get(0).equals("check") || on < 1 || on > 2) {
                return Optional.empty();
            }
            try {
                LocalDate day = LocalDate.parse(given.get(on + 1));
                return Optional.of(new Request(Path.of(given.get(on == 1 ? 3 : 1)), day));
            } catch (DateTimeParseException | InvalidPathException e) {
                return Optional.empty();
            }
        }
    }
}
