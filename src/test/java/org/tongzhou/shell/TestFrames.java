package org.tongzhou.shell;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.tongzhou.kernel.Actor;

/** Frames without a request, for tests of what stands in them. */
public final class TestFrames {
    private TestFrames() {}

    static Frame plain() {
        return of(Words.of(Words.ZH));
    }

    public static Frame seenBy(Actor reader) {
        return of(Words.of(Words.ZH), reader);
    }

    static Frame of(Words words) {
        return of(words, null);
    }

    private static Frame of(Words words, @Nullable Actor reader) {
        Frame.Place place = new Frame.Place("/", false, "/");
        return new Frame(
                words,
                place,
                new Frame.Today(
                        LocalDate.of(2026, 2, 10), Instant.parse("2026-02-10T01:00:00Z"), true, OptionalInt.empty()),
                reader,
                new Frame.Look(false, true, "nonce", new UploadLimit(DataSize.ofMegabytes(7)), null),
                new Assets(),
                new Frame.Lazily(
                        Optional::empty,
                        List::of,
                        List::of,
                        new Menu(List.of(), List.of(), words, place, null),
                        () -> false));
    }
}
