package org.tongzhou.enrolment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Refusal;

/**
 * The child process that reads one roster or list of units, with a small heap and under a time limit kept by its parent: the sheet on
 * standard output; exit 0 read, 3 refused with the code and its details, tab-separated, on standard error.
 */
public final class RosterWorker {
    static final int REFUSED = 3;

    private RosterWorker() {}

    public static int run(String[] args, OutputStream out, PrintStream err) {
        try {
            out.write(PackedSheet.of(RosterSheet.read(Path.of(args[1]), Heading.valueOf(args[0]))));
            out.flush();
            return 0;
        } catch (Refusal refusal) {
            String details = refusal.details().stream().map(d -> "\t" + d).collect(Collectors.joining());
            err.println(refusal.code() + details.replaceAll("\\R", " "));
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError broken) {
            err.println("roster_file_bomb");
        }
        return REFUSED;
    }
}
