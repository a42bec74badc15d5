package org.tongzhou.access;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;

/** Who is, or ever was, covered by the fund, and by whose word. Implemented by the room enrolment. */
public interface Insured {
    /** The unit through which a person was covered last, else the one whose cover they await; empty for who has neither. */
    Optional<UnitId> unit(FundId fund, PersonId person);

    /** Those of these people of whom a cover has begun that they have by a roster; of anybody else no unit has paid to say who they are. */
    Set<PersonId> byRoster(FundId fund, Collection<PersonId> people);
}
