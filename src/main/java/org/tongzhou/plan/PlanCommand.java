package org.tongzhou.plan;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * {@code plan check FILE…}: says what is wrong with plan files, without server or database. JSON goes to the first stream,
 * words to the second. Answers 0 when all are good, 2 when one is refused, 64 when the command is used wrongly.
 */
public final class PlanCommand {
    private static final int GOOD = 0;
    private static final int REFUSED = 2;
    private static final int WRONG_USAGE = 64;

    private PlanCommand() {}

    /** The words after {@code plan}, and the streams; sentences in the language given. */
    public static int run(String[] args, PrintStream out, PrintStream err, Locale language) {
        List<String> given = Arrays.asList(args);
        ResourceBundle words = ResourceBundle.getBundle("messages.plan", language);
        if (given.size() < 2 || !given.get(0).equals("check")) {
            err.println(words.getString("plan.command.usage"));
            return WRONG_USAGE;
        }
        try {
            return check(given.stream().skip(1).map(Path::of).toList(), out, err, language);
        } catch (InvalidPathException noPath) {
            err.println(words.getString("plan.command.usage"));
            return WRONG_USAGE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static int check(List<Path> files, PrintStream out, PrintStream err, Locale language) {
        PlanBook.Parsed parsed = PlanFiles.read(files);
        List<FileFault> faults =
                parsed.faults().stream().map(fault -> fault.told(language)).toList();
        out.println(FileFault.report(faults));
        faults.forEach(fault -> err.println(fault.sentence()));
        parsed.book().ifPresent(book -> err.println(good(book, language)));
        return faults.isEmpty() ? GOOD : REFUSED;
    }

    private static String good(PlanBook book, Locale language) {
        String names = book.versions().stream()
                .map(plan -> plan.id() + " " + plan.name().in(language))
                .collect(Collectors.joining(", "));
        String pattern = ResourceBundle.getBundle("messages.plan", language).getString("plan.command.good");
        return new MessageFormat(pattern, language).format(new Object[] {names});
    }
}
