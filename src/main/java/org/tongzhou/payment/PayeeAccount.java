package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Refusal;

/**
 * The member's own account that a benefit goes to, in clear; kept sealed. {@code openFrom} is the first day on which it
 * may be paid (a changed account cools for three days), null for at once. Refuses {@code payment_payee_name} (1–140 characters, none of them a control character) and
 * {@code payment_payee_account} (8–32 digits).
 */
public record PayeeAccount(
        String name,
        String account,
        @Nullable String bankName,
        @Nullable LocalDate openFrom) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{8,32}");

    public PayeeAccount {
        if (name.isBlank() || name.length() > 140 || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("payment_payee_name");
        }
        bankName = bankName == null || bankName.isBlank() ? null : bankName;
        if (!ACCOUNT.matcher(account).matches()) {
            throw Refusal.invalid("payment_payee_account");
        }
    }

    /** Masked, so that a log line never shows it. */
    @Override
    public String toString() {
        return Mask.name(name) + " " + Mask.cardTail(account);
    }
}
