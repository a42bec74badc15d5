package org.tongzhou;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.access.Accounts;
import org.tongzhou.contribution.ProvinceImports;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code import FILE --as LOGIN [--on DAY] [--wrong FILE]}: enrols and bills a province's file in the name of an administrator,
 * beside the running site or without it. JSON on standard output, progress and what is wrong in which row on the second stream,
 * all of that in the file given; 0 enrolled (bad rows or not), 2 refused, 64 wrong usage. Ctrl-C leaves nothing behind, and says so.
 */
final class ImportCommand {
    private static final int REFUSED = 2;
    private static final int WRONG_USAGE = 64;
    private static final int MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PrintStream out;
    private final PrintStream err;
    private final Words words;

    ImportCommand(PrintStream out, PrintStream err, Words words) {
        this.out = out;
        this.err = err;
        this.words = words;
    }

    int run(String[] args) {
        Optional<Asked> asked = Asked.of(args);
        if (asked.isEmpty()) {
            err.println(words.say("import.command.usage"));
            return WRONG_USAGE;
        }
        try (WrongRows wrong = WrongRows.into(asked.get().wrong(), words)) {
            return run(asked.get(), wrong);
        } catch (Refusal refusal) {
            err.println(words.say("refusal." + refusal.code(), refusal.details().toArray()));
            return REFUSED;
        }
    }

    private int run(Asked asked, WrongRows wrong) {
        try (ConfigurableApplicationContext house = CommandGround.open(err, words);
                ImportWatch watch = new ImportWatch(err, words, wrong, PATIENCE)) {
            Imports.Imported imported = run(house, asked, watch);
            out.println(json(imported, watch.seconds()));
            out.flush();
            wrong.tell(err);
            say(imported);
            return 0;
        } catch (Refusal refusal) {
            wrong.tell(err);
            throw refusal;
        }
    }

    private void say(Imports.Imported imported) {
        err.println(words.say(
                imported.before() ? "import.command.before" : "import.command.done",
                imported.rows(),
                imported.people(),
                imported.units(),
                Fmt.of(words.locale()).yuan(imported.total())));
    }

    private static Imports.Imported run(ConfigurableApplicationContext house, Asked asked, ImportWatch watch) {
        Actor actor = house.getBean(Accounts.class)
                .actor(house.getBean(FundId.class), asked.login())
                .orElseThrow(() -> Refusal.invalid("command_no_account", asked.login()));
        if (actor.person() == null) {
            throw Refusal.invalid("command_account_unnamed", asked.login());
        }
        Imports.Request request =
                new Imports.Request(String.valueOf(asked.file().getFileName()), asked.file(), asked.day());
        return house.getBean(ProvinceImports.class)
                .run(actor, request, watch, house.getBean(FundClock.class).now());
    }

    private static String json(Imports.Imported imported, double seconds) {
        Map<String, Object> bad = new TreeMap<>();
        imported.bad().forEach((code, rows) -> bad.put(code.code(), rows));
        Map<String, Object> fields = new TreeMap<>();
        fields.put("import", imported.id().value());
        fields.put("rows", imported.rows());
        fields.put("people", imported.people());
        fields.put("units", imported.units());
        fields.put("totalFen", imported.total().fen());
        fields.put("bad", bad);
        fields.put("unread", imported.unread());
        fields.put("before", imported.before());
        fields.put("millis", Math.round(seconds * MILLIS));
        return JsonMapper.shared().writeValueAsString(fields);
    }

    private record Asked(
            Path file,
            String login,
            @Nullable LocalDate day,
            @Nullable Path wrong) {
        private static final Set<String> OPTIONS = Set.of("--as", "--on", "--wrong");

        static Optional<Asked> of(String[] args) {
            Map<String, String> options = new HashMap<>();
            String file = null;
            for (int i = 0; i < args.length; i++) {
                if (OPTIONS.contains(args[i]) && i + 1 < args.length) {
                    options.put(args[i], args[++i]);
                } else if (file == null && !args[i].startsWith("-")) {
                    file = args[i];
                } else {
                    return Optional.empty();
                }
            }
            String login = options.get("--as");
            try {
                LocalDate day = options.containsKey("--on") ? LocalDate.parse(options.get("--on")) : null;
                return file == null || login == null
                        ? Optional.empty()
                        : Optional.of(new Asked(
                                Path.of(file),
                                login,
                                day,
                                options.containsKey("--wrong") ? Path.of(options.get("--wrong")) : null));
            } catch (DateTimeException noDay) {
                return Optional.empty();
            }
        }
    }
}
