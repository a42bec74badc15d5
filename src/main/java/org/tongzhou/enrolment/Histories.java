package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.AwaitedStore.Awaited;
import org.tongzhou.enrolment.AwaitedStore.Choice;
import org.tongzhou.enrolment.AwaitedStore.Waiting;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Takes over cover that began before this system did. */
@Component
public class Histories {
    private final AwaitedStore awaited;
    private final SubmissionStore submissions;
    private final PolicyStore policies;
    private final Plans plans;
    private final People people;
    private final Units units;
    private final AuditTrail audit;

    Histories(
            AwaitedStore awaited,
            SubmissionStore submissions,
            PolicyStore policies,
            Plans plans,
            People people,
            Units units,
            AuditTrail audit) {
        this.awaited = awaited;
        this.submissions = submissions;
        this.policies = policies;
        this.plans = plans;
        this.people = people;
        this.units = units;
        this.audit = audit;
    }

    /** People whose cover began before this system did; all of them start on {@code from}. */
    public record History(UnitId unit, LocalDate from, List<Member> members) {
        public History {
            members = List.copyOf(members);
        }
    }

    /** One plan of one person taken over; {@code continuousSince} is the start of the unbroken run, or null. */
    public record Member(
            NewPerson person,
            PlanCode plan,
            int units,
            @Nullable LocalDate continuousSince) {}

    /**
     * Takes over cover that began earlier: people registered, covers awaiting their fee like any others, with the dates
     * given once it is matched. A person already covered in the term is refused by the database.
     */
    @Transactional
    public Submission takeOver(Actor actor, History history, Instant now) {
        actor.require(Role.ADMIN);
        FundId fund = actor.fund();
        submissions.lock(fund);
        Unit unit = units.get(fund, history.unit());
        actor.requireWithin(unit.path());
        HistoryFees fees = new HistoryFees(history.from(), unit);
        List<Taken> taken = taken(fund, history, fees, now);
        NewSubmission submission = submission(history, unit, taken, fees);
        SubmissionId id = submissions.insert(actor, submission, now);
        awaited.insert(fund, List.of(waiting(id, taken)));
        policies.insert(fund, id, unit, fees.policies());
        audit.record(AuditEntry.of(actor, now, "cover.taken_over", "submission:" + id.value()));
        return submissions.find(fund, id).orElseThrow();
    }

    /** What is taken over of a person, from this row on. */
    private record Taken(PersonId person, int row, List<Choice> choices) {}

    /** Each with choices of their own: no two of an older fund's members need have the same history. */
    private static Waiting waiting(SubmissionId id, List<Taken> taken) {
        List<Awaited> people = new ArrayList<>();
        for (Taken each : taken) {
            people.add(new Awaited(each.person(), each.row(), people.size(), null));
        }
        return new Waiting(id, taken.stream().map(Taken::choices).toList(), people);
    }

    /** The people registered, and what each of their covers costs; a person may be named once for each plan. */
    private List<Taken> taken(FundId fund, History history, HistoryFees fees, Instant now) {
        List<Member> members = history.members();
        Map<PlanCode, PlanVersion> versions = versions(fund, history);
        versions.forEach((code, plan) -> fees.gather(
                plan,
                members.stream().filter(member -> member.plan().equals(code)).toList()));
        List<PersonId> ids =
                people.registerAll(fund, members.stream().map(Member::person).toList(), now);
        Map<PersonId, Taken> taken = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            Member member = members.get(i);
            Choice choice = choice(member, Objects.requireNonNull(versions.get(member.plan())), fees);
            int row = i + 1;
            taken.computeIfAbsent(ids.get(i), person -> new Taken(person, row, new ArrayList<>()))
                    .choices()
                    .add(choice);
        }
        return List.copyOf(taken.values());
    }

    private static NewSubmission submission(History history, Unit unit, List<Taken> taken, HistoryFees fees) {
        Money fixed = PolicyFee.fixed(fees.policies());
        Money total = taken.stream()
                .flatMap(person -> person.choices().stream())
                .map(Choice::fee)
                .reduce(fixed, Money::plus);
        return new NewSubmission(history.unit(), unit.path(), null, null, history.from(), taken.size(), total, false);
    }

    /** The plans of a history, open on its first day. */
    private Map<PlanCode, PlanVersion> versions(FundId fund, History history) {
        Map<PlanCode, PlanVersion> versions = new LinkedHashMap<>();
        for (Member member : history.members()) {
            versions.computeIfAbsent(
                    member.plan(),
                    code -> plans.version(fund, code, history.from())
                            .filter(plan -> plan.isOpenOn(history.from()))
                            .orElseThrow(() -> Refusal.conflict("plan_not_in_force", code.value(), history.from())));
        }
        return versions;
    }

    private static Choice choice(Member member, PlanVersion plan, HistoryFees fees) {
        return new Choice(
                member.plan(), plan.edition(), member.units(), fees.charge(plan, member), member.continuousSince());
    }
}
