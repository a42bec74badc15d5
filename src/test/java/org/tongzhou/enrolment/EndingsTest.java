package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Who is told that a cover ends: thirty days before its last one, once, unless something goes on for it. */
class EndingsTest extends RosterRoom {
    private static final LocalDate FROM = LocalDate.of(2025, 6, 4);
    private static final LocalDate LAST = LocalDate.of(2026, 6, 3);
    private static final Instant THE_DAY = at(LAST.minusDays(Endings.DAYS_BEFORE));

    @Autowired
    Endings endings;

    @Autowired
    SomeCovers held;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void thirtyDaysBeforeTheLastOneItIsToldOnce() {
        PersonId member = held.from(FROM, data.unit(TestData.DAYE), List.of(member("hospital")));
        tellAll(at(LAST.minusDays(Endings.DAYS_BEFORE + 1)));
        assertThat(told(member)).isEmpty();
        tellAll(THE_DAY);
        tellAll(at(LAST));
        assertThat(told(member)).containsExactly("住院医疗 2026-06-03");
    }

    @Test
    void whatEndsOnOneDayIsOneMessage() {
        NewPerson person = person();
        PersonId member = held.from(
                FROM, data.unit(TestData.DAYE), List.of(member(person, "critical"), member(person, "hospital")));
        tellAll(THE_DAY);
        assertThat(told(member)).containsExactly("住院医疗、重大疾病 2026-06-03");
    }

    @Test
    void afterItHasEndedNobodyIsTold() {
        PersonId member = held.from(FROM, data.unit(TestData.DAYE), List.of(member("hospital")));
        tellAll(at(LAST.plusDays(1)));
        assertThat(told(member)).isEmpty();
    }

    @Test
    void whoHasTheNextTermIsToldOfTheOtherPlanOnly() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson person = person();
        PersonId member = held.from(FROM, unit, List.of(member(person, "hospital"), member(person, "accident")));
        held.from(LAST.plusDays(1), unit, List.of(member(person, "hospital")));
        tellAll(THE_DAY);
        assertThat(told(member)).containsExactly("意外伤害 2026-06-03");
    }

    @Test
    void whoAwaitsTheNextTermIsNotTold() throws IOException {
        LocalDate from = TODAY.minusYears(1).plusDays(10);
        Unit unit = data.unit(TestData.DAYE);
        ResidentId renewing = man();
        ResidentId leaving = man();
        held.from(from, unit, List.of(member(named(renewing), "hospital"), member(named(leaving), "hospital")));
        Actor officer = data.officer(unit);
        enrol(officer, upload(officer, HEAD + line(renewing, "1,,,")));
        tellAll(NOW);
        assertThat(told(person(renewing))).isEmpty();
        assertThat(told(person(leaving))).hasSize(1);
    }

    @Test
    void whatBrokeOffIsToldWhollyTheNextTimeAndPartByPart() {
        List<PersonId> members = Stream.generate(
                        () -> held.from(FROM, data.unit(TestData.DAYE), List.of(member("hospital"))))
                .limit(3)
                .toList();
        transaction.executeWithoutResult(killed -> {
            endings.tell(TestData.FUND, THE_DAY, 1_000);
            killed.setRollbackOnly();
        });
        assertThat(members).allSatisfy(member -> assertThat(told(member)).isEmpty());
        while (endings.tell(TestData.FUND, THE_DAY, 1) >= 0) {
            assertThat(members.stream().mapToInt(member -> told(member).size()).sum())
                    .isLessThanOrEqualTo(3);
        }
        assertThat(members).allSatisfy(member -> assertThat(told(member)).hasSize(1));
    }

    @Test
    void whatAnotherInstanceTellsIsPassedOver() {
        PersonId member = held.from(FROM, data.unit(TestData.DAYE), List.of(member("hospital")));
        transaction.executeWithoutResult(telling -> {
            endings.tell(TestData.FUND, THE_DAY, 1_000);
            TransactionTemplate beside =
                    new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
            beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            beside.executeWithoutResult(other -> {
                jdbc.sql("set local lock_timeout = '2s'").update();
                assertThat(endings.tell(TestData.FUND, THE_DAY, 1_000)).isNegative();
            });
        });
        assertThat(told(member)).hasSize(1);
    }

    @Test
    void aSubmissionIsNotedOnceForADayOnWhichItEnds() {
        held.from(FROM, data.unit(TestData.DAYE), List.of(member("hospital")));
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into enrolment.ending (fund, submission, ends)
                                select fund, submission, ends from enrolment.ending limit 1
                                """).update()).isInstanceOf(DuplicateKeyException.class);
    }

    private void tellAll(Instant now) {
        int told = 0;
        while (told >= 0) {
            told = endings.tell(TestData.FUND, now, 1_000);
        }
    }

    private List<String> told(PersonId person) {
        return jdbc.sql("""
                        select split_part(args[1], chr(31), 1) || ' ' || args[2] from notice.message
                        where person = :person and template = 'notice.cover.ending' order by id
                        """).param("person", person.value()).query(String.class).list();
    }

    private static NewPerson person() {
        return TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
    }

    private static NewPerson named(ResidentId id) {
        return new NewPerson("张三", id, "13912345678", null);
    }

    private static Histories.Member member(String plan) {
        return member(person(), plan);
    }

    private static Histories.Member member(NewPerson person, String plan) {
        return new Histories.Member(person, new PlanCode(plan), 1, null);
    }

    private static Instant at(LocalDate day) {
        return day.atTime(9, 0).atZone(FundClock.ZONE).toInstant();
    }
}
