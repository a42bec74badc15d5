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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.enrolment.RowCode;
import org.tongzhou.enrolment.RowIssue;
import org.tongzhou.kernel.CsvCell;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Words;

/**
 * What is wrong in a province's file: the first rows of each kind and how many there are for the terminal, all of them for a
 * file when one is given. Rows by number and unit, without anybody's name or number.
 */
final class WrongRows implements AutoCloseable {
    /** Of a kind, so that many of one do not hide the few of another. */
    private static final int SHOWN = 5;

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
            if (many.merge(one.issue().code(), 1L, Long::sum) <= SHOWN) {
                first.add(words.say("import.command.wrong.row", row(one.issue()), one.unit(), what(one.issue())));
            }
            if (path != null) {
                write(path, one);
            }
        }
    }

    private void write(Path place, Imports.Wrong one) {
        RowIssue issue = one.issue();
        List<String> cells = List.of(row(issue), one.unit(), issue.code().code(), what(issue));
        try {
            file(place).write(cells.stream().map(CsvCell::of).collect(Collectors.joining(",")) + "\n");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
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
