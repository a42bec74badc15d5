package org.tongzhou.hospital.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.hospital.Sender;

/** Registered senders and the form for another; {@code error} is what was wrong with the last. */
public record SenderPage(
        List<Line> lines, SenderForm form, @Nullable String error) {
    public SenderPage {
        lines = List.copyOf(lines);
    }

    /** One sender with its place in words. */
    public record Line(
            long id,
            long account,
            String name,
            Sender.Kind kind,
            String place,
            boolean trusted,
            Instant registeredAt) {}
}
