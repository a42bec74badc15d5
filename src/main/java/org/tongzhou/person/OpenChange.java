package org.tongzhou.person;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;

/** A changed account that waits for its second person; {@code heir} is null where it is the person's own. */
public record OpenChange(
        long id,
        PersonId person,
        String cardTail,
        Instant askedAt,
        LocalDate openFrom,
        @Nullable NamedHeir heir) {}
