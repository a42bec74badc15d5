package org.tongzhou.payment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tongzhou.payment.SentBack.Finding;
import org.tongzhou.payment.iso.AccountNotice.Key;

/**
 * Lines of one statement that would each be booked as the return of a payment. Of a line that stands there twice the second is known;
 * of two lines about one payment, and of two under one reference about two payments, neither is believed.
 */
final class ReturnsTogether {
    private final Map<InstructionId, Set<Key>> keys = new HashMap<>();
    private final Map<Key, Set<InstructionId>> payments = new HashMap<>();
    private final Set<InstructionId> booked = new HashSet<>();

    void say(InstructionId payment, Key key) {
        keys.computeIfAbsent(payment, each -> new HashSet<>()).add(key);
        payments.computeIfAbsent(key, each -> new HashSet<>()).add(payment);
    }

    /** Once all have been said, of each line in its order. */
    Finding finding(InstructionId payment, Key key) {
        if (keys.getOrDefault(payment, Set.of()).size() > 1) {
            return Finding.TWICE;
        } else if (payments.getOrDefault(key, Set.of()).size() > 1) {
            return Finding.REFERENCE_USED;
        }
        return booked.add(payment) ? Finding.BOOKED : Finding.KNOWN;
    }
}
