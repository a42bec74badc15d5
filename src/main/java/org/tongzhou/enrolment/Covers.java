package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PlanCode;

/** Who is covered by what, and from when to when. */
@Component
public class Covers {
    private static final int PAST = 20;
    private static final Place LATEST = new Place(LocalDate.of(9999, 12, 31).toEpochDay(), Long.MAX_VALUE);

    private final CoverStore store;
    private final PolicyStore policies;
    private final Trips trips;

    Covers(CoverStore store, PolicyStore policies, Trips trips) {
        this.store = store;
        this.policies = policies;
        this.trips = trips;
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
        return store.all(fund, ids).stream()
                .collect(Collectors.toUnmodifiableMap(cover -> new CoverId(cover.number()), cover -> cover));
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

    /** What of a person is awaited, holds on a day or begins later: awaited first, then the latest. */
    public List<Cover> standing(FundId fund, PersonId person, LocalDate day) {
        Trip trip = trips.trip();
        Rows<Cover> covers = standing(trip, fund, person, day);
        trip.go();
        return covers.list();
    }

    /** The same as part of a trip. */
    public Rows<Cover> standing(Trip trip, FundId fund, PersonId person, LocalDate day) {
        return store.standing(trip, fund, person, day);
    }

    /** What of a person has ended by a day. */
    public record Past(FundId fund, PersonId person, LocalDate day) {}

    /** A page of it after a key as part of a trip, the latest first, 20 at a time. */
    public Supplier<Slice<Cover>> past(Trip trip, Past past, String after) {
        Place below = Place.of(after, LATEST);
        Rows<Cover> found =
                store.past(trip, past, new Place(Math.min(below.first(), LATEST.first()), below.id()), PAST + 1);
        return () -> Slice.of(found.list(), PAST, Covers::place);
    }

    private static String place(Cover past) {
        LocalDate end = Objects.requireNonNull(past.period()).term().to();
        return new Place(end.toEpochDay(), past.number()).key();
    }

    /** Which of these people were ever covered through a unit of the reviewer's territory, each with the latest such unit. */
    public Map<PersonId, UnitId> within(Actor actor, Collection<PersonId> people) {
        return people.isEmpty() ? Map.of() : store.unitsWithin(actor.scope(), people, CoverStore.Latest.ENROLLED);
    }

    /** The same for any desk: a unit's officer has only those whom the unit serves, see {@link Cover#isServedOn}. */
    public Map<PersonId, UnitId> within(Actor actor, Collection<PersonId> people, LocalDate today) {
        if (people.isEmpty() || !actor.is(Role.UNIT_OFFICER)) {
            return within(actor, people);
        }
        return store.unitsServing(actor.scope(), people, Cover.servedAfter(today));
    }

    /** Those of these people who were ever covered through the officer's own unit. */
    public Set<PersonId> begun(Actor officer, Collection<PersonId> people) {
        UnitId unit = officer.unit();
        return people.isEmpty() || unit == null ? Set.of() : store.begun(officer.scope(), unit, people);
    }

    /** What of a person is shown at a desk: to a unit's officer, what they have through that unit. */
    public List<Cover> standing(Actor desk, PersonId person, LocalDate day) {
        return standing(desk.fund(), person, day).stream()
                .filter(cover -> !desk.is(Role.UNIT_OFFICER) || desk.scope().covers(cover.unitPath()))
                .toList();
    }

    /** A cover for its own member, or for the officer of the unit that has the member on this day; anybody else finds nothing. */
    public Cover find(Actor actor, CoverId id, LocalDate today) {
        return store.find(Scope.province(actor.fund()), id)
                .filter(cover -> actor.isPerson(cover.person()) || isServed(actor, cover, today))
                .orElseThrow(Refusal::notFound);
    }

    /** What awaits its fee is the unit's own, though it serves nobody yet. */
    private boolean isServed(Actor officer, Cover cover, LocalDate today) {
        return officer.is(Role.UNIT_OFFICER)
                && officer.scope().covers(cover.unitPath())
                && (cover.period() == null
                        || within(officer, Set.of(cover.person()), today).containsKey(cover.person()));
    }
}
