package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanCode;

/**
 * Cover that is free to its members is paid by others, who offer so many places of it through a unit. The room that keeps the
 * places implements this; it enrols one alone in the same order of locks: places first, then the fund's covers.
 */
public interface FreePlaces {
    /** Holds the places of a unit until the transaction ends. */
    void hold(FundId fund, Unit unit);

    /** Holds all places of a fund. */
    void holdAll(FundId fund);

    /**
     * Takes so many places of a plan that is free to its members; answers what others pay for each, or empty where the unit is
     * none that cover is offered through. Refuses when fewer are left, and where none are open.
     */
    Optional<Money> take(FundId fund, Unit unit, PlanCode plan, int people, LocalDate today);

    /** Keeps which submission took the places. */
    void taken(Actor actor, Submission submission, PlanCode plan, int people);

    /** Gives back places that the submission took: so many people leave it before their cover has begun. */
    void givenBack(FundId fund, SubmissionId submission, PlanCode plan, int people, Instant now);
}
