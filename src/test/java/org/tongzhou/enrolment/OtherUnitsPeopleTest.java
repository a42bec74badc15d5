package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultMatcher;
import org.tongzhou.access.Insured;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Drafts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.ControlledClock;
import org.tongzhou.testing.TestData;

/** A unit's officer, and people who are covered through another unit, or were through this one. */
class OtherUnitsPeopleTest extends RosterRoom {
    private static final String OTHER_PHONE = "13912345678";

    @Autowired
    SomeCovers held;

    @Autowired
    Drafts drafts;

    @Autowired
    Insured insured;

    @Autowired
    ControlledClock clock;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    private final NewPerson who = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));

    @AfterEach
    void backToTheStart() {
        clock.set(ControlledClock.START);
    }

    @Test
    void aRowThatIsNotPaidForOpensNobody() throws Exception {
        Unit own = data.unit(DAYE);
        PersonId person = held.hospital(own, who);
        Actor officer = data.officer(data.unit(DAYE));
        enrol(officer, upload(officer, HEAD + asked(",1,,")));
        page(officer, person, status().isNotFound());
        search(officer, content().string(not(containsString(address(person)))));
        refused("not_found", () -> drafts.open(officer, person, EventKind.HOSPITAL, NOW));
        assertThat(insured.unit(TestData.FUND, person)).hasValue(own.id());
    }

    @Test
    void anOfficerSeesTheCoversOfTheOwnUnitOnly() throws Exception {
        Unit unit = data.unit(DAYE);
        PersonId person = held.hospital(unit, who);
        LocalDate since = LocalDate.of(2026, 1, 1);
        held.from(since, data.unit(DAYE), List.of(new Histories.Member(who, new PlanCode("critical"), 1, since)));
        Actor officer = data.officer(unit);
        search(officer, content().string(containsString(address(person))));
        page(officer, person, content().string(containsString("住院")));
        page(officer, person, content().string(not(containsString("重大疾病"))));
        page(county(), person, content().string(containsString("重大疾病")));
    }

    @Test
    void aUnitHasWhoLeftItForAYearMoreAndFollowsWhatItOpenedThen() throws Exception {
        Unit unit = data.unit(DAYE);
        PersonId person = coveredLastYear(unit);
        Actor officer = data.officer(unit);
        page(officer, person, status().isOk());
        CaseId opened = drafts.open(officer, person, EventKind.HOSPITAL, NOW);
        assertThat(drafts.current(officer, person, LocalDate.of(2027, 1, 2))
                        .orElseThrow()
                        .id())
                .isEqualTo(opened);
    }

    @Test
    void thenItHasThemNoMore() throws Exception {
        Unit unit = data.unit(DAYE);
        PersonId person = coveredLastYear(unit);
        Actor officer = data.officer(unit);
        LocalDate later = LocalDate.of(2027, 1, 2);
        clock.set(later.atTime(9, 0));
        page(officer, person, status().isNotFound());
        search(officer, content().string(not(containsString(address(person)))));
        refused("not_found", () -> drafts.current(officer, person, later));
        refused("not_found", () -> drafts.open(officer, person, EventKind.HOSPITAL, clock.now()));
        page(county(), person, status().isOk());
    }

    private PersonId coveredLastYear(Unit unit) {
        LocalDate before = LocalDate.of(2025, 1, 1);
        return held.from(before, unit, List.of(hospital(who, before)));
    }

    private static Histories.Member hospital(NewPerson person, LocalDate since) {
        return new Histories.Member(person, HOSPITAL, 1, since);
    }

    /** Their row with another phone. */
    private String asked(String units) {
        return who.name() + "," + who.id().number() + ",," + OTHER_PHONE + "," + units + "\n";
    }

    private Actor county() {
        return data.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
    }

    private static String address(PersonId person) {
        return "\"/people/" + person.value() + '"';
    }

    private void page(Actor actor, PersonId person, ResultMatcher expected) throws Exception {
        mvc.perform(get("/people/" + person.value()).with(visits.of(actor))).andExpect(expected);
    }

    private void search(Actor actor, ResultMatcher expected) throws Exception {
        mvc.perform(post("/search").param("q", who.id().number()).with(csrf()).with(visits.of(actor)))
                .andExpect(expected);
    }
}
