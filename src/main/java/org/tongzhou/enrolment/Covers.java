package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.CoverStore.NewCover;
import org.tongzhou.enrolment.CoverStore.NewSubmission;
import org.tongzhou.enrolment.StartStore.Due;
import org.tongzhou.enrolment.StartStore.Last;
import org.tongzhou.enrolment.StartStore.Started;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.Lineage;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Who is covered by what and from when to when. */
@Component
public class Covers {
    private final CoverStore store;
    private final StartStore starts;
    private final PolicyStore policies;
    private final Plans plans;
    private final People people;
    private final Units units;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Trips trips;
    private final ApplicationEventPublisher events;

    Covers(
            CoverStore store,
            StartStore starts,
            PolicyStore policies,
            Plans plans,
            People people,
            Units units,
            AuditTrail audit,
            Outbox outbox,
            Trips trips,
            ApplicationEventPublisher events) {
        this.store = store;
        this.starts = starts;
        this.policies = policies;
        this.plans = plans;
        this.people = people;
        this.units = units;
        this.audit = audit;
        this.outbox = outbox;
        this.trips = trips;
        this.events = events;
    }

    /** Covers of a person that hold on a day, by plan. */
    public List<Cover> inForce(FundId fund, PersonId person, LocalDate day) {
        return inForce(fund, List.of(new On(person, day)));
    }

    /** A person on a day. */
    public record On(PersonId person, LocalDate day) {}

    /** The same of several people, each with a day; of somebody named with two days what holds on either. */
    public List<Cover> inForce(FundId fund, Collection<On> asked) {
        Trip trip = trips.trip();
        Rows<Cover> covers = inForce(trip, fund, asked);
        trip.go();
        return covers.list();
    }

    /** The same as part of a trip. */
    public Rows<Cover> inForce(Trip trip, FundId fund, Collection<On> asked) {
        return store.inForce(trip, fund, asked);
    }

    /** What a submission's covers cost, by plan; together they are its total. */
    public Map<PlanCode, Money> fees(FundId fund, SubmissionId id) {
        return policies.fees(fund, id);
    }

    /** What has come in for covers of a plan, all terms together. */
    public Money fees(FundId fund, PlanCode plan) {
        return store.fees(fund, plan).plus(policies.fixed(fund, plan));
    }

    /** Covers of one edition with the same units, and what has come in for them. */
    public record Charged(String edition, int units, long covers, Money fees) {}

    /** What has come in for covers of a plan by edition and units, without what whole policies cost beside it. */
    public List<Charged> charged(FundId fund, PlanCode plan) {
        return store.charged(fund, plan);
    }

    /** Several covers at once, by id; an unknown one is left out. */
    public Map<CoverId, Cover> all(FundId fund, Collection<CoverId> ids) {
        return store.all(fund, ids).stream().collect(Collectors.toUnmodifiableMap(Cover::id, cover -> cover));
    }

    /** All covers of a person but those given up: awaited first, then the latest. */
    public List<Cover> of(FundId fund, PersonId person) {
        Trip trip = trips.trip();
        Rows<Cover> covers = of(trip, fund, person);
        trip.go();
        return covers.list();
    }

    /** The same as part of a trip. */
    public Rows<Cover> of(Trip trip, FundId fund, PersonId person) {
        return store.of(trip, fund, person);
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
     * day that the unit named; one that continues a term within the plan's grace starts at the old expiry. Once. Answers the
     * submissions of which nothing starts, because a plan of theirs is closed by then: their people are to be withdrawn,
     * and may join its successor with the money.
     */
    @Transactional
    public Set<SubmissionId> activate(FundId fund, Collection<SubmissionId> ids, LocalDate matchedOn) {
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
        return awaiting.isEmpty() ? Set.of() : start(fund, awaiting, matchedOn);
    }

    private Set<SubmissionId> start(FundId fund, Map<SubmissionId, Submission> awaiting, LocalDate matchedOn) {
        Set<SubmissionId> closed = new LinkedHashSet<>();
        Map<SubmissionId, LocalDate> first = new LinkedHashMap<>();
        Map<SubmissionId, List<Started>> started = new LinkedHashMap<>();
        for (Due due : starts.due(fund, awaiting.keySet(), lines(fund))) {
            Optional<Cover.Period> period =
                    period(fund, Objects.requireNonNull(awaiting.get(due.submission())), due, matchedOn);
            if (period.isEmpty()) {
                closed.add(due.submission());
                continue;
            }
            started.computeIfAbsent(due.submission(), id -> new ArrayList<>())
                    .add(new Started(due.kind(), period.get()));
            first.merge(due.submission(), period.get().term().from(), (a, b) -> a.isBefore(b) ? a : b);
        }
        Map<SubmissionId, Submission> open = new LinkedHashMap<>(awaiting);
        open.keySet().removeAll(closed);
        started.keySet().removeAll(closed);
        starts.activate(
                fund,
                open.keySet(),
                matchedOn,
                started.values().stream().flatMap(List::stream).toList());
        open.values()
                .forEach(submission -> events.publishEvent(new CoverStarted(
                        fund,
                        submission.id(),
                        submission.unit(),
                        submission.people(),
                        first.getOrDefault(submission.id(), matchedOn.plusDays(1)))));
        return closed;
    }

    /** Plans that go on for retired ones, each with all that it goes on for. */
    private Map<PlanCode, Set<PlanCode>> lines(FundId fund) {
        List<PlanVersion> versions = plans.book(fund).versions();
        Lineage lineage = Lineage.of(versions);
        return versions.stream()
                .map(PlanVersion::code)
                .distinct()
                .filter(code -> lineage.line(code).size() > 1)
                .collect(Collectors.toMap(code -> code, lineage::line));
    }

    @Transactional
    public Set<SubmissionId> activate(FundId fund, SubmissionId id, LocalDate matchedOn) {
        return activate(fund, List.of(id), matchedOn);
    }

    /** Tells every member of a submission whose cover has begun what began; for the room that matched the fee. */
    @Transactional
    public void announce(FundId fund, SubmissionId id, Instant now) {
        starts.news(fund, id).forEach((news, members) -> {
            List<PlanVersion> begun = plans.inForce(fund, news.starts()).stream()
                    .filter(plan -> news.plans().contains(plan.code().value()))
                    .toList();
            String names = Outbox.Telling.either(
                    begun.stream()
                            .map(plan -> plan.rosterColumn().orElse(plan.name().zh()))
                            .collect(Collectors.joining("、")),
                    begun.stream().map(plan -> plan.name().en()).collect(Collectors.joining(", ")));
            List<String> values = List.of(
                    names, news.starts().toString(), news.ends().minusDays(1).toString());
            outbox.tellAll(fund, members, now, new Outbox.Telling("notice.cover.started", values, "/my/cover"));
        });
    }

    /** Empty when the plan is not open on the day on which the cover would start. */
    private Optional<Cover.Period> period(FundId fund, Submission submission, Due due, LocalDate matchedOn) {
        LocalDate named = submission.effectiveDay();
        if (submission.draft() == null && named != null) {
            LocalDate since = due.claimedSince() == null ? named : due.claimedSince();
            return open(fund, due, named).map(plan -> period(plan, named, since, since));
        }
        LocalDate next = matchedOn.plusDays(1);
        LocalDate base = named != null && named.isAfter(next) ? named : next;
        Last last = due.last();
        if (last == null) {
            return open(fund, due, base).map(plan -> period(plan, base, base, base));
        }
        boolean continues = plans.version(fund, due.plan(), base)
                .map(plan -> plan.joining().continues(last.ends(), base))
                .orElse(false);
        LocalDate start = continues ? notBefore(fund, due.plan(), last.ends()) : base;
        return open(fund, due, start)
                .map(plan -> period(plan, start, last.firstJoined(), continues ? last.continuousSince() : base));
    }

    private static Cover.Period period(PlanVersion plan, LocalDate start, LocalDate firstJoined, LocalDate since) {
        DateRange term = plan.joining().termFrom(start);
        return new Cover.Period(term, firstJoined, since, plan.waiting().endsFor(since, start));
    }

    /** A successor goes on from the old expiry, or from its own first day where that is later. */
    private LocalDate notBefore(FundId fund, PlanCode plan, LocalDate day) {
        LocalDate first = plans.editions(fund, plan).get(0).heading().validFrom();
        return first.isAfter(day) ? first : day;
    }

    private Optional<PlanVersion> open(FundId fund, Due due, LocalDate day) {
        return plans.version(fund, due.plan(), day).filter(plan -> plan.isOpenOn(day));
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
        Unit unit = units.get(actor.fund(), history.unit());
        actor.requireWithin(unit.path());
        List<PersonId> ids = people.registerAll(
                actor.fund(), history.members().stream().map(Member::person).toList(), now);
        Map<PlanCode, PlanVersion> versions = versions(actor.fund(), history);
        HistoryFees fees = new HistoryFees(history.from(), unit);
        versions.forEach((code, plan) -> fees.gather(
                plan,
                history.members().stream()
                        .filter(member -> member.plan().equals(code))
                        .toList()));
        List<NewCover> covers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Member member = history.members().get(i);
            covers.add(cover(ids.get(i), i + 1, member, Objects.requireNonNull(versions.get(member.plan())), fees));
        }
        Money fixed = fees.policies().stream().map(PolicyFee::fixed).reduce(Money.ZERO, Money::plus);
        Money total = covers.stream().map(NewCover::fee).reduce(fixed, Money::plus);
        NewSubmission submission = new NewSubmission(
                history.unit(),
                unit.path(),
                null,
                null,
                history.from(),
                (int) ids.stream().distinct().count(),
                total,
                false);
        SubmissionId id = store.insert(actor, submission, now);
        store.insertCovers(actor.fund(), id, submission, covers.stream());
        policies.insert(actor.fund(), id, unit, fees.policies());
        audit.record(AuditEntry.of(actor, now, "cover.taken_over", "submission:" + id.value()));
        return store.find(actor.fund(), id).orElseThrow();
    }

    /** One unit of a plan for a person who joins without a roster; {@code fee} is what others pay for it. */
    public record Alone(UnitId unit, PlanCode plan, Money fee) {}

    /**
     * Enrols the actor's own person; the cover awaits its fee like any other. Refuses {@code cover_held} with the last day of a
     * cover that is not near its end.
     */
    @Transactional
    public Submission join(Actor actor, Alone alone, Instant now) {
        PersonId person = Optional.ofNullable(actor.person()).orElseThrow(Refusal::notAllowed);
        FundId fund = actor.fund();
        store.lock(fund);
        LocalDate first = LocalDate.ofInstant(now, FundClock.ZONE).plusDays(1);
        store.held(fund, List.of(person), first).stream()
                .filter(held -> held.plan().equals(alone.plan()))
                .filter(held -> held.awaiting() || held.ends().isAfter(first.plusDays(FundCheck.RENEWAL_OPENS_DAYS)))
                .findFirst()
                .ifPresent(held -> refuseHeld(held));
        PlanVersion plan = plans.version(fund, alone.plan(), first)
                .filter(open -> open.isOpenOn(first))
                .orElseThrow(
                        () -> Refusal.conflict("plan_not_in_force", alone.plan().value(), first));
        NewSubmission submission = new NewSubmission(
                alone.unit(), units.pathOf(fund, alone.unit()), null, null, null, 1, alone.fee(), true);
        SubmissionId id = store.insert(actor, submission, now);
        NewCover cover = new NewCover(person, alone.plan(), plan.edition(), 1, 1, alone.fee(), null);
        store.insertCovers(fund, id, submission, Stream.of(cover));
        audit.record(AuditEntry.of(actor, now, "cover.joined", "submission:" + id.value()));
        return store.find(fund, id).orElseThrow();
    }

    private static void refuseHeld(CoverStore.Held held) {
        throw held.awaiting()
                ? Refusal.conflict("cover_awaited")
                : Refusal.conflict("cover_held", held.ends().minusDays(1));
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

    private static NewCover cover(PersonId person, int row, Member member, PlanVersion plan, HistoryFees fees) {
        return new NewCover(
                person,
                member.plan(),
                plan.edition(),
                member.units(),
                row,
                fees.charge(plan, member),
                member.continuousSince());
    }
}
