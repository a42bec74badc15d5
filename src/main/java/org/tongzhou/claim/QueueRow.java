package org.tongzhou.claim;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** One line of a reviewer's queue; {@code left} are working days to the due day, negative when it has passed; {@code urged} when the member has reminded of it since. */
public record QueueRow(
        ClaimId id,
        String number,
        PersonId person,
        String plan,
        String unitPath,
        ClaimState state,
        Level level,
        Money amount,
        @Nullable LocalDate dueOn,
        int left,
        boolean mayClaimMore,
        boolean urged) {}
