package org.tongzhou.payment;

import java.time.Instant;
import java.util.List;
import org.tongzhou.kernel.PersonId;

/**
 * A message that somebody carried here and nobody else has confirmed, and payments of a batch, by their references, that are paid again
 * because it alone says that they did not reach the payee. {@code name} is masked.
 */
public record CarriedWord(
        long answer, String kind, Instant at, PersonId carrier, String name, List<String> references) {
    public CarriedWord {
        references = List.copyOf(references);
    }
}
