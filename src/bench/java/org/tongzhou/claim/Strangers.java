package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.Starts;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** People whom the fund never saw, covered for hospital in one go as they are asked for. */
record Strangers(ApplicationContext house, Unit unit) {
    List<Members.Member> next(int count) {
        List<NewPerson> people = IntStream.range(0, count)
                .mapToObj(i -> TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)))
                .toList();
        cover(people);
        List<PersonId> ids = registered(people);
        TestData data = house.getBean(TestData.class);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Actor actor = data.actor(Role.MEMBER, unit.path(), ids.get(i));
                    Actor member =
                            new Actor(actor.userId(), actor.name(), actor.scope(), actor.roles(), ids.get(i), null);
                    return new Members.Member(
                            ids.get(i), unit, member, people.get(i).name());
                })
                .toList();
    }

    private void cover(List<NewPerson> people) {
        LocalDate since = Members.JANUARY.minusYears(1);
        List<Histories.Member> taken = people.stream()
                .map(person -> new Histories.Member(person, new PlanCode("hospital"), 1, since))
                .toList();
        SubmissionId id = house.getBean(Histories.class)
                .takeOver(
                        house.getBean(TestData.class).actor(Role.ADMIN, TestData.PROVINCE),
                        new Histories.History(unit.id(), Members.JANUARY, taken),
                        TestData.NOW)
                .id();
        house.getBean(Starts.class).activate(TestData.FUND, id, Members.JANUARY.minusDays(1));
    }

    /** Their keys sorted, as a job does within half a minute. */
    private List<PersonId> registered(List<NewPerson> strangers) {
        People people = house.getBean(People.class);
        List<PersonId> ids = people.registerAll(TestData.FUND, strangers, TestData.NOW);
        people.sortKeys();
        return ids;
    }
}
