package org.tongzhou.claim.web;

import java.util.Map;
import org.tongzhou.kernel.Money;

/** The voucher of a benefit that has arrived; {@code own} to the member themselves. */
public record PaidPage(
        long id,
        String arrived,
        Money amount,
        String line,
        String number,
        Map<String, String> lines,
        String serial,
        boolean own,
        boolean demo) {}
