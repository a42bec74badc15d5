package org.tongzhou.contribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Bills of people with the hospital plan alone: 95 yuan each. */
@Component
public class SomeBills {
    private static final LocalDate BIRTH = LocalDate.of(1985, 6, 15);
    private static final PlanCode HOSPITAL = new PlanCode("hospital");

    private final Bills bills;
    private final Rosters rosters;
    private final Histories histories;
    private final TestData some;
    private final JdbcClient jdbc;

    SomeBills(Bills bills, Rosters rosters, Histories histories, TestData some, JdbcClient jdbc) {
        this.bills = bills;
        this.rosters = rosters;
        this.histories = histories;
        this.some = some;
        this.jdbc = jdbc;
    }

    /** Of cover taken over, which needs no file to be read; it starts on a day of its own. */
    public Bill of(Unit unit, int people) {
        return bills.takeOver(some.actor(Role.ADMIN, TestData.PROVINCE), history(unit, people), TestData.NOW);
    }

    /** The same not yet billed. */
    Submission submission(Unit unit, int people) {
        return histories.takeOver(some.actor(Role.ADMIN, TestData.PROVINCE), history(unit, people), TestData.NOW);
    }

    private static Histories.History history(Unit unit, int people) {
        List<Histories.Member> members = IntStream.range(0, people)
                .mapToObj(i -> new Histories.Member(TestData.newPerson(Sex.MALE, BIRTH), HOSPITAL, 1, null))
                .toList();
        return new Histories.History(unit.id(), TestData.TODAY, members);
    }

    /** Of a roster that was uploaded; its cover starts the day after the fee is in. */
    public Bill ofRoster(Unit unit, int people) {
        Actor officer = some.officer(unit);
        return bills.enrol(officer, draft(officer, people), seen(people), TestData.NOW);
    }

    static Enrolling seen(int people) {
        return new Enrolling(people, Money.ofYuan(95L * people), null);
    }

    /** The same of somebody else too, who was born on another day. */
    Bill ofRosterWith(Unit unit, int people, LocalDate born) {
        Actor officer = some.officer(unit);
        return bills.enrol(
                officer, draft(officer, rows(people, BIRTH) + rows(1, born)), seen(people + 1), TestData.NOW);
    }

    /** The same, whose people hold so many units of the plan against critical illness beside it, at 45 yuan each. */
    Bill ofRosterBeside(Unit unit, int... critical) {
        Actor officer = some.officer(unit);
        String rows = IntStream.of(critical)
                .mapToObj(units -> person(BIRTH) + ",1," + units + "\n")
                .collect(Collectors.joining());
        DraftId draft = draft(officer, "姓名,证件号码,手机号,住院医疗,重大疾病\n", rows);
        Money fee = Money.ofYuan(
                95L * critical.length + 45L * IntStream.of(critical).sum());
        return bills.enrol(officer, draft, new Enrolling(critical.length, fee, null), TestData.NOW);
    }

    DraftId draft(Actor officer, int people) {
        return draft(officer, rows(people, BIRTH));
    }

    private static String rows(int people, LocalDate born) {
        return IntStream.range(0, people).mapToObj(i -> person(born) + ",1\n").collect(Collectors.joining());
    }

    private static String person(LocalDate born) {
        return "张三," + TestData.residentId(Sex.MALE, born).number() + ",13912345678";
    }

    /** Three months of cover against accidents, from a day that is named, of one person; it ends before another begins. */
    Bill ofThreeMonths(Unit unit, String number, LocalDate from) {
        Actor officer = some.officer(unit);
        DraftId draft = draft(officer, "姓名,证件号码,手机号,短期意外\n", "张三," + number + ",13912345678,1\n");
        rosters.nameDay(officer, draft, from, TestData.NOW);
        return bills.enrol(officer, draft, new Enrolling(1, Money.ofYuan(15), from), TestData.NOW);
    }

    private DraftId draft(Actor officer, String rows) {
        return draft(officer, "姓名,证件号码,手机号,住院医疗\n", rows);
    }

    private DraftId draft(Actor officer, String head, String rows) {
        try {
            Path file = Files.createTempFile("roster", ".csv");
            Files.writeString(file, head + rows);
            DraftId draft = rosters.upload(officer, "名册.csv", file, TestData.NOW);
            Files.delete(file);
            return draft;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** First days of the covers that a bill has started. */
    List<LocalDate> coverStarts(Bill bill) {
        return jdbc.sql("select lower(cover) from enrolment.cover where submission = ? and state = 'ACTIVE'")
                .param(bill.submission().value())
                .query(LocalDate.class)
                .list();
    }
}
