package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.AwaitedStore.Awaited;
import org.tongzhou.enrolment.AwaitedStore.Choice;
import org.tongzhou.enrolment.AwaitedStore.Waiting;
import org.tongzhou.enrolment.CoverStore.Held;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
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
    private final OpenPlans open;
    private final Units units;
    private final AuditTrail audit;

    JoiningAlone(
            CoverStore covers,
            AwaitedStore awaited,
            SubmissionStore submissions,
            Plans plans,
            OpenPlans open,
            Units units,
            AuditTrail audit) {
        this.covers = covers;
        this.awaited = awaited;
        this.submissions = submissions;
        this.plans = plans;
        this.open = open;
        this.units = units;
        this.audit = audit;
    }

    /** One unit of a plan for the owner of a number, who joins without a roster; {@code fee} is what others pay for it. */
    public record Wanted(UnitId unit, PlanCode plan, Money fee, ResidentId id) {}

    /**
     * Enrols the actor's own person; the cover awaits its fee like any other. Refuses {@code cover_held} with the last day of a
     * cover that is not near its end and the day from which on it is renewed, {@code cover_awaited}, {@code cover_not_begun} while the person is on a bill for one that
     * never begins, {@code cover_plan_closed}, {@code cover_plan_retired}, {@code cover_excluded} beside a cover that the plan does not go with,
     * {@code cover_base_missing}, {@code cover_not_for_sex}, {@code cover_not_for_unit}, and {@code cover_asks_occupation}: nobody
     * is asked for theirs here.
     */
    @Transactional
    public Submission join(Actor actor, Wanted wanted, Instant now) {
        PersonId person = actor.requirePerson();
        FundId fund = actor.fund();
        submissions.lock(fund);
        LocalDate today = FundClock.dayOf(now);
        Unit unit = units.get(fund, wanted.unit());
        PlanVersion plan = plan(fund, wanted, unit, today.plusDays(1));
        RosterTerms terms = RosterTerms.of(null, today, plans.book(fund), unit);
        requireRoom(fund, person, plan, terms);
        requireAdmitted(plan, wanted.id());
        NewSubmission submission =
                new NewSubmission(wanted.unit(), unit.path(), null, null, null, 1, wanted.fee(), true);
        SubmissionId id = submissions.insert(actor, submission, now);
        awaited.insert(fund, List.of(waiting(id, person, plan, wanted)));
        audit.record(AuditEntry.of(actor, now, "cover.joined", "submission:" + id.value()));
        return submissions.find(fund, id).orElseThrow();
    }

    private static Waiting waiting(SubmissionId id, PersonId person, PlanVersion plan, Wanted wanted) {
        Choice choice = new Choice(wanted.plan(), plan.edition(), 1, wanted.fee(), null);
        Awaited alone = new Awaited(person, 1, 0, wanted.id().birthDate());
        return new Waiting(id, List.of(List.of(choice)), List.of(alone));
    }

    /**
     * The plan that somebody wants, as far as it can be told without knowing them: refuses {@code cover_plan_closed},
     * {@code cover_not_for_unit}, {@code cover_asks_occupation} and {@code cover_not_for_sex} as joining on this day does. Ages are
     * held at the door and again as the cover begins; of an insurance nothing is known here.
     */
    public PlanVersion admitting(FundId fund, Wanted wanted, LocalDate today) {
        PlanVersion plan = plan(fund, wanted, units.get(fund, wanted.unit()), today.plusDays(1));
        requireAdmitted(plan, wanted.id());
        return plan;
    }

    /** Plans that anybody can join alone through a kind of unit today, as far as it can be told without knowing them. */
    public List<PlanVersion> plans(FundId fund, UnitKind kind, LocalDate today) {
        return open.through(fund, new OpenPlans.Door(kind, today.plusDays(1))).stream()
                .filter(plan -> !plan.joining().asksOccupation())
                .toList();
    }

    private PlanVersion plan(FundId fund, Wanted wanted, Unit unit, LocalDate first) {
        return open.require(fund, new OpenPlans.Door(unit.kind(), first), wanted.plan(), JoiningAlone::refused);
    }

    private static Refusal refused(OpenPlans.Why why) {
        return switch (why) {
            case CLOSED -> Refusal.conflict("cover_plan_closed");
            case NOT_FOR_UNIT -> Refusal.conflict("cover_not_for_unit");
        };
    }

    /** By the rules of rosters: a plan that goes on for another one stands for that too. */
    private void requireRoom(FundId fund, PersonId person, PlanVersion plan, RosterTerms terms) {
        HeldRules rules = HeldRules.alone(terms);
        List<Held> all = covers.held(fund, List.of(person), FundCheck.endsFrom(terms.starts()));
        all.stream()
                .filter(held -> rules.isOfLine(plan, held))
                .filter(held -> held.notBegun() || rules.isInTheWay(held))
                .findFirst()
                .ifPresent(JoiningAlone::refuseHeld);
        rules.requireBeside(plan, RowJudging.standing(all));
    }

    private static void requireAdmitted(PlanVersion plan, ResidentId id) {
        if (plan.joining().asksOccupation()) {
            throw Refusal.conflict("cover_asks_occupation");
        }
        if (!plan.eligibility().admits(id.sex())) {
            throw Refusal.conflict("cover_not_for_sex");
        }
    }

    private static void refuseHeld(Held held) {
        if (held.notBegun()) {
            throw Refusal.conflict("cover_not_begun");
        }
        throw held.awaiting()
                ? Refusal.conflict("cover_awaited")
                : Refusal.conflict("cover_held", held.ends().minusDays(1), FundCheck.renewableFrom(held.ends()));
    }
}
