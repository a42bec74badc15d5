package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.DAYE;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.person.IdentityChange;
import org.tongzhou.person.IdentityChanges;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Who of a unit's last term is told to be named by no row of its roster. */
class MissingPeopleTest extends RosterRoom {
    private static final LocalDate SOON = TODAY.plusDays(40);

    @Autowired
    SomeCovers held;

    @Autowired
    SampleRegion region;

    @Autowired
    IdentityChanges identities;

    @Test
    void whoseTermEndsAndWhomNoRowNamesIsMissing() throws IOException {
        Unit unit = data.unit(DAYE);
        PersonId forgotten = held(unit, man(), HOSPITAL, SOON);
        ResidentId named = man();
        held(unit, named, HOSPITAL, SOON);
        held(unit, man(), HOSPITAL, SOON.plusDays(30));
        held(unit, man(), HOSPITAL, TODAY.minusDays(31));
        assertThat(missing(unit, line(named, "many,,,"))).containsExactly(forgotten);
    }

    @Test
    void whoAwaitsTheRenewalThroughAnotherUnitIsNot() throws IOException {
        Unit unit = data.unit(DAYE);
        ResidentId moved = man();
        held(unit, moved, HOSPITAL, SOON);
        Actor other = data.officer(data.unit(DAYE));
        Submission renewal = enrol(other, upload(other, HEAD + line(moved, "1,,,")));
        assertThat(missing(unit, line(man(), "1,,,"))).isEmpty();
        starts.activate(TestData.FUND, renewal.id(), TODAY);
        assertThat(missing(unit, line(man(), "1,,,"))).isEmpty();
    }

    @Test
    void whoRenewedOnePlanOfTwoStillIs() throws IOException {
        Unit unit = data.unit(DAYE);
        ResidentId half = man();
        PersonId person = held(unit, half, HOSPITAL, SOON);
        held(unit, half, new PlanCode("critical"), SOON);
        Actor officer = data.officer(unit);
        enrol(officer, upload(officer, HEAD + line(half, "1,,,")));
        assertThat(missing(unit, line(man(), "1,,,"))).containsExactly(person);
    }

    /** The row is theirs, and says what to correct. */
    @Test
    void whomARowNamesByANumberThatWasASlipIsNot() throws IOException {
        Unit unit = data.unit(DAYE);
        ResidentId slip = man();
        PersonId person = held(unit, slip, HOSPITAL, SOON);
        assertThat(missing(unit, line(man(), "1,,,"))).containsExactly(person);
        ResidentId right = man();
        IdentityChange wanted = new IdentityChange(person, right.number(), IdentityChange.Cause.SLIP, "看了身份证原件");
        long change = identities.ask(data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI), wanted, NOW);
        identities.confirm(data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE), change, right.number(), NOW);
        assertThat(missing(unit, line(slip, "1,,,"))).isEmpty();
    }

    /** Of a plan without grace nobody goes on once the term is over; of one with three months they do for as long. */
    @Test
    void howFarItLooksBackIsTheGraceOfThePlan() throws IOException {
        Unit unit = data.unit(DAYE);
        held.from(TODAY.minusDays(5).minusMonths(3), unit, List.of(member(man(), new PlanCode("short-accident"))));
        assertThat(missing(unit, line(man(), "1,,,"))).isEmpty();

        Unit elsewhere = region.unit(UnitKind.ENTERPRISE, 50, null);
        NewPerson late = SampleRegion.person(40);
        region.hold(elsewhere, late, "neighbours", TODAY.minusDays(35).minusYears(1));
        Actor officer = region.officer(elsewhere);
        String csv = SampleRegion.csv(List.of("互济"), List.of(Map.entry(SampleRegion.person(30), Map.of())));
        DraftId draft = region.upload(officer, csv, TODAY);
        assertThat(rosters.verdict(officer, draft, TODAY).missing())
                .containsExactly(people.find(SampleRegion.FUND, late.id()).orElseThrow());
        assertThat(rosters.verdict(officer, draft, TODAY.plusMonths(2)).missing())
                .isEmpty();
    }

    @Test
    void whoWasCoveredThroughAUnitThatWasMergedIntoThisOneIsMissingHere() throws IOException {
        Unit first = data.unit(DAYE);
        Unit second = data.unit(DAYE);
        Unit unit = data.unit(DAYE);
        PersonId ofTheFirst = held(first, man(), HOSPITAL, SOON);
        PersonId ofTheSecond = held(second, man(), HOSPITAL, SOON);
        merge(first, second);
        merge(second, unit);
        assertThat(missing(unit, line(man(), "1,,,"))).containsExactly(ofTheFirst, ofTheSecond);
    }

    private void merge(Unit unit, Unit into) {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        closing.close(admin, unit.id(), new UnitClosing.Closure(into.code(), "并入另一单位"), NOW);
    }

    private PersonId held(Unit unit, ResidentId id, PlanCode plan, LocalDate ends) {
        return held.from(ends.minusYears(1), unit, List.of(member(id, plan)));
    }

    private static Histories.Member member(ResidentId id, PlanCode plan) {
        return new Histories.Member(new NewPerson("张三", id, "13912345678", null), plan, 1, null);
    }

    private List<PersonId> missing(Unit unit, String rows) throws IOException {
        Actor officer = data.officer(unit);
        return rosters.verdict(officer, upload(officer, HEAD + rows), TODAY).missing();
    }
}
