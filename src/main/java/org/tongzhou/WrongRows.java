package org.tongzhou;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.enrolment.RowCode;
import org.tongzhou.enrolment.RowIssue;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Words;

/**
 * What is wrong in a province's file: the first rows and how many there are of each kind for the terminal, all of them for a
 * file when one is given. Rows by number and unit, without anybody's name or number.
 */
final class WrongRows implements AutoCloseable {
    private static final int SHOWN = 20;

    private final Words words;
    private final @Nullable Path path;
    private final List<String> first = new ArrayList<>();
    private final Map<RowCode, Long> many = new EnumMap<>(RowCode.class);
    private @Nullable BufferedWriter file;

    private WrongRows(Words words, @Nullable Path path) {
        this.words = words;
        this.path = path;
    }

    /** Refuses a file that is there already: it might be the roster itself. It comes to be with the first wrong row. */
    static WrongRows into(@Nullable Path path, Words words) {
        if (path != null
                && (Files.exists(path)
                        || !Files.isWritable(path.toAbsolutePath().getParent()))) {
            throw Refusal.invalid("import_wrong_file", path.toString());
        }
        return new WrongRows(words, path);
    }

    /** With the mark that makes spreadsheets read it as UTF-8. */
    private BufferedWriter file(Path place) throws IOException {
        BufferedWriter writer = file;
        if (writer == null) {
            writer = Files.newBufferedWriter(place, StandardOpenOption.CREATE_NEW);
            writer.write("\uFEFF" + words.say("import.command.wrong.heading") + "\n");
            file = writer;
        }
        return writer;
    }

    void add(List<Imports.Wrong> some) {
        for (Imports.Wrong one : some) {
            many.merge(one.issue().code(), 1L, Long::sum);
            if (first.size() < SHOWN) {
                first.add(words.say("import.command.wrong.row", row(one.issue()), one.unit(), what(one.issue())));
            }
            write(one);
        }
    }

    private void write(Imports.Wrong one) {
        if (path != null) {
            RowIssue issue = one.issue();
            try {
                file(path)
                        .write(String.join(
                                        ",",
                                        row(issue),
                                        one.unit(),
                                        issue.code().code(),
                                        what(issue)) + "\n");
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Nothing where a unit as a whole is meant. */
    private static String row(RowIssue issue) {
        return issue.row() == RowIssue.WHOLE ? "" : String.valueOf(issue.row());
    }

    private String what(RowIssue issue) {
        return words.say("roster.code." + issue.code().code() + ".group");
    }

    /** Nothing when nothing is wrong. */
    void tell(PrintStream err) {
        if (many.isEmpty()) {
            return;
        }
        first.forEach(err::println);
        many.forEach((code, rows) -> err.println(
                words.say("import.command.wrong.many", words.say("roster.code." + code.code() + ".group"), rows)));
        err.println(words.say(path == null ? "import.command.wrong.ask" : "import.command.wrong.written"));
    }

    @Override
    public void close() {
        try (BufferedWriter last = file) {
            if (last != null) {
                last.flush();
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
