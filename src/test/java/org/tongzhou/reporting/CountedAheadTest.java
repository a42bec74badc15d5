package org.tongzhou.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.testing.TestData;

/** What rooms count ahead is what their rows say: at once where something changed, and again once a job has counted. */
@TestPropertySource(properties = "tongzhou.house=counted")
class CountedAheadTest extends XianningRoom {
    @Autowired
    List<CountedAhead> counts;

    @Autowired
    WorkingDays calendar;

    @Autowired
    List<Check> checks;

    @Test
    void countedAheadItIsTheSame() {
        markAll();
        Overview asked = city();
        assertThat(counts)
                .extracting(figures -> figures.countMarked(TestData.FUND))
                .hasSize(3)
                .doesNotContain(0);
        assertThat(countMarked()).as("marked").isZero();
        assertThat(city()).isEqualTo(asked);
    }

    private void markAll() {
        jdbc.sql("select enrolment.count_joined_anew(), claim.count_decided_anew(), payment.count_paid_anew()")
                .query(row -> {});
    }

    private void countAnew() {
        markAll();
        countMarked();
    }

    private int countMarked() {
        return counts.stream()
                .mapToInt(figures -> figures.countMarked(TestData.FUND))
                .sum();
    }

    /** Each change comes to counties that are counted, so that only its own mark can show it. */
    @Test
    void coversThatComeEndBeginAndGoShowAtOnceAndWhenCountedAnew() {
        countMarked();
        RegionFigures before = region(CHIBI);
        PersonId late = data.person();
        rows.cover(late, data.unit(CHIBI), "hospital", "2031-03-18", 8_000);
        assertShows(before.insured() + 1);
        end(late);
        assertShows(before.insured());
        jdbc.sql(
                        "update enrolment.cover set state = 'ACTIVE', cover = '[2031-03-18,2032-03-18)' where fund = 42 and person = :late")
                .param("late", late.value())
                .update();
        assertShows(before.insured() + 1);
        jdbc.sql("delete from enrolment.cover where fund = 42 and person = :late")
                .param("late", late.value())
                .update();
        assertShows(before.insured());
        assertThat(region(CHIBI)).isEqualTo(before);
    }

    private void end(PersonId person) {
        jdbc.sql("update enrolment.cover set state = 'CANCELLED', cover = null where fund = 42 and person = :person")
                .param("person", person.value())
                .update();
    }

    private void assertShows(long insured) {
        assertThat(region(CHIBI).insured()).as("asked live").isEqualTo(insured);
        assertThat(countMarked()).as("marked").isPositive();
        assertThat(region(CHIBI).insured()).as("counted anew").isEqualTo(insured);
    }

    @Test
    void aFirstDecisionShowsAtOnceAndGoesWithItsClaim() {
        countMarked();
        RegionFigures before = region(JIAYU);
        long claim = rows.decided(data.person(), data.unit(JIAYU), "2031-03-17", "2031-03-20", List.of(), List.of());
        assertDecided(before.decided() + 1, before.workingDays() + 3);
        rows.step(claim, 2, "PAID_AGAIN", "APPROVED", "2031-03-28");
        assertThat(countMarked()).as("what comes after the first decision").isZero();
        jdbc.sql("update claim.claim set state = 'WITHDRAWN' where fund = 42 and id = :id")
                .param("id", claim)
                .update();
        rows.step(claim, 3, "WITHDRAWN", "WITHDRAWN", "2031-03-31");
        assertDecided(before.decided(), before.workingDays());
    }

    /** As when hundreds are paid without asking: each county is marked by whichever of the rows changes it. */
    @Test
    void decisionsWrittenTogetherMarkEachTheirCounty() {
        countMarked();
        RegionFigures jiayu = region(JIAYU);
        RegionFigures chibi = region(CHIBI);
        long first = rows.claim(data.person(), data.unit(JIAYU), "2031-03-17");
        long second = rows.claim(data.person(), data.unit(CHIBI), "2031-03-17");
        long third = rows.claim(data.person(), data.unit(CHIBI), "2031-03-17");
        rows.steps(List.of(first, second, third), 1, "APPROVED", "APPROVED", "2031-03-18");
        assertThat(region(JIAYU).decided()).isEqualTo(jiayu.decided() + 1);
        assertThat(region(CHIBI).decided()).isEqualTo(chibi.decided() + 2);
        assertThat(countMarked()).as("marked").isEqualTo(2);
        rows.steps(List.of(first, second, third), 2, "PAID_AGAIN", "APPROVED", "2031-03-19");
        assertThat(countMarked()).as("what comes after first decisions").isZero();
    }

    @Test
    void aRefusalShowsAtOnceAsWell() {
        countMarked();
        RegionFigures before = region(JIAYU);
        rows.refused(data.person(), data.unit(JIAYU), "2031-03-17", "2031-03-19");
        assertDecided(before.decided() + 1, before.workingDays() + 2);
    }

    /** Announced on a Monday, objected to on the Thursday, granted on the seventh working day after that. */
    @Test
    void whoObjectsToWhatWasAnnouncedIsPromisedAnAnswerFromThatDay() {
        countMarked();
        RegionFigures before = region(JIAYU);
        long claim = rows.claim(data.person(), data.unit(JIAYU), "2031-03-03");
        rows.objected(claim, "2031-03-06");
        rows.step(claim, 1, "APPROVED", "APPROVED", "2031-03-17");
        assertDecided(before.decided() + 1, before.workingDays() + 7);
    }

    private void assertDecided(long claims, long days) {
        assertThat(region(JIAYU).decided()).as("asked live").isEqualTo(claims);
        assertThat(region(JIAYU).workingDays()).as("asked live").isEqualTo(days);
        assertThat(countMarked()).as("marked").isEqualTo(1);
        assertThat(region(JIAYU).decided()).as("counted anew").isEqualTo(claims);
        assertThat(region(JIAYU).workingDays()).as("counted anew").isEqualTo(days);
    }

    @Test
    void whatTheBankPaysAndSendsBackShowsAtOnce() {
        countMarked();
        Money before = region(JIAYU).paid();
        long id = rows.paid(data.person(), data.unit(JIAYU), "accident", "2031-03-18", 700);
        assertPaid(before.plus(Money.ofFen(700)));
        rows.move(id, "PAID", "RETURNED", LocalDate.parse("2031-03-19"));
        assertPaid(before);
    }

    private void assertPaid(Money paid) {
        assertThat(region(JIAYU).paid()).as("asked live").isEqualTo(paid);
        assertThat(countMarked()).as("marked").isEqualTo(1);
        assertThat(region(JIAYU).paid()).as("counted anew").isEqualTo(paid);
    }

    @Test
    void theDatabaseCountsWorkingDaysAsTheCalendarDoes() {
        LocalDate first = LocalDate.of(2019, 12, 31);
        LocalDate last = LocalDate.of(2032, 1, 1);
        assertThat(jdbc.sql("""
                        select d.day::date from generate_series(:first::date, :last::date, interval '1 day') d (day),
                            lateral claim.working_days((d.day - interval '1 day')::date, d.day::date) w
                        where w.days = 1 order by 1
                        """)
                        .param("first", first)
                        .param("last", last)
                        .query(LocalDate.class)
                        .list())
                .isEqualTo(first.datesUntil(last.plusDays(1))
                        .filter(calendar::isWorking)
                        .toList());
    }

    @Test
    void anotherCalendarMakesCountsOld() {
        countMarked();
        List<LocalDate> apart = jdbc.sql("select day from claim.day_apart")
                .query(LocalDate.class)
                .list();
        List<LocalDate> more = Stream.concat(apart.stream(), Stream.of(LocalDate.parse("2031-03-05")))
                .toList();
        keep(more);
        assertThat(region(CHIBI).workingDays()).as("asked live").isEqualTo(2 + 8);
        assertThat(countMarked()).as("marked").isPositive();
        assertThat(region(CHIBI).workingDays()).as("counted anew").isEqualTo(2 + 8);
        keep(apart);
        countMarked();
        keep(apart);
        assertThat(countMarked()).as("the same calendar").isZero();
        assertThat(region(CHIBI).workingDays()).isEqualTo(3 + 9);
    }

    private void keep(List<LocalDate> apart) {
        jdbc.sql("select claim.keep_calendar(:apart::date[])")
                .param("apart", apart.stream().map(LocalDate::toString).toArray(String[]::new))
                .query(row -> {});
    }

    @Test
    void aCountThatTheRowsDoNotBearIsFound() {
        countAnew();
        assertThat(found()).isEmpty();
        for (String change : List.of(
                "enrolment.joined set people = people + 1",
                "claim.decided set claims = claims + 1",
                "payment.paid set payments = payments + 1")) {
            jdbc.sql("update " + change + " where county = '/42/4212/421281/' and year = 2031")
                    .update();
        }
        assertThat(found())
                .extracting(Check.Finding::place, Check.Finding::details)
                .containsExactly(
                        tuple("claim.decided /42/4212/421281/ 2031", List.of("3", "2", "1")),
                        tuple("claim.decided /42/4212/421281/ 2031", List.of("9", "2", "1")),
                        tuple("enrolment.joined /42/4212/421281/ 2031-2", List.of("2", "1", "18000", "18000")),
                        tuple("enrolment.joined /42/4212/421281/ 2031-3", List.of("3", "2", "16000", "16000")),
                        tuple("payment.paid /42/4212/421281/ 2031-2 hospital", List.of("2", "1", "12050", "12050")),
                        tuple("payment.paid /42/4212/421281/ 2031-3 critical", List.of("2", "1", "30000", "30000")));
        countAnew();
        assertThat(found()).isEmpty();
    }

    @Test
    void aSumThatIsWrongOrMissingOrOfNoPaymentIsFound() {
        countAnew();
        jdbc.sql("""
                update payment.paid set
                    month = case month when 3 then 5 else month end,
                    amount_fen = case month when 2 then amount_fen + 1 else amount_fen end
                where county = '/42/4212/421281/' and year = 2031
                """).update();
        assertThat(found())
                .extracting(Check.Finding::place, Check.Finding::details)
                .containsExactly(
                        tuple("payment.paid /42/4212/421281/ 2031-2 hospital", List.of("1", "1", "12051", "12050")),
                        tuple("payment.paid /42/4212/421281/ 2031-3 critical", List.of("0", "1", "0", "30000")),
                        tuple("payment.paid /42/4212/421281/ 2031-5 critical", List.of("1", "0", "30000", "0")));
        countAnew();
        assertThat(found()).isEmpty();
    }

    private List<Check.Finding> found() {
        return checks.stream()
                .filter(check ->
                        counts.stream().anyMatch(figures -> figures.name().equals(check.name())))
                .sorted(Comparator.comparing(Check::name))
                .flatMap(check -> check.run(TestData.FUND).stream())
                .toList();
    }
}
