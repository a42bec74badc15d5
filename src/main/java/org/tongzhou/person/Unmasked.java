package org.tongzhou.person;

import org.jspecify.annotations.Nullable;

/** Personal data in clear, for one look with a reason; never kept, never logged. */
public record Unmasked(
        String idNumber,
        @Nullable String phone,
        @Nullable String card,
        @Nullable String bankName) {
    @Override
    public String toString() {
        return "Unmasked[…]";
    }
}
