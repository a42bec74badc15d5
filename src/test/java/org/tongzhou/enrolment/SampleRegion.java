package org.tongzhou.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanSets;
import org.tongzhou.testing.TestData;

/** A fund of another region with plans of its own, in which every rule of joining occurs. */
@Component
public class SampleRegion {
    public static final FundId FUND = new FundId(61);
    public static final String PLANS = "src/test/resources/plans/region";
    private static final String COUNTY = "610102";
    private static final AtomicInteger NUMBERS = new AtomicInteger(40_000);

    private final Plans plans;
    private final Units units;
    private final UnitRegister register;
    private final People people;
    private final Histories histories;
    private final Starts starts;
    private final Rosters rosters;

    SampleRegion(
            Plans plans,
            Units units,
            UnitRegister register,
            People people,
            Histories histories,
            Starts starts,
            Rosters rosters) {
        this.plans = plans;
        this.units = units;
        this.register = register;
        this.people = people;
        this.histories = histories;
        this.starts = starts;
        this.rosters = rosters;
    }

    /** A unit that agreed on these shares, or on nothing. */
    public Unit unit(UnitKind kind, int staff, @Nullable FeeShares shares) {
        plans.accept(FUND, PlanSets.files(PLANS), TestData.NOW);
        int number = NUMBERS.getAndIncrement();
        NewUnit unit = new NewUnit(TestData.unitCode(number), "外地单位" + number, kind, COUNTY, staff, shares);
        UnitId id = register.register(admin(), unit, TestData.NOW);
        return units.get(FUND, id);
    }

    public Actor admin() {
        return actor(Role.ADMIN, "/61/", null);
    }

    public Actor officer(Unit unit) {
        return actor(Role.UNIT_OFFICER, unit.path(), unit.id());
    }

    private Actor actor(Role role, String path, @Nullable UnitId unit) {
        PersonId person =
                people.registerAll(FUND, List.of(person(40)), TestData.NOW).get(0);
        long user = 5_000_000L + NUMBERS.getAndIncrement();
        return new Actor(user, "user" + user, new Scope(FUND, path), Set.of(role), person, unit);
    }

    /** A man of this age on the day of the tests. */
    public static NewPerson person(int age) {
        return TestData.newPerson(Sex.MALE, TestData.TODAY.minusYears(age).minusDays(30));
    }

    /** Cover of a year from a day. */
    public Submission hold(Unit unit, NewPerson person, String plan, LocalDate from) {
        Submission taken = take(unit, person, plan, from);
        starts.activate(FUND, taken.id(), from.minusDays(1));
        return taken;
    }

    /** The same while it awaits its fee. */
    Submission take(Unit unit, NewPerson person, String plan, LocalDate from) {
        Histories.Member member = new Histories.Member(person, new PlanCode(plan), 1, null);
        return histories.takeOver(admin(), new Histories.History(unit.id(), from, List.of(member)), TestData.NOW);
    }

    public DraftId upload(Actor officer, String csv, LocalDate day) {
        try {
            Path file = Files.createTempFile("region", ".csv");
            Files.writeString(file, csv);
            DraftId draft = rosters.upload(officer, "名册.csv", file, at(day));
            Files.delete(file);
            return draft;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Enrolling asSeen(Actor officer, DraftId draft, LocalDate day) {
        DraftVerdict verdict = rosters.verdict(officer, draft, day);
        return new Enrolling(verdict.good(), verdict.fee(), null);
    }

    Submission enrol(Actor officer, DraftId draft, LocalDate day) {
        return rosters.enrol(officer, draft, asSeen(officer, draft, day), at(day));
    }

    public static Instant at(LocalDate day) {
        return day.atTime(9, 0).atZone(FundClock.ZONE).toInstant();
    }

    /** A heading, and for each person a line: {@code cells} by heading, the others blank. */
    public static String csv(List<String> headings, List<Map.Entry<NewPerson, Map<String, String>>> rows) {
        StringBuilder csv = new StringBuilder("姓名,证件号码,手机号," + String.join(",", headings) + "\n");
        for (Map.Entry<NewPerson, Map<String, String>> row : rows) {
            NewPerson person = row.getKey();
            csv.append(person.name()).append(',').append(person.id().number()).append(",13912345678");
            headings.forEach(heading -> csv.append(',').append(row.getValue().getOrDefault(heading, "")));
            csv.append('\n');
        }
        return csv.toString();
    }
}
