package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/**
 * Asks, before a batch is made and again before it is released, whose account must not be paid today: a change of
 * account is waiting for its second person or still cooling. Implemented by a room that knows people.
 */
public interface PayeeBlocks {
    /** Those of {@code payees} that must not be paid on {@code today}. */
    Set<PersonId> blocked(FundId fund, Collection<PersonId> payees, LocalDate today);
}
