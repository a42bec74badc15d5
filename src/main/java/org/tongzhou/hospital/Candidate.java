package org.tongzhou.hospital;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.person.PersonCard;

/** A member whose stay a report may be, masked; {@code letter} where the reported name differs in one letter only. */
public record Candidate(
        PersonCard card,
        UnitId unit,
        boolean sameName,
        @Nullable Letter letter) {

    /** The place in the name, from 1, and what either says there. */
    public record Letter(int place, String reported, String known) {}

    static Candidate of(String reported, PersonCard card, UnitId unit) {
        return new Candidate(
                card,
                unit,
                Matching.isSame(reported, card.name()),
                Matching.difference(reported, card.name()).orElse(null));
    }
}
