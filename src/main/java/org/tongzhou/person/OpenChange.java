package org.tongzhou.person;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;

/**
 * A changed account that waits for its second person; {@code heir} is null where it is the person's own. {@code reason} is
 * what somebody saw who asked in the person's place; {@code endsHeir} says that an heir stands until it is confirmed,
 * {@code mine} that it is not for the reader to decide, who asked for it or is the member or an heir of theirs.
 */
public record OpenChange(
        long id,
        PersonId person,
        String cardTail,
        PersonId askedBy,
        Instant askedAt,
        LocalDate openFrom,
        @Nullable NamedHeir heir,
        @Nullable String reason,
        boolean endsHeir,
        boolean mine) {}
