package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.FactField;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.hospital.Reporting.House;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Whose a reported stay is, and whose it may be. */
@RoomTest
class MatchingTest {
    @Autowired
    Matching matching;

    @Autowired
    Discharges discharges;

    @Autowired
    Reporting reporting;

    @Autowired
    Senders senders;

    @Autowired
    SomeCovers held;

    @Autowired
    People people;

    @Autowired
    TestData data;

    @Test
    void hospitalsWriteANameAsBanksAndRostersMay() {
        assertThat(Matching.isSame("劉　德华", "刘德华")).isTrue();
        assertThat(Matching.isSame("古丽•买买提", "古丽·买买提")).isTrue();
        assertThat(Matching.difference("劉德华", "刘德华")).isEmpty();
        assertThat(Matching.difference("劉德化", "刘德华")).contains(new Candidate.Letter(3, "化", "华"));
    }

    @Test
    void oneLetterThatDiffersIsNamedAndNoMoreOfAName() {
        assertThat(Matching.difference("史 宏兰", "史红兰")).contains(new Candidate.Letter(2, "宏", "红"));
        assertThat(Matching.difference("古丽·买买提", "古力买买提")).contains(new Candidate.Letter(2, "丽", "力"));
        for (String[] names : new String[][] {{"王强", "王刚"}, {"欧阳·慧", "欧阳慧"}, {"张三丰", "李四丰"}, {"王小强", "王强"}}) {
            assertThat(Matching.difference(names[0], names[1])).isEmpty();
        }
    }

    @Test
    void aStayWithoutANumberIsKeptForWhoeverIsCalledSoHoweverTheDotIsWritten() {
        held.hospital(data.unit(TestData.DAYE), called("阿依古丽·买买提"));
        for (String reported : new String[] {"阿依古丽·买买提", "阿依古丽•买买提", " 阿依古丽・买 买提"}) {
            ReportedStay stay = new ReportedStay(
                    "", reported, null, Map.of(FactField.ADMITTED, "2026-01-19", FactField.DISCHARGED, "2026-02-03"));
            assertThat(matching.match(TestData.FUND, stay)).as(reported).isPresent();
        }
    }

    /** Of the commonest name a province has more members than are looked up at a time. */
    @Test
    void amongMoreThanAThousandOfOneNameTheMemberIsKeptAndFound() {
        String name = "张伟" + Long.toString(System.nanoTime(), 36);
        people.registerAll(
                TestData.FUND,
                Stream.generate(() -> called(name)).limit(People.PAGE).toList(),
                TestData.NOW);
        Unit unit = data.unit(TestData.DAYE);
        PersonId member = held.hospital(unit, called(name));
        ReportedStay stay = new ReportedStay(
                "", name, null, Map.of(FactField.ADMITTED, "2026-01-19", FactField.DISCHARGED, "2026-02-03"));
        assertThat(matching.match(TestData.FUND, stay))
                .contains(new DischargeStore.Match(null, Discharge.Why.NO_IDENTITY));
        House house = reporting.hospital("/42/4202/420281/", true);
        Discharge waiting = new Discharge(
                1,
                senders.of(house.program()),
                TestData.NOW,
                Discharge.State.UNMATCHED,
                Discharge.Why.NO_IDENTITY,
                null,
                name,
                null,
                stay.facts(),
                false);
        Actor county = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        assertThat(discharges.candidates(county, List.of(waiting)).get(waiting.id()))
                .extracting(one -> one.card().id())
                .containsExactly(member);
    }

    private static NewPerson called(String name) {
        NewPerson fresh = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        return new NewPerson(name, fresh.id(), fresh.phone(), fresh.card());
    }
}
