package org.tongzhou.hospital;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.DirectBenefits;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.hospital.Reporting.House;
import org.tongzhou.hospital.Reporting.Stay;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What facts about reported stays have in common: a house that reports, a member whose stay it is, what is kept. */
@RoomTest
abstract class ReportRoom {
    static final String COUNTY = "/42/4202/420281/";

    static final String SETTLEMENTS = "结算单号,医院,姓名,证件号,入院日期,出院日期,诊断,费用总额,统筹基金支付,其他支付,个人账户支付,个人现金支付,个人自付,个人自费\r\n";

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    Cases cases;

    @Autowired
    DirectBenefits direct;

    @Autowired
    Reporting reporting;

    @Autowired
    Discharges discharges;

    @Autowired
    SomeCovers held;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    /** A covered member who signs in. */
    record Member(NewPerson person, PersonId id, Actor actor) {
        Stay stay(String inScope) {
            return Stay.of(person.name(), person.id().number(), inScope);
        }
    }

    Member member() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        PersonId id = held.hospital(unit, person);
        return new Member(person, id, data.actor(Role.MEMBER, unit.path(), id));
    }

    ResultActions send(House house, byte[] bundle) throws Exception {
        return mvc.perform(post("/api/fhir")
                .with(house.credential())
                .contentType("application/fhir+json")
                .content(bundle));
    }

    static String reference() {
        return UUID.randomUUID().toString();
    }

    int kept(House house) {
        return jdbc.sql("""
                        select count(*) from hospital.discharge d join hospital.sender s on s.fund = d.fund and s.id = d.sender
                        where s.name = :name
                        """).param("name", house.name()).query(Integer.class).single();
    }

    Member consenting() {
        Member member = member();
        direct.consent(member.actor(), TestData.NOW);
        return member;
    }

    static String settlement(Member member) {
        return "S" + member.id().value() + ",大冶市人民医院," + member.person().name() + ","
                + member.person().id().number()
                + ",20260119,2026-02-03,胆囊结石 K80.2,\"1,000.00\",0,0,0,1000.00,1000.00,0\r\n";
    }

    static MockHttpServletRequestBuilder settlements(House office, String rows) {
        return post("/api/settlements")
                .with(office.credential())
                .contentType("text/csv")
                .content(SETTLEMENTS + rows);
    }

    List<Discharge> unclaimed(Actor actor) {
        return discharges.unclaimed(actor, discharges.mine(actor));
    }
}
