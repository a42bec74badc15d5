package org.tongzhou.payment;

import java.util.Set;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/**
 * Asks whose money goes to somebody else: of a member who died it goes to an heir, who then neither makes nor releases its
 * batch. Implemented by a room that knows people.
 */
public interface PayeeInterests {
    /** Those whose money {@code person} takes, or was named to take. */
    Set<PersonId> takesFor(FundId fund, PersonId person);
}
