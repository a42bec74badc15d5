package org.tongzhou.hospital;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.hospital.DischargeStore.Match;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
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
            return isCovered(fund, people.named(fund, stay.name()), stay)
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
     * Members of the actor's territory whose stay it may be, in the order of their ids, with their units: of the number that was
     * reported, else of the name.
     */
    Map<PersonId, UnitId> candidates(Actor actor, Discharge stay) {
        String number = stay.idNumber();
        List<PersonId> like = number == null
                ? people.named(actor.fund(), stay.name())
                : people.find(actor.fund(), new ResidentId(number)).stream().toList();
        return covers.within(actor, like);
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
        return plain(name).equals(plain(other));
    }

    /** The one letter in which two names of three or more differ; empty when more of them do, or none. */
    static Optional<Candidate.Letter> difference(String reported, String known) {
        int[] said = plain(reported).codePoints().toArray();
        int[] kept = plain(known).codePoints().toArray();
        int at = Arrays.mismatch(said, kept);
        boolean one = said.length == kept.length
                && said.length > 2
                && at >= 0
                && Arrays.equals(said, at + 1, said.length, kept, at + 1, kept.length);
        return one
                ? Optional.of(new Candidate.Letter(at + 1, Character.toString(said[at]), Character.toString(kept[at])))
                : Optional.empty();
    }

    /** Hospitals write spaces and different dots inside names. */
    private static String plain(String name) {
        return name.replaceAll("[\\s\\u3000·•‧・.．]", "");
    }
}
