package org.tongzhou.organisation;

import java.time.LocalDate;
import org.tongzhou.kernel.FundId;

/** What a room does through a unit because of its kind: while that goes on, the kind stays. */
public interface KindUse {
    boolean goesOn(FundId fund, Unit unit, LocalDate today);
}
