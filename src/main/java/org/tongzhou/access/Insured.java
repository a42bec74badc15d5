package org.tongzhou.access;

import java.util.Optional;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;

/** Who is, or ever was, covered by the fund. Implemented by the room enrolment. */
public interface Insured {
    /** The unit through which a person was covered last; empty for who never was. */
    Optional<UnitId> unit(FundId fund, PersonId person);
}
