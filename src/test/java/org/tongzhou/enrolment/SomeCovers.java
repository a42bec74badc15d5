package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Covers in force, taken over as if they had begun before this system did. */
@Component
public class SomeCovers {
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);

    private final Histories histories;
    private final Starts starts;
    private final People people;
    private final TestData data;

    SomeCovers(Histories histories, Starts starts, People people, TestData data) {
        this.histories = histories;
        this.starts = starts;
        this.people = people;
        this.data = data;
    }

    /** The hospital plan since January, its waiting period over. */
    public PersonId hospital(Unit unit, NewPerson person) {
        return from(
                JANUARY,
                unit,
                List.of(new Histories.Member(person, new PlanCode("hospital"), 1, JANUARY.minusYears(1))));
    }

    /** Terms of a year from a day; answers whose the first is. */
    public PersonId from(LocalDate day, Unit unit, List<Histories.Member> members) {
        Submission taken = histories.takeOver(
                data.actor(Role.ADMIN, TestData.PROVINCE),
                new Histories.History(unit.id(), day, members),
                TestData.NOW);
        starts.activate(TestData.FUND, taken.id(), day.minusDays(1));
        return people.find(TestData.FUND, members.get(0).person().id()).orElseThrow();
    }
}
