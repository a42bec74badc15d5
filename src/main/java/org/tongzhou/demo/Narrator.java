package org.tongzhou.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;

/** Tells the person at the terminal what happens, in both languages, a line a step. */
final class Narrator {
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final long start = System.nanoTime();

    /** A step that is done, with the seconds since the story began. */
    void tell(String key, Object... values) {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        out.printf("[%3d s] %s%n", seconds, say(Words.ZH, key, values));
        out.printf("        %s%n", say(Words.EN, key, values));
    }

    /** A line of the closing sheet. */
    void line(String text) {
        out.println(text);
    }

    String both(String key, Object... values) {
        return say(Words.ZH, key, values) + " · " + say(Words.EN, key, values);
    }

    private static String say(java.util.Locale locale, String key, Object... values) {
        Fmt fmt = Fmt.of(locale);
        Object[] written = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] = fmt.argument(values[i]);
        }
        return Words.of(locale).say(key, written);
    }
}
