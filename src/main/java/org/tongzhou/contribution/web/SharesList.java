package org.tongzhou.contribution.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.Unit;

/** Units found, by id, 50 at a time. */
public record SharesList(
        List<Unit> units,
        String text,
        String after,
        @Nullable String next) {}
