package org.tongzhou.backup;

import java.io.PrintStream;
import org.tongzhou.backup.Catalogue.Table;
import org.tongzhou.shell.Words;

/** Says on the terminal how far it is: every large table and every eighth of the rest; papers by the thousand. */
final class Progress {
    private static final long LARGE = 10_000;

    private final PrintStream out;
    private final Words words;
    private final String verb;

    Progress(PrintStream out, Words words, String verb) {
        this.out = out;
        this.words = words;
        this.verb = verb;
    }

    void table(Table table, long rows, int done, int all) {
        if (rows >= LARGE || done * 8 / all > (done - 1) * 8 / all) {
            out.println(words.say("backup." + verb + ".table", done, all, table.schema() + "." + table.name(), rows));
        }
    }

    void papers(long count, long bytes) {
        if (count % 1_000 == 0) {
            out.println(words.say("backup." + verb + ".papers", count, bytes / 1_000_000));
        }
    }

    void tell(String key, Object... args) {
        out.println(words.say(key, args));
    }
}
