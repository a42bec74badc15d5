package org.tongzhou.hospital;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.hospital.Reporting.House;
import org.tongzhou.hospital.Reporting.Stay;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** Stays as their member finds them, unclear ones as the desks of the hospital's territory do, and registered hospitals. */
@Component
class HospitalSamples implements ScopeSamples {
    private static final List<Role> REVIEWERS =
            List.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);

    private final Reporting reporting;
    private final FhirReports reports;
    private final Discharges discharges;
    private final Senders senders;
    private final SomeCovers held;
    private final People people;
    private final TestData data;

    HospitalSamples(
            Reporting reporting,
            FhirReports reports,
            Discharges discharges,
            Senders senders,
            SomeCovers held,
            People people,
            TestData data) {
        this.reporting = reporting;
        this.reports = reports;
        this.discharges = discharges;
        this.senders = senders;
        this.held = held;
        this.people = people;
        this.data = data;
    }

    @Override
    public List<Sample> samples() {
        List<Role> member = List.of(Role.MEMBER);
        return List.of(
                new Sample("GET /my/discharges/{id}", member, (unit, actor) -> "/my/discharges/" + own(unit, actor)),
                new Sample(
                        "POST /my/discharges/{id}/claim",
                        member,
                        (unit, actor) -> "/my/discharges/" + own(unit, actor) + "/claim"),
                new Sample(
                        "POST /discharges/{id}/match",
                        REVIEWERS,
                        (unit, actor) -> "/discharges/" + unclear(unit) + "/match?identity=1"),
                new Sample(
                        "POST /discharges/{id}/aside",
                        REVIEWERS,
                        (unit, actor) -> "/discharges/" + unclear(unit) + "/aside?words=不是本县职工"),
                new Sample(
                        "POST /hospitals/{id}/trust",
                        List.of(Role.ADMIN),
                        (unit, actor) -> "/hospitals/" + registered(unit) + "/trust"),
                new Sample(
                        "POST /hospitals/{id}/distrust",
                        List.of(Role.ADMIN),
                        (unit, actor) -> "/hospitals/" + registered(unit) + "/distrust"));
    }

    private static String county(Unit unit) {
        return unit.path().substring(0, unit.path().indexOf("/u") + 1);
    }

    private long own(Unit unit, Actor actor) {
        PersonId person = Objects.requireNonNull(actor.person());
        NewPerson covered = new NewPerson(
                people.card(TestData.FUND, person).name(), people.identity(TestData.FUND, person), null, null);
        held.hospital(unit, covered);
        send(unit, Stay.of(covered.name(), covered.id().number(), "1000.00"));
        return discharges.mine(actor).get(0).id();
    }

    private long unclear(Unit unit) {
        NewPerson covered = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        held.hospital(unit, covered);
        House house = send(unit, Stay.of("别的名字", covered.id().number(), "1000.00"));
        return discharges.waiting(data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE), null).items().stream()
                .filter(one -> one.sender().name().equals(house.name()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private House send(Unit unit, Stay stay) {
        House house = reporting.hospital(county(unit), true);
        byte[] bundle = Reporting.bundle(UUID.randomUUID().toString(), stay);
        reports.take(house.program(), "application/fhir+json", bundle, "http://localhost/", TestData.NOW);
        return house;
    }

    private long registered(Unit unit) {
        House house = reporting.hospital(county(unit), false);
        return senders.of(house.program()).id();
    }
}
