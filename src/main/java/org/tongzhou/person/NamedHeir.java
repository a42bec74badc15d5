package org.tongzhou.person;

import java.time.LocalDate;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;

/** The heir that stands for a dead member: asked for by somebody, and once another has confirmed it, paid from {@code openFrom} on. */
public record NamedHeir(
        long change, String proof, PersonId askedBy, boolean awaitsConfirmation, LocalDate openFrom, Heir heir) {
    public String maskedName() {
        return Mask.name(heir.name());
    }

    public String cardTail() {
        return Mask.cardTail(heir.card());
    }
}
