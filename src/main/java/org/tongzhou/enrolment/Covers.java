package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.CoverStore.Due;
import org.tongzhou.enrolment.CoverStore.Last;
import org.tongzhou.enrolment.CoverStore.NewCover;
import org.tongzhou.enrolment.CoverStore.NewSubmission;
import org.tongzhou.enrolment.CoverStore.Started;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Who is covered by what and from when to when. */
@Component
public class Covers {
    private final CoverStore store;
    private final Plans plans;
    private final People people;
    private final Units units;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    Covers(
            CoverStore store,
            Plans plans,
            People people,
            Units units,
            AuditTrail audit,
            Outbox outbox,
            ApplicationEventPublisher events) {
        this.store = store;
        this.plans = plans;
        this.people = people;
        this.units = units;
        this.audit = audit;
        this.outbox = outbox;
        this.events = events;
    }

    /** Covers of a person that hold on a day, by plan. */
    public List<Cover> inForce(FundId fund, PersonId person, LocalDate day) {
        return store.inForce(fund, person, day);
    }

    /** What a submission's covers cost, by plan; together they are its total. */
    public Map<PlanCode, Money> fees(FundId fund, SubmissionId id) {
        return store.fees(fund, id);
    }

    /** What has come in for covers of a plan, all terms together. */
    public Money fees(FundId fund, PlanCode plan) {
        return store.fees(fund, plan);
    }

    /** Several covers at once, by id; an unknown one is left out. */
    public Map<CoverId, Cover> all(FundId fund, Collection<CoverId> ids) {
        return store.all(fund, ids).stream().collect(Collectors.toUnmodifiableMap(Cover::id, cover -> cover));
    }

    /** All covers of a person but those given up: awaited first, then the latest. */
    public List<Cover> of(FundId fund, PersonId person) {
        return store.of(fund, person);
    }

    /** Which of these people were ever covered through a unit of the actor's territory, each with the latest such unit. */
    public Map<PersonId, UnitId> within(Actor actor, Collection<PersonId> people) {
        return people.isEmpty() ? Map.of() : store.unitsWithin(actor.scope(), people);
    }

    /** A cover for its own member, or for an officer of the territory; anybody else finds nothing. */
    public Cover find(Actor actor, CoverId id) {
        Cover cover = store.find(actor.scope(), id)
                .or(() -> store.find(Scope.province(actor.fund()), id).filter(found -> actor.isPerson(found.person())))
                .orElseThrow(Refusal::notFound);
        if (!actor.isPerson(cover.person()) && !actor.is(Role.UNIT_OFFICER)) {
            throw Refusal.notFound();
        }
        return cover;
    }

    /**
     * The fees of these submissions were matched on this day: their covers start at 00:00 of the next day or on the later
     * day that the unit named; one that continues a term within the plan's grace starts at the old expiry. Once.
     */
    @Transactional
    public void activate(FundId fund, Collection<SubmissionId> ids, LocalDate matchedOn) {
        store.lock(fund);
        Map<SubmissionId, Submission> awaiting = new LinkedHashMap<>();
        for (Submission submission : store.find(fund, ids)) {
            if (submission.state() == Submission.State.CANCELLED) {
                throw Refusal.conflict("submission_cancelled");
            }
            if (submission.state() == Submission.State.AWAITING) {
                awaiting.put(submission.id(), submission);
            }
        }
        if (awaiting.isEmpty()) {
            return;
        }
        Map<SubmissionId, LocalDate> first = new LinkedHashMap<>();
        List<Started> started = new ArrayList<>();
        for (Due due : store.due(fund, awaiting.keySet())) {
            Cover.Period period = period(fund, Objects.requireNonNull(awaiting.get(due.submission())), due, matchedOn);
            started.add(new Started(due.id(), period));
            first.merge(due.submission(), period.term().from(), (a, b) -> a.isBefore(b) ? a : b);
        }
        store.activate(fund, awaiting.keySet(), matchedOn, started.stream());
        awaiting.values()
                .forEach(submission -> events.publishEvent(new CoverStarted(
                        fund,
                        submission.id(),
                        submission.unit(),
                        submission.people(),
                        first.getOrDefault(submission.id(), matchedOn.plusDays(1)))));
    }

    @Transactional
    public void activate(FundId fund, SubmissionId id, LocalDate matchedOn) {
        activate(fund, List.of(id), matchedOn);
    }

    /** Tells every member of a submission whose cover has begun what began; for the room that matched the fee. */
    @Transactional
    public void announce(FundId fund, SubmissionId id, Instant now) {
        store.news(fund, id).forEach((news, members) -> {
            String names = plans.inForce(fund, news.starts()).stream()
                    .filter(plan -> news.plans().contains(plan.code().value()))
                    .map(plan -> plan.rosterColumn().orElse(plan.name().zh()))
                    .collect(Collectors.joining("、"));
            List<String> values = List.of(
                    names, news.starts().toString(), news.ends().minusDays(1).toString());
            outbox.tellAll(fund, members, now, new Outbox.Telling("notice.cover.started", values, "/my/cover"));
        });
    }

    private Cover.Period period(FundId fund, Submission submission, Due due, LocalDate matchedOn) {
        LocalDate named = submission.effectiveDay();
        if (submission.draft() == null && named != null) {
            LocalDate since = due.claimedSince() == null ? named : due.claimedSince();
            return period(plan(fund, due, named), named, since, since);
        }
        LocalDate next = matchedOn.plusDays(1);
        LocalDate base = named != null && named.isAfter(next) ? named : next;
        PlanVersion plan = plan(fund, due, base);
        Last last = due.last();
        if (last == null) {
            return period(plan, base, base, base);
        }
        return plan.joining().continues(last.ends(), base)
                ? period(plan, last.ends(), last.firstJoined(), last.continuousSince())
                : period(plan, base, last.firstJoined(), base);
    }

    private static Cover.Period period(PlanVersion plan, LocalDate start, LocalDate firstJoined, LocalDate since) {
        DateRange term = plan.joining().termFrom(start);
        return new Cover.Period(term, firstJoined, since, plan.waiting().endsFor(since, start));
    }

    private PlanVersion plan(FundId fund, Due due, LocalDate day) {
        return plans.version(fund, due.plan(), day)
                .orElseThrow(
                        () -> Refusal.conflict("plan_not_in_force", due.plan().value(), day));
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
    public Submission importHistory(Actor actor, History history, Instant now) {
        actor.require(Role.ADMIN);
        store.lock(actor.fund());
        String path = units.pathOf(actor.fund(), history.unit());
        actor.requireWithin(path);
        List<PersonId> ids = people.registerAll(
                actor.fund(), history.members().stream().map(Member::person).toList(), now);
        List<NewCover> covers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            covers.add(cover(actor.fund(), history, i, ids.get(i)));
        }
        Money total = covers.stream().map(NewCover::fee).reduce(Money.ZERO, Money::plus);
        NewSubmission submission = new NewSubmission(
                history.unit(),
                path,
                null,
                history.from(),
                (int) ids.stream().distinct().count(),
                total);
        SubmissionId id = store.insert(actor, submission, now);
        store.insertCovers(actor.fund(), id, submission, covers.stream());
        audit.record(AuditEntry.of(actor, now, "cover.taken_over", "submission:" + id.value()));
        return store.find(actor.fund(), id).orElseThrow();
    }

    private NewCover cover(FundId fund, History history, int at, PersonId person) {
        Member member = history.members().get(at);
        PlanVersion plan = plans.version(fund, member.plan(), history.from())
                .orElseThrow(() ->
                        Refusal.conflict("plan_not_in_force", member.plan().value(), history.from()));
        return new NewCover(
                person,
                member.plan(),
                plan.edition(),
                member.units(),
                at + 1,
                plan.fee(member.units()),
                member.continuousSince());
    }
}
