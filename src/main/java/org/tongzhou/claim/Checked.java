package org.tongzhou.claim;

import java.util.List;

/**
 * A draft before it is submitted: what keeps it from that, whether its bill is asked for, and what the rules would give today,
 * cover by cover; the last is empty while the facts do not stand or nothing covers the day.
 */
public record Checked(List<FactFault> faults, boolean billed, List<Estimate> estimates) {
    public Checked {
        faults = List.copyOf(faults);
        estimates = List.copyOf(estimates);
    }
}
