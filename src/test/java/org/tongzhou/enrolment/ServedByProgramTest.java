package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** The program of a unit finds, as its officer does, whom the unit serves: while a cover through it runs and for a year after. */
class ServedByProgramTest extends RosterRoom {
    private static final LocalDate LAST = TestData.TODAY.minusYears(1);

    private static final LocalDate SINCE = LocalDate.of(2025, 3, 1);

    @Autowired
    SomeCovers held;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    private final ResidentId id = man();
    private Unit unit;

    @BeforeEach
    void aUnit() {
        unit = data.unit(TestData.DAYE);
    }

    /** The last day of the only cover. */
    private void coveredUntil(LocalDate last) {
        NewPerson person = new NewPerson("张三", id, "13912345678", null);
        Histories.Member member = new Histories.Member(person, new PlanCode("accident"), 1, SINCE);
        long number = held.from(SINCE, unit, List.of(member)).value();
        LocalDate from = last.plusDays(1).minusYears(1);
        jdbc.sql(
                        "update enrolment.cover set cover = daterange(:from, :to), first_joined = :from, continuous_since = :from"
                                + " where fund = 42 and person = :person")
                .param("from", from)
                .param("to", last.plusDays(1))
                .param("person", number)
                .update();
    }

    private MockHttpServletResponse asked(Actor actor) throws Exception {
        return mvc.perform(post("/api/covers/search")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"id_number\":\"" + id.number() + "\"}")
                        .with(visits.program(actor)))
                .andReturn()
                .getResponse();
    }

    @Test
    void untilAYearAfterTheCoverItFindsThePerson() throws Exception {
        coveredUntil(LAST);
        MockHttpServletResponse found = asked(data.officer(unit));
        assertThat(found.getStatus()).isEqualTo(200);
        assertThat(found.getContentAsString(StandardCharsets.UTF_8)).contains("\"until\":\"" + LAST + "\"");
    }

    /** The identity number and the card are on it. */
    @Test
    void laterTheOfficerHasNoCertificateAndTheMemberStillDoes() throws Exception {
        coveredUntil(LAST.minusDays(1));
        PersonId person = people.find(TestData.FUND, id).orElseThrow();
        long cover = covers.of(TestData.FUND, person).get(0).number();
        assertThat(certificate(cover, data.officer(unit))).isEqualTo(404);
        assertThat(certificate(cover, data.actor(Role.MEMBER, unit.path(), person)))
                .isEqualTo(200);
    }

    @Test
    void untilAYearAfterTheCoverTheOfficerHasTheCertificate() throws Exception {
        coveredUntil(LAST);
        PersonId person = people.find(TestData.FUND, id).orElseThrow();
        assertThat(certificate(covers.of(TestData.FUND, person).get(0).number(), data.officer(unit)))
                .isEqualTo(200);
    }

    private int certificate(long cover, Actor actor) throws Exception {
        return mvc.perform(get("/covers/" + cover + "/certificate.pdf").with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    @Test
    void aBodyWithoutEndIsNotReadToItsEnd() throws Exception {
        coveredUntil(LAST);
        String body = "{\"id_number\":\"" + id.number() + "\"}" + " ".repeat(1 << 20);
        MockHttpServletResponse response = mvc.perform(post("/api/covers/search")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(visits.program(data.officer(unit))))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8)).contains("body_too_large", "1 MB");
    }

    @Test
    void laterItFindsNobodyAndAReviewerStillDoes() throws Exception {
        coveredUntil(LAST.minusDays(1));
        assertThat(asked(data.officer(unit)).getStatus()).isEqualTo(404);
        assertThat(asked(data.actor(Role.COUNTY_REVIEWER, TestData.PROVINCE)).getStatus())
                .isEqualTo(200);
    }
}
