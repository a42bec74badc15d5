package org.tongzhou.payment;

import java.util.Collection;
import java.util.Map;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** Who people are by their papers, for the comparison with the name on the account. Implemented by a room that knows people. */
public interface PayeeNames {
    /** The real name of each; who is unknown is left out. */
    Map<PersonId, String> names(FundId fund, Collection<PersonId> people);
}
