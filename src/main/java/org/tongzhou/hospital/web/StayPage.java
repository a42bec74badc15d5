package org.tongzhou.hospital.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reported stay for its member: what is known, and where to go on. {@code open} is null while no claim is open. */
public record StayPage(
        long id,
        String line,
        Map<String, String> known,
        boolean complete,
        @Nullable String open,
        String sender,
        @Nullable String error) {}
