package org.tongzhou.payment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.PainVersion;

/**
 * The fund's account, its line to the bank and the version of the message that new batches are written in. {@code url} null: no line, files are carried by hand. {@code grace} is how
 * long after an attempt the bank's "never seen" is not yet believed; it is longer than {@code timeout}, so that a request
 * still under way cannot arrive after it. {@code askEvery} spaces status queries.
 */
public record BankSettings(
        @Nullable String url,
        String secret,
        CreditTransfer.Party account,
        PainVersion version,
        Duration timeout,
        Duration grace,
        Duration askEvery) {
    public BankSettings {
        if (grace.compareTo(timeout) <= 0) {
            throw new IllegalArgumentException("grace " + grace + " must be longer than the time-out " + timeout);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "BankSettings[" + url + "]";
    }
}
