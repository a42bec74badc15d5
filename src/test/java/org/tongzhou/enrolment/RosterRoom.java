package org.tongzhou.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What facts about rosters and their covers have in common: a roster of a few lines, its officer, the people in it. */
@RoomTest
abstract class RosterRoom {
    static final Instant NOW = TestData.NOW;
    static final LocalDate TODAY = TestData.TODAY;
    static final String HEAD = "姓名,证件号码,性别,手机号,住院医疗,重大疾病,女职工特病,意外伤害\n";
    static final PlanCode HOSPITAL = new PlanCode("hospital");

    @Autowired
    Rosters rosters;

    @Autowired
    Covers covers;

    @Autowired
    Starts starts;

    @Autowired
    People people;

    @Autowired
    UnitClosing closing;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    DraftId upload(Actor officer, String csv) throws IOException {
        Path file = Files.writeString(folder.resolve(officer.userId() + ".csv"), csv);
        return rosters.upload(officer, "名册.csv", file, NOW);
    }

    static String line(ResidentId id, String units) {
        return "张三," + id.number() + ",,13912345678," + units + "\n";
    }

    static ResidentId man() {
        return TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));
    }

    Enrolling asSeen(Actor officer, DraftId draft, LocalDate today) {
        DraftVerdict verdict = rosters.verdict(officer, draft, today);
        return new Enrolling(verdict.good(), verdict.fee(), null);
    }

    Submission enrol(Actor officer, DraftId draft) {
        return rosters.enrol(officer, draft, asSeen(officer, draft, TODAY), NOW);
    }

    long coversOf(Unit unit) {
        return jdbc.sql("select count(*) from enrolment.enrolled where unit = :unit")
                .param("unit", unit.id().value())
                .query(Long.class)
                .single();
    }

    /** These by their own hand, or with nobody named all. */
    Submissions.Leavers leavers(PersonId... people) {
        PersonId by = people.length == 0 ? new PersonId(1) : people[0];
        return new Submissions.Leavers(Set.of(people), people.length == 0, by);
    }

    PersonId person(ResidentId id) {
        return people.find(TestData.FUND, id).orElseThrow();
    }
}
