package org.tongzhou.access.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opening an account by the phone of the roster: the first step while {@code ask} is empty, then the second. {@code name} as
 * typed; number, code and password are not sent back. {@code open} is false where no code can be sent.
 */
public record ActivatePage(boolean open, String ask, String name, Map<String, String> errors) {
    public ActivatePage {
        errors = Map.copyOf(errors);
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
