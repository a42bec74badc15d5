package org.tongzhou.organisation;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Level;

/**
 * A division of GB/T 2260: province (2 digits), city (4) or county (6). A county that answers to the province has the
 * province as parent. {@code validTo} is the first day out; a division no longer current names its successor.
 */
public record Division(
        String code,
        String name,
        @Nullable String parent,
        Level level,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String successor) {
    public boolean isCurrent() {
        return validTo == null;
    }

    public Optional<String> parentCode() {
        return Optional.ofNullable(parent);
    }
}
