package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** The plans that a fund offers on a day. */
@Component
class PlansOfFund {
    private final PlanBook book = PlanBook.shipped();

    List<PlanVersion> inForce(FundId fund, LocalDate day) {
        return book.inForce(day);
    }

    Optional<PlanVersion> version(FundId fund, PlanCode plan, LocalDate day) {
        return book.version(plan, day);
    }
}
