package org.tongzhou.hospital.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tongzhou.hospital.Sender;
import org.tongzhou.kernel.Slice;

/** A page of registered senders and the form for another; {@code error} is what was wrong with the last. */
public record SenderPage(
        Slice<Line> lines,
        String after,
        SenderForm form,
        @Nullable String error) {
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
