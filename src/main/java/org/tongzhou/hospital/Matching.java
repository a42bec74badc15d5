package org.tongzhou.hospital;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.hospital.DischargeStore.Match;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Scope;
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
            boolean maybe = people.named(fund, stay.name()).stream().anyMatch(person -> isCovered(fund, person, stay));
            return maybe ? Optional.of(new Match(null, Discharge.Why.NO_IDENTITY)) : Optional.empty();
        }
        return people.find(fund, new ResidentId(number))
                .filter(person -> isCovered(fund, person, stay))
                .map(person -> isCalled(fund, person, stay)
                        ? new Match(person, null)
                        : new Match(null, Discharge.Why.NAME_DIFFERS));
    }

    boolean isCoveredWithin(Scope scope, PersonId person) {
        return covers.of(scope.fund(), person).stream().anyMatch(cover -> scope.covers(cover.unitPath()));
    }

    private boolean isCovered(FundId fund, PersonId person, ReportedStay stay) {
        return !covers.inForce(fund, person, stay.admitted()).isEmpty();
    }

    private boolean isCalled(FundId fund, PersonId person, ReportedStay stay) {
        return plain(people.card(fund, person).name()).equals(plain(stay.name()));
    }

    /** Hospitals write spaces and different dots inside names. */
    private static String plain(String name) {
        return name.replaceAll("[\\s\\u3000·•‧・.．]", "");
    }
}
