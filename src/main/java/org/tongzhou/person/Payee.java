package org.tongzhou.person;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a person's benefit goes. A changed account is held until its cooling is over ({@code openFrom}) and a second
 * person has confirmed it; an account from first registration has no {@code openFrom}. Of a member who died it is the heir's,
 * under the heir's name.
 */
public record Payee(
        String name,
        String account,
        @Nullable String bankName,
        @Nullable LocalDate openFrom,
        boolean awaitsConfirmation,
        boolean isHeirs) {
    public boolean payableOn(LocalDate day) {
        return !awaitsConfirmation && (openFrom == null || !day.isBefore(openFrom));
    }

    /** Without the account, so that a log line never shows it. */
    @Override
    public String toString() {
        return "Payee[openFrom=" + openFrom + ", awaitsConfirmation=" + awaitsConfirmation + "]";
    }
}
