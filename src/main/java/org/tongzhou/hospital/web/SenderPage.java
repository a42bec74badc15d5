package org.tongzhou.hospital.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tongzhou.hospital.Sender;
import org.tongzhou.kernel.Slice;

/**
 * A page of registered senders and the form for another; {@code handed} tells how many announced claims went to people when the last
 * was no longer trusted, {@code error} what was wrong with the last form.
 */
public record SenderPage(
        Slice<Line> lines,
        String after,
        int handed,
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
