package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.enrolment.Imports.Imported;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.TestData;

/** Rows of a province's file are judged beside the import, over a connection of their own: what that sees, and what not. */
class ImportJudgingTest extends RosterRoom {
    private static final String UNIT_HEAD = "统一社会信用代码," + HEAD;

    /** More rows than one chunk holds, of a unit that nobody knows. */
    private static final String A_CHUNK = (TestData.unitCode(999_999_998) + "," + line(man(), "1,,,")).repeat(10_000);

    @Autowired
    Imports imports;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    SomeCovers held;

    @Autowired
    SampleRegion region;

    private final AtomicInteger chunks = new AtomicInteger();

    private Imported run(String rows) throws IOException {
        return run(data.actor(Role.ADMIN, TestData.PROVINCE), UNIT_HEAD + rows);
    }

    private Imported run(Actor admin, String csv) throws IOException {
        Imports.Request request =
                new Imports.Request("province.csv", Files.writeString(folder.resolve("province.csv"), csv), null);
        return imports.enrol(admin, request, bills -> {}, (read, people) -> chunks.incrementAndGet() > 0, NOW);
    }

    private static String row(Unit unit, ResidentId id) {
        return unit.code() + "," + line(id, "1,,,");
    }

    @Test
    void whoStandsInTheFileTwiceIsFoundInTheSameChunkAndInALaterOne() throws IOException {
        Unit first = data.unit(TestData.DAYE);
        Unit near = data.unit(TestData.DAYE);
        Unit far = data.unit(TestData.DAYE);
        ResidentId man = man();
        Imported done = run(row(first, man) + row(near, man) + A_CHUNK + row(far, man) + row(far, man()));
        assertThat(chunks).hasValue(2);
        assertThat(done.bad()).isEqualTo(Map.of(RowCode.DUPLICATE_IN_FILE, 2L, RowCode.UNIT_UNKNOWN, 10_000L));
        assertThat(done.people()).isEqualTo(2);
        assertThat(coversOf(first)).isOne();
        assertThat(coversOf(near)).isZero();
        assertThat(coversOf(far)).as("the other of its people").isOne();
    }

    /** Nothing of it can be seen before the commit; what the database keeps of people stands behind that. */
    @Test
    void whatItsOwnTransactionHasWrittenIsNotSeenAndWhatIsCommittedIs() throws IOException {
        ResidentId man = man();
        Unit elsewhere = data.unit(TestData.DAYE);
        Actor officer = data.officer(elsewhere);
        DraftId draft = upload(officer, HEAD + line(man, "1,,,"));
        String rows = row(data.unit(TestData.DAYE), man);
        transaction.executeWithoutResult(status -> {
            enrol(officer, draft);
            assertThatThrownBy(() -> run(rows)).isInstanceOf(DataIntegrityViolationException.class);
            status.setRollbackOnly();
        });
        assertThat(coversOf(elsewhere)).isZero();
        enrol(officer, draft);
        refused("roster_nobody_to_enrol", () -> run(rows));
    }

    /** As if there were no people yet: whose plans are made before they come would read all of them for each. */
    @Test
    void thePlannerLearnsOfPeopleWhileTheyComeIn() {
        Unit unit = data.unit(TestData.DAYE);
        String rows = Stream.generate(() -> row(unit, man())).limit(60).collect(Collectors.joining());
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update pg_class set reltuples = 0 where oid = 'person.person'::regclass")
                    .update();
            assertThatCode(() -> run(rows)).doesNotThrowAnyException();
            assertThat(jdbc.sql("select reltuples from pg_class where oid = 'person.person'::regclass")
                            .query(Double.class)
                            .single())
                    .isGreaterThanOrEqualTo(60);
            status.setRollbackOnly();
        });
    }

    /** Of a file as of a unit's roster: the age is that of the day on which each begins, at the old expiry or tomorrow. */
    @Test
    void whoRenewsInAFileIsAsOldAsOnTheDayOfTheRenewal() throws IOException {
        for (int days : new int[] {40, -20}) {
            LocalDate expiry = TestData.TODAY.plusDays(days);
            Unit unit = data.unit(TestData.DAYE);
            ResidentId sixty = born(expiry.minusYears(61).plusDays(1));
            ResidentId older = born(expiry.minusYears(61));
            for (ResidentId id : List.of(sixty, older)) {
                NewPerson known = new NewPerson("张三", id, "13912345678", null);
                held.from(expiry.minusYears(1), unit, List.of(new Histories.Member(known, HOSPITAL, 1, null)));
            }
            Imported done = run(row(unit, sixty) + row(unit, older) + row(unit, man()));
            assertThat(done.bad()).as("%d", days).isEqualTo(Map.of(RowCode.TOO_OLD, 1L));
            assertThat(done.people()).isEqualTo(2);
            assertThat(covers.of(TestData.FUND, person(sixty))).hasSize(2);
            assertThat(covers.of(TestData.FUND, person(older))).hasSize(1);
        }
    }

    /** Of a file as of a unit's roster: what excludes a renewal is what ran on when it begins, at the old expiry. */
    @Test
    void whoRenewsInAFileIsHeldAgainstWhatTheyHeldOnTheDayOfTheRenewal() throws IOException {
        Unit unit = region.unit(UnitKind.ENTERPRISE, 50, null);
        NewPerson between = SampleRegion.person(40);
        NewPerson after = SampleRegion.person(40);
        LocalDate earlier = TestData.TODAY.minusDays(20).minusYears(1);
        LocalDate later = TestData.TODAY.minusDays(9).minusYears(1);
        region.hold(unit, between, "medical-old", earlier);
        region.hold(unit, between, "comprehensive", later);
        region.hold(unit, after, "medical-old", later);
        region.hold(unit, after, "comprehensive", earlier);
        Map<String, String> cells = Map.of("统一社会信用代码", unit.code(), "职业类别", "1", "住院互助", "1");
        String csv = SampleRegion.csv(
                List.of("统一社会信用代码", "职业类别", "住院互助"), List.of(Map.entry(between, cells), Map.entry(after, cells)));
        assertThat(run(region.admin(), csv).bad()).isEqualTo(Map.of(RowCode.HELD_PLAN_EXCLUDES, 1L));
    }

    private static ResidentId born(LocalDate day) {
        return TestData.residentId(Sex.MALE, day);
    }
}
