package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.Heading;
import org.tongzhou.plan.Lineage;
import org.tongzhou.plan.PlanCode;

/** Plans that nobody joins any more, and what still awaits its fee under one: it never begins, whenever the fee comes. */
@Component
public class ClosedPlans {
    private final Plans plans;
    private final Covers covers;
    private final SubmissionStore submissions;

    ClosedPlans(Plans plans, Covers covers, SubmissionStore submissions) {
        this.plans = plans;
        this.covers = covers;
        this.submissions = submissions;
    }

    /** The last word on the end of a plan; empty while it is open. */
    public Optional<Heading.Retirement> retirement(FundId fund, PlanCode plan) {
        return plans.editions(fund, plan).stream()
                .flatMap(edition -> edition.heading().retired().stream())
                .reduce((earlier, later) -> later);
    }

    /** Of these covers of one person those for which a fee that comes now is too late. */
    public Set<Cover> tooLate(FundId fund, PersonId person, List<Cover> shown, LocalDate today) {
        List<Cover> closing = shown.stream()
                .filter(cover -> cover.state() == Cover.State.AWAITING)
                .filter(cover -> retirement(fund, cover.plan()).isPresent())
                .toList();
        if (closing.isEmpty()) { // as of nearly everybody
            return Set.of();
        }
        Map<SubmissionId, LocalDate> begins = begins(fund, closing, today.plusDays(1));
        List<Cover> ever = covers.of(fund, person);
        return closing.stream()
                .filter(cover -> {
                    LocalDate day = Objects.requireNonNull(begins.get(cover.submission()));
                    return !isOpen(fund, cover.plan(), day) && !goesOn(fund, cover, ever, day);
                })
                .collect(Collectors.toSet());
    }

    /** When what begins anew would begin; what was taken over began on its day. */
    private Map<SubmissionId, LocalDate> begins(FundId fund, List<Cover> awaiting, LocalDate next) {
        Set<SubmissionId> ids = awaiting.stream().map(Cover::submission).collect(Collectors.toSet());
        return submissions.find(fund, ids).stream()
                .collect(Collectors.toMap(Submission::id, submission -> begins(submission, next)));
    }

    private static LocalDate begins(Submission submission, LocalDate next) {
        LocalDate named = submission.effectiveDay();
        return named != null && (submission.history() || named.isAfter(next)) ? named : next;
    }

    /** A renewal is dated back to the old expiry, on which the plan may have been open still. */
    private boolean goesOn(FundId fund, Cover cover, List<Cover> ever, LocalDate day) {
        return last(fund, cover, ever)
                .filter(expiry -> isOpen(fund, cover.plan(), expiry) && continues(fund, cover, expiry, day))
                .isPresent();
    }

    private boolean isOpen(FundId fund, PlanCode plan, LocalDate day) {
        return retirement(fund, plan)
                .filter(retired -> !day.isBefore(retired.from()))
                .isEmpty();
    }

    /** When what it would go on from ends: the last term of the plan, or of one that it goes on for. */
    private Optional<LocalDate> last(FundId fund, Cover cover, List<Cover> ever) {
        Set<PlanCode> line = Lineage.of(plans.book(fund).versions()).line(cover.plan());
        return ever.stream()
                .filter(other -> line.contains(other.plan()))
                .flatMap(other -> Optional.ofNullable(other.period()).stream())
                .map(period -> period.term().to())
                .max(LocalDate::compareTo);
    }

    private boolean continues(FundId fund, Cover cover, LocalDate expiry, LocalDate day) {
        return plans.edition(fund, cover.plan(), cover.edition())
                .filter(plan -> plan.joining().continues(expiry, day))
                .isPresent();
    }
}
