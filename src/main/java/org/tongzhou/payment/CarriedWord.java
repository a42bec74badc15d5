package org.tongzhou.payment;

import java.time.Instant;
import java.util.List;
import org.tongzhou.kernel.PersonId;

/**
 * A message that somebody carried here and nobody else has confirmed, and how many payments of a batch are paid again because it alone
 * says that they did not reach the payee; the first 20 by their references. {@code name} is masked.
 */
public record CarriedWord(
        long answer, String kind, Instant at, PersonId carrier, String name, int payments, List<String> references) {
    public CarriedWord {
        references = List.copyOf(references);
    }
}
