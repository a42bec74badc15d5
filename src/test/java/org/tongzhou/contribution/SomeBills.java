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
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** Bills of real rosters, each person with the hospital plan alone: 95 yuan. */
@Component
class SomeBills {
    private static final LocalDate BIRTH = LocalDate.of(1985, 6, 15);

    private final Bills bills;
    private final Rosters rosters;
    private final TestData some;
    private final JdbcClient jdbc;

    SomeBills(Bills bills, Rosters rosters, TestData some, JdbcClient jdbc) {
        this.bills = bills;
        this.rosters = rosters;
        this.some = some;
        this.jdbc = jdbc;
    }

    Bill of(Unit unit, int people) {
        Actor officer = some.officer(unit);
        return bills.enrol(officer, draft(officer, people), seen(people), TestData.NOW);
    }

    static Enrolling seen(int people) {
        return new Enrolling(people, Money.ofYuan(95L * people), null);
    }

    DraftId draft(Actor officer, int people) {
        String rows = IntStream.range(0, people)
                .mapToObj(i -> "张三," + TestData.residentId(Sex.MALE, BIRTH).number() + ",13912345678,1\n")
                .collect(Collectors.joining());
        try {
            Path file = Files.createTempFile("roster", ".csv");
            Files.writeString(file, "姓名,证件号码,手机号,住院医疗\n" + rows);
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
