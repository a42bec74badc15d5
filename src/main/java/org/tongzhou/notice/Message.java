package org.tongzhou.notice;

import java.time.Instant;
import java.util.List;

/** One message; {@code link} is a path of our own site. */
public record Message(long id, String template, List<String> values, String link, Instant at, boolean read) {
    public Message {
        values = List.copyOf(values);
    }
}
