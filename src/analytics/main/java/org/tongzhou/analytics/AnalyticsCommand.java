package org.tongzhou.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.plan.PlanFiles;

/**
 * {@code participation DIRECTORY} and {@code redecide DIRECTORY --plan FILE}: the answer as comma-separated lines on the first
 * stream, sentences on the second. Answers 0 when it is told, 2 when a file or the directory is refused, 64 when the command is
 * used wrongly.
 */
final class AnalyticsCommand {
    private static final int TOLD = 0;
    private static final int REFUSED = 2;
    private static final int WRONG_USAGE = 64;

    private final PrintStream out;
    private final PrintStream err;
    private final Locale language;

    private AnalyticsCommand(PrintStream out, PrintStream err, Locale language) {
        this.out = out;
        this.err = err;
        this.language = language;
    }

    static int run(String[] words, PrintStream out, PrintStream err, Locale language) {
        AnalyticsCommand command = new AnalyticsCommand(out, err, language);
        try {
            return command.answer(Asked.of(words));
        } catch (Asked.Wrong wrong) {
            return command.refuse(WRONG_USAGE, wrong.key, wrong.getMessage());
        }
    }

    private int answer(Asked asked) {
        Optional<Path> missing = asked.spark() ? Optional.empty() : DuckFigures.missing(Path.of(asked.directory()));
        if (missing.isPresent()) {
            return refuse(REFUSED, "analytics.missing", missing.get().toString());
        }
        List<PlanFault> faults =
                asked.redecides() ? PlanFiles.read(List.of(asked.plan())).faults() : List.of();
        faults.forEach(fault -> err.println(fault.told(language).sentence()));
        if (!faults.isEmpty()) {
            return REFUSED;
        }
        try (Figures figures = asked.spark()
                ? SparkFigures.open(asked.directory(), asked.master())
                : DuckFigures.open(Path.of(asked.directory()))) {
            tell(figures, asked);
            return TOLD;
        } catch (Figures.Unreadable unreadable) {
            return refuse(REFUSED, "analytics.failed", asked.directory(), unreadable.getMessage());
        } catch (Figures.Older older) {
            return refuse(REFUSED, "analytics.older", asked.directory(), older.getMessage());
        } catch (IOException goneMeanwhile) {
            return refuse(REFUSED, "analytics.failed", asked.plan().toString(), goneMeanwhile.getMessage());
        }
    }

    private void tell(Figures figures, Asked asked) throws IOException {
        if (!asked.redecides()) {
            List<Figures.Joined> joined = figures.participation();
            out.println("year,county,plan,covers,people,again,fee_fen");
            joined.forEach(it -> out.println(it.year() + "," + it.county() + "," + it.plan() + "," + it.covers() + ","
                    + it.people() + "," + it.again() + "," + it.feeFen()));
            return;
        }
        String name = String.valueOf(asked.plan().getFileName());
        var years = figures.redecide(new Question(name, Files.readString(asked.plan()), asked.first(), asked.last()));
        out.println("year,claims,more,less,set_aside,now_fen,version_fen,granted_fen");
        years.forEach((year, it) -> out.println(year + "," + it.claims() + "," + it.more() + "," + it.less() + ","
                + it.setAside() + "," + it.nowFen() + "," + it.versionFen() + "," + it.grantedFen()));
    }

    private int refuse(int status, String key, Object... values) {
        String pattern =
                ResourceBundle.getBundle("messages.analytics", language).getString(key);
        err.println(new MessageFormat(pattern, language).format(values));
        return status;
    }
}
