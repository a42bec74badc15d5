package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Refusal;

/**
 * The account that a benefit goes to, or a fee back to its payer, in clear; kept sealed. {@code openFrom} is the first day on
 * which it may be paid (a changed account cools for three days), null for at once. Refuses {@code payment_payee_name} (1–140
 * characters, none of them a control character), {@code payment_payee_bank} (at most as many, or none) and
 * {@code payment_payee_account} (8–32 digits): one that the bank's message cannot carry would spoil everybody else's payment in
 * it.
 */
public record PayeeAccount(
        String name,
        String account,
        @Nullable String bankName,
        @Nullable LocalDate openFrom) {
    private static final int LONGEST = 140;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{8,32}");

    public PayeeAccount {
        if (name.isBlank() || !isWritable(name)) {
            throw Refusal.invalid("payment_payee_name");
        }
        bankName = bankName == null || bankName.isBlank() ? null : bankName;
        if (bankName != null && !isWritable(bankName)) {
            throw Refusal.invalid("payment_payee_bank");
        }
        if (!ACCOUNT.matcher(account).matches()) {
            throw Refusal.invalid("payment_payee_account");
        }
    }

    private static boolean isWritable(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /** Masked, so that a log line never shows it. */
    @Override
    public String toString() {
        return Mask.name(name) + " " + Mask.cardTail(account);
    }
}
