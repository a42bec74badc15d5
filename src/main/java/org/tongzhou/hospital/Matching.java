package org.tongzhou.hospital;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.hospital.DischargeStore.Match;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.person.KnownPeople;
import org.tongzhou.person.People;

/** Whose a reported stay is: by identity number, the name checked; empty for people whom the fund does not cover that day. */
@Component
class Matching {
    private final People people;
    private final Covers covers;

    Matching(People people, Covers covers) {
        this.people = people;
        this.covers = covers;
    }

    Optional<Match> match(FundId fund, ReportedStay stay) {
        String number = stay.idNumber();
        if (number == null) {
            return isCovered(fund, people.named(fund, Plain.name(stay.name())), stay)
                    ? Optional.of(new Match(null, Discharge.Why.NO_IDENTITY))
                    : Optional.empty();
        }
        return people.find(fund, new ResidentId(number))
                .filter(person -> isCovered(fund, List.of(person), stay))
                .map(person -> isCalled(fund, person, stay)
                        ? new Match(person, null)
                        : new Match(null, Discharge.Why.NAME_DIFFERS));
    }

    /**
     * Members of the actor's territory whose stay each of these may be, in the order of their ids, with their units: of the
     * number that was reported, else of the name.
     */
    Map<Long, Map<PersonId, UnitId>> candidates(Actor actor, List<Discharge> stays) {
        Map<Long, Set<PersonId>> like = like(actor.fund(), stays);
        Map<PersonId, UnitId> units =
                covers.within(actor, like.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        return stays.stream().collect(Collectors.toMap(Discharge::id, stay -> {
            Map<PersonId, UnitId> within = new LinkedHashMap<>(units);
            within.keySet().retainAll(like.get(stay.id()));
            return within;
        }));
    }

    private Map<Long, Set<PersonId>> like(FundId fund, List<Discharge> stays) {
        KnownPeople numbered = people.known(
                fund,
                stays.stream().map(Discharge::idNumber).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<String, List<PersonId>> named = people.named(
                fund,
                stays.stream()
                        .filter(stay -> stay.idNumber() == null)
                        .map(stay -> Plain.name(stay.name()))
                        .collect(Collectors.toSet()));
        return stays.stream().collect(Collectors.toMap(Discharge::id, stay -> {
            String number = stay.idNumber();
            return number == null
                    ? Set.copyOf(named.getOrDefault(Plain.name(stay.name()), List.of()))
                    : numbered.find(number).map(Set::of).orElse(Set.of());
        }));
    }

    boolean isCoveredWithin(Scope scope, PersonId person) {
        return covers.of(scope.fund(), person).stream().anyMatch(cover -> scope.covers(cover.unitPath()));
    }

    /** True when any of these people is covered on the day of admission. */
    private boolean isCovered(FundId fund, List<PersonId> people, ReportedStay stay) {
        List<Covers.On> asked = people.stream()
                .map(person -> new Covers.On(person, stay.admitted()))
                .toList();
        return !covers.inForce(fund, asked).isEmpty();
    }

    private boolean isCalled(FundId fund, PersonId person, ReportedStay stay) {
        return isSame(people.card(fund, person).name(), stay.name());
    }

    static boolean isSame(String name, String other) {
        return NameMatch.same(name, other);
    }

    /** The one letter in which two names of three or more differ; empty when more of them do, or none. */
    static Optional<Candidate.Letter> difference(String reported, String known) {
        int[] said = NameMatch.plain(reported).codePoints().toArray();
        int[] kept = NameMatch.plain(known).codePoints().toArray();
        int at = Arrays.mismatch(said, kept);
        boolean one = said.length == kept.length
                && said.length > 2
                && at >= 0
                && Arrays.equals(said, at + 1, said.length, kept, at + 1, kept.length);
        return one
                ? Optional.of(new Candidate.Letter(at + 1, Character.toString(said[at]), Character.toString(kept[at])))
                : Optional.empty();
    }
}
