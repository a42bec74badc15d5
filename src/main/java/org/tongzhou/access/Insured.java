package org.tongzhou.access;

import java.util.Optional;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;

/** Who is, or ever was, covered by the fund. Implemented by the room enrolment. */
public interface Insured {
    /** The unit through which a person was covered last, else the one whose cover they await; empty for who has neither. */
    Optional<UnitId> unit(FundId fund, PersonId person);
}
