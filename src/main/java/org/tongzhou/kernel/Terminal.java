package org.tongzhou.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the terminal asks for. */
public final class Terminal {
    private Terminal() {}

    /** Chinese unless the terminal asks for English. */
    public static Locale language() {
        Optional<String> asked = Stream.of("TONGZHOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(System::getenv)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
        return asked.filter(value -> value.startsWith("en")).isPresent() ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
