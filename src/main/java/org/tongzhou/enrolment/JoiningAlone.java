package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.AwaitedStore.Awaited;
import org.tongzhou.enrolment.AwaitedStore.Choice;
import org.tongzhou.enrolment.AwaitedStore.Waiting;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** A person who joins without a roster. */
@Component
public class JoiningAlone {
    private final CoverStore covers;
    private final AwaitedStore awaited;
    private final SubmissionStore submissions;
    private final Plans plans;
    private final Units units;
    private final AuditTrail audit;

    JoiningAlone(
            CoverStore covers,
            AwaitedStore awaited,
            SubmissionStore submissions,
            Plans plans,
            Units units,
            AuditTrail audit) {
        this.covers = covers;
        this.awaited = awaited;
        this.submissions = submissions;
        this.plans = plans;
        this.units = units;
        this.audit = audit;
    }

    /** One unit of a plan for a person, born on this day, who joins without a roster; {@code fee} is what others pay for it. */
    public record Wanted(UnitId unit, PlanCode plan, Money fee, LocalDate born) {}

    /**
     * Enrols the actor's own person; the cover awaits its fee like any other. Refuses {@code cover_held} with the last day of a
     * cover that is not near its end, {@code cover_awaited}, and {@code cover_not_begun} while the person is on a bill for one that
     * never begins.
     */
    @Transactional
    public Submission join(Actor actor, Wanted wanted, Instant now) {
        PersonId person = Optional.ofNullable(actor.person()).orElseThrow(Refusal::notAllowed);
        FundId fund = actor.fund();
        submissions.lock(fund);
        LocalDate first = LocalDate.ofInstant(now, FundClock.ZONE).plusDays(1);
        covers.held(fund, List.of(person), first).stream()
                .filter(held -> held.plan().equals(wanted.plan()))
                .filter(held ->
                        held.awaiting() || held.notBegun() || held.ends().isAfter(FundCheck.renewableUntil(first)))
                .findFirst()
                .ifPresent(held -> refuseHeld(held));
        PlanVersion plan = plans.version(fund, wanted.plan(), first)
                .filter(open -> open.isOpenOn(first))
                .orElseThrow(() ->
                        Refusal.conflict("plan_not_in_force", wanted.plan().value(), first));
        NewSubmission submission = new NewSubmission(
                wanted.unit(), units.pathOf(fund, wanted.unit()), null, null, null, 1, wanted.fee(), true);
        SubmissionId id = submissions.insert(actor, submission, now);
        Choice choice = new Choice(wanted.plan(), plan.edition(), 1, wanted.fee(), null);
        awaited.insert(
                fund,
                List.of(new Waiting(id, List.of(List.of(choice)), List.of(new Awaited(person, 1, 0, wanted.born())))));
        audit.record(AuditEntry.of(actor, now, "cover.joined", "submission:" + id.value()));
        return submissions.find(fund, id).orElseThrow();
    }

    private static void refuseHeld(CoverStore.Held held) {
        if (held.notBegun()) {
            throw Refusal.conflict("cover_not_begun");
        }
        throw held.awaiting()
                ? Refusal.conflict("cover_awaited")
                : Refusal.conflict("cover_held", held.ends().minusDays(1));
    }
}
