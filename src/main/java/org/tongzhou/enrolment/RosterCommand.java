package org.tongzhou.enrolment;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Terminal;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.plan.PlanSets;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;

/**
 * {@code roster check FILE --on 2026-02-10 [--plans SET|DIRECTORY] [--unit-type KIND] [--staff NUMBER]}: the verdict on a
 * roster as JSON, without server or database, by a set of plans and what is said of the unit. Words go to the second stream. Answers 0 when the file could be read (bad rows or not), 2
 * when it is refused, 64 when the command is used wrongly.
 */
public final class RosterCommand {
    /** Names the set of plans where the command does not. */
    private static final String PLANS = "TONGZHOU_PLANS";

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
        Optional<Request> request = Request.of(args, System.getenv().getOrDefault(PLANS, "reference"));
        if (request.isEmpty()) {
            err.println(words.say("roster.command.usage"));
            return WRONG_USAGE;
        }
        try {
            RosterVerdict verdict =
                    RosterCheck.check(request.get().file(), request.get().terms());
            out.println(verdict.toJson());
            tell(verdict, request.get().day());
            return READ;
        } catch (Refusal refusal) {
            err.println(words.say("refusal." + refusal.code(), refusal.details().toArray()));
            return REFUSED;
        } catch (IllegalArgumentException noPlans) {
            err.println(words.say("roster.command.plans", String.valueOf(noPlans.getMessage())));
            return WRONG_USAGE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private void tell(RosterVerdict verdict, LocalDate day) {
        err.println(words.say(
                "roster.command.read",
                verdict.rows(),
                verdict.goodRows(),
                Fmt.of(words.locale()).yuan(verdict.fee()),
                verdict.rows() - verdict.goodRows()));
        long old = verdict.errors().stream()
                .filter(issue -> issue.code() == RowCode.TOO_OLD)
                .count();
        if (old > 0) { // who of them renews within the grace only the fund's covers tell
            err.println(words.say("roster.command.old", old, day));
        }
        if (!verdict.unread().isEmpty()) {
            err.println(words.say("roster.unread", String.join(words.say("roster.comma"), verdict.unread())));
            err.println(words.say("roster.unread.how"));
        }
    }

    private record Request(Path file, LocalDate day, String plans, Optional<String> unitType, OptionalInt staff) {
        private static final Set<String> OPTIONS = Set.of("--on", "--plans", "--unit-type", "--staff");

        static Optional<Request> of(String[] args, String plans) {
            List<String> given = new ArrayList<>(Arrays.asList(args));
            if (!given.isEmpty() && given.get(0).equals("roster")) {
                given.remove(0);
            }
            if (given.isEmpty() || !given.remove(0).equals("check")) {
                return Optional.empty();
            }
            Map<String, String> options = new HashMap<>();
            List<String> files = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                boolean option = OPTIONS.contains(given.get(i)) && i + 1 < given.size();
                if (option && options.put(given.get(i), given.get(++i)) != null) {
                    return Optional.empty();
                } else if (!option) {
                    files.add(given.get(i));
                }
            }
            return files.size() == 1 ? of(files.get(0), options, plans) : Optional.empty();
        }

        private static Optional<Request> of(String file, Map<String, String> options, String plans) {
            String on = options.get("--on");
            String staff = options.getOrDefault("--staff", "");
            String type = options.getOrDefault("--unit-type", "");
            boolean known = Arrays.stream(UnitKind.values())
                    .anyMatch(kind -> kind.code().equals(type));
            if (on == null || !staff.matches("\\d{0,7}") || !(type.isEmpty() || known)) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Request(
                        Path.of(file),
                        LocalDate.parse(on),
                        options.getOrDefault("--plans", plans),
                        type.isEmpty() ? Optional.empty() : Optional.of(type),
                        staff.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(staff))));
            } catch (DateTimeParseException | InvalidPathException e) {
                return Optional.empty();
            }
        }

        RosterTerms terms() {
            return RosterTerms.of(day, PlanSets.book(plans).versions()).of(unitType, staff);
        }
    }
}
