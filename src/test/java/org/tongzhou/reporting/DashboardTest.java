package org.tongzhou.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Xianning (4212) with two counties in 2031, a year and a city that no other test writes into; every number is counted by hand. */
@RoomTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = "tongzhou.house=dashboard") // rows that no claim could have written, in a database of their own
class DashboardTest {
    private static final int YEAR = 2031;
    private static final Scope XIANNING = new Scope(TestData.FUND, "/42/4212/");
    private static final String CHIBI = "421281";
    private static final String JIAYU = "421221";
    private static final Instant NOW = Instant.parse("2031-03-20T02:00:00Z");
    private static final AtomicInteger NUMBERS = new AtomicInteger(1);

    @Autowired
    Figures figures;

    @Autowired
    TestData data;

    @Autowired
    Units units;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    List<CountedAhead> counts;

    @Autowired
    WorkingDays calendar;

    @Autowired
    List<Check> checks;

    private Actor manager;

    @BeforeAll
    void aYear() {
        manager = data.actor(Role.MANAGER, "/42/");
        units.aim(data.actor(Role.ADMIN, "/42/"), YEAR, Map.of(CHIBI, 2L, JIAYU, 4L), NOW);
        Unit chibi = data.unit(CHIBI);
        Unit jiayu = data.unit(JIAYU);
        PersonId one = data.person();
        PersonId two = data.person();
        PersonId three = data.person();
        cover(one, chibi, "hospital", "2031-02-01", 8_000);
        cover(one, chibi, "critical", "2031-02-01", 10_000);
        cover(two, chibi, "hospital", "2031-03-01", 8_000);
        cover(three, chibi, "hospital", "2031-03-05", 8_000);
        cover(two, jiayu, "accident", "2031-03-01", 3_000);
        cover(three, jiayu, "women", "2030-12-31", 8_000);
        policy(jiayu, "accident", 1_234);
        policy(jiayu, "women", 99_999);
        paid(one, chibi, "hospital", "2031-02-20", 12_050);
        paid(one, chibi, "critical", "2031-03-02", 30_000);
        paid(two, jiayu, "accident", "2030-12-30", 99_999);
        decided(one, chibi, "2031-03-03", "2031-03-06", List.of(), List.of());
        decided(two, chibi, "2031-03-03", "2031-03-14", List.of(), List.of());
        decided(two, jiayu, "2031-03-03", "2031-03-14", List.of("2031-03-04"), List.of("2031-03-11"));
    }

    @Test
    void participationIsCountedOnceAPersonACountyAgainstTheTarget() {
        RegionFigures chibi = region(CHIBI);
        assertThat(chibi.insured()).isEqualTo(3);
        assertThat(chibi.target()).isEqualTo(2);
        assertThat(chibi.reachedBp()).isEqualTo(15_000);
        assertThat(region(JIAYU).insured())
                .as("last year's cover is last year's")
                .isEqualTo(1);
        assertThat(region(JIAYU).reachedBp()).isEqualTo(2_500);
    }

    @Test
    void countedAheadItIsTheSame() {
        jdbc.sql("select enrolment.count_joined_anew(), claim.count_decided_anew(), payment.count_paid_anew()")
                .query(row -> {});
        Overview asked = city();
        assertThat(counts)
                .extracting(figures -> figures.countMarked(TestData.FUND))
                .hasSize(3)
                .doesNotContain(0);
        assertThat(countMarked()).as("marked").isZero();
        assertThat(city()).isEqualTo(asked);
    }

    private int countMarked() {
        return counts.stream()
                .mapToInt(figures -> figures.countMarked(TestData.FUND))
                .sum();
    }

    /** Each change comes to counties that are counted, so that only its own mark can show it. */
    @Test
    void coversThatComeEndAndBeginShowAtOnceAndWhenCountedAnew() {
        countMarked();
        RegionFigures before = region(CHIBI);
        PersonId late = data.person();
        cover(late, data.unit(CHIBI), "hospital", "2031-03-18", 8_000);
        assertShows(before.insured() + 1);
        end(late);
        assertShows(before.insured());
        jdbc.sql(
                        "update enrolment.cover set state = 'ACTIVE', cover = '[2031-03-18,2032-03-18)' where fund = 42 and person = :late")
                .param("late", late.value())
                .update();
        assertShows(before.insured() + 1);
        end(late);
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
        long claim = decided(data.person(), data.unit(JIAYU), "2031-03-17", "2031-03-20", List.of(), List.of());
        assertDecided(before.decided() + 1, before.workingDays() + 3);
        step(claim, 2, "PAID_AGAIN", "APPROVED", "2031-03-28");
        assertThat(countMarked()).as("what comes after the first decision").isZero();
        jdbc.sql("update claim.claim set state = 'WITHDRAWN' where fund = 42 and id = :id")
                .param("id", claim)
                .update();
        step(claim, 3, "WITHDRAWN", "WITHDRAWN", "2031-03-31");
        assertDecided(before.decided(), before.workingDays());
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
        long id = paid(data.person(), data.unit(JIAYU), "accident", "2031-03-18", 700);
        assertPaid(before.plus(Money.ofFen(700)));
        move(id, "PAID", "RETURNED", LocalDate.parse("2031-03-19"));
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
        jdbc.sql("select enrolment.count_joined_anew(), claim.count_decided_anew(), payment.count_paid_anew()")
                .query(row -> {});
        countMarked();
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
        jdbc.sql("select enrolment.count_joined_anew(), claim.count_decided_anew(), payment.count_paid_anew()")
                .query(row -> {});
        countMarked();
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

    @Test
    void feesPayoutsAndLossRatioAreThoseOfTheYear() {
        assertThat(region(CHIBI).fees()).isEqualTo(Money.ofFen(34_000));
        assertThat(region(CHIBI).paid()).isEqualTo(Money.ofFen(42_050));
        assertThat(region(CHIBI).benefits()).isEqualTo(2);
        assertThat(region(CHIBI).lossBp()).isEqualTo(12_368);
        assertThat(region(JIAYU).paid()).isEqualTo(Money.ZERO);
        assertThat(region(JIAYU).fees())
                .as("and what the policy costs beside its covers")
                .isEqualTo(Money.ofFen(4_234));
    }

    /** 3 March 2031 is a Monday. */
    @Test
    void daysPerClaimLeaveOutWeekendsAndTheWaitForPapers() {
        assertThat(region(CHIBI).workingDays()).isEqualTo(3 + 9);
        assertThat(region(CHIBI).daysTenths()).isEqualTo(60);
        assertThat(region(JIAYU).workingDays()).as("9 less the 5 of waiting").isEqualTo(4);
        assertThat(city().keptBp()).isEqualTo(6_667);
        assertThat(city().days()).containsExactly(0L, 0L, 0L, 1L, 1L, 0L, 0L, 0L, 0L, 1L, 0L);
    }

    @Test
    void monthsAndPlansAddUpToTheTotals() {
        assertThat(city().byMonth()).startsWith(0L, 1L, 3L, 0L).hasSize(12);
        assertThat(city().payouts().get("hospital")).startsWith(0L, 12_050L, 0L);
        assertThat(city().payouts().get("critical")).startsWith(0L, 0L, 30_000L);
        assertThat(city().total().insured()).isEqualTo(4);
        assertThat(city().units()).isEqualTo(2);
    }

    @Test
    void theProvinceSeesTheCityAsOneRegionWithTheSameSums() {
        RegionFigures xianning = figures.of(manager, Scope.province(TestData.FUND), YEAR, NOW).regions().stream()
                .filter(region -> region.code().equals("4212"))
                .findFirst()
                .orElseThrow();
        RegionFigures city = city().total();
        assertThat(xianning.insured()).isEqualTo(city.insured());
        assertThat(xianning.target()).isEqualTo(6);
        assertThat(xianning.paid()).isEqualTo(city.paid());
        assertThat(xianning.workingDays()).isEqualTo(16);
    }

    @Test
    void aManagerOfAnotherCitySeesNothingOfIt() {
        Actor other = data.actor(Role.MANAGER, "/42/4202/");
        assertThatThrownBy(() -> figures.of(other, XIANNING, YEAR, NOW)).isInstanceOf(Refusal.class);
        assertThat(figures.of(other, other.scope(), YEAR, NOW).total().insured())
                .isZero();
    }

    @Test
    void pageTablesAndFileShowTheSameNumbers() throws Exception {
        String page = body("/dashboard?year=2031&region=4212");
        assertThat(page).contains("赤壁", "150%", "嘉鱼", "25%", "420.50").doesNotContain("style=\"");
        assertThat(body("/dashboard?year=2031&region=4212&metric=days")).contains("6.0", "4.0");
        assertThat(body("/dashboard?year=2031&region=4212&view=table")).contains("340.00", "124%", "120.50", "300.00");
        assertThat(body("/dashboard.csv?year=2031&region=4212"))
                .contains(
                        "\"赤壁市\",\"421281\",\"2\",\"3\",\"150.00%\",\"340.00\",\"2\",\"420.50\",\"123.68%\",\"2\",\"6.0\"");
        assertThat(body("/dashboard?year=2031&region=421281")).contains("赤壁");
    }

    @Test
    void aYearThatIsNoneIsRefusedInWords() throws Exception {
        mvc.perform(get("/dashboard?year=abcd").with(visits.of(manager))).andExpect(status().isUnprocessableContent());
        mvc.perform(get("/dashboard?region=9999").with(visits.of(manager))).andExpect(status().isNotFound());
    }

    private String body(String path) throws Exception {
        return mvc.perform(get(path).with(visits.of(manager)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private Overview city() {
        return figures.of(manager, XIANNING, YEAR, NOW);
    }

    private RegionFigures region(String code) {
        return city().regions().stream()
                .filter(region -> region.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private void cover(PersonId person, Unit unit, String plan, String from, long feeFen) {
        jdbc.sql("""
                with s as (
                    insert into enrolment.submission (fund, unit, unit_path, kind, effective_day, people, total_fen, state,
                        enrolled_by, enrolled_at, matched_on)
                    values (42, :unit, :path, 'HISTORY', :from, 1, :fee, 'ACTIVE', :person, '2031-01-01', :from)
                    returning id)
                insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission, row_number,
                    fee_fen, state, cover, first_joined, continuous_since, waiting_until)
                select 42, :person, :plan, '2025', 1, :unit, :path, s.id, 1, :fee, 'ACTIVE',
                    daterange(:from, (:from + interval '1 year')::date), :from, :from, :from
                from s
                """)
                .param("unit", unit.id().value())
                .param("path", unit.path())
                .param("from", LocalDate.parse(from))
                .param("fee", feeFen)
                .param("person", person.value())
                .param("plan", plan)
                .update();
    }

    /** What the covers of a plan of a unit cost together beside each. */
    private void policy(Unit unit, String plan, long feeFen) {
        jdbc.sql("""
                insert into enrolment.policy (fund, submission, plan, per_policy_fen)
                select distinct fund, submission, plan, :fee::bigint from enrolment.cover
                where fund = 42 and unit = :unit and plan = :plan
                """)
                .param("unit", unit.id().value())
                .param("plan", plan)
                .param("fee", feeFen)
                .update();
    }

    private long paid(PersonId person, Unit unit, String plan, String day, long fen) {
        int number = NUMBERS.getAndIncrement();
        long id = jdbc.sql("""
                insert into payment.instruction (fund, cause, attempt, person, unit_path, plan, reference, payee, payee_index,
                    payable_from, amount_fen, end_to_end, created_at)
                values (42, :cause, 1, :person, :path, :plan, 'x', '', '', '2026-01-01', :fen, :e2e, '2031-01-01')
                returning id
                """)
                .param("cause", "dashboard:" + number)
                .param("person", person.value())
                .param("path", unit.path())
                .param("plan", plan)
                .param("fen", fen)
                .param("e2e", "DASHBOARD" + number)
                .query(Long.class)
                .single();
        String from = "DRAFTED";
        for (String state : List.of("APPROVED", "BATCHED", "SEALED", "RELEASED", "SENT", "PAID")) {
            move(id, from, state, state.equals("PAID") ? LocalDate.parse(day) : null);
            from = state;
        }
        return id;
    }

    private void move(long instruction, String from, String state, @Nullable LocalDate day) {
        jdbc.sql("""
                insert into payment.instruction_event (fund, instruction, from_state, state, at, value_date)
                values (42, :id, :from, :state, '2031-01-01', :day)
                """)
                .param("id", instruction)
                .param("from", from)
                .param("state", state)
                .param("day", day, java.sql.Types.DATE)
                .update();
    }

    private long decided(
            PersonId person, Unit unit, String accepted, String day, List<String> asked, List<String> supplied) {
        int number = NUMBERS.getAndIncrement();
        long id = jdbc.sql("""
                with c as (
                    insert into claim.event_case (fund, number, person, unit, unit_path, kind, state, event_day, facts,
                        opened_by, opened_at, saved_at, submitted_at)
                    values (42, :number, :person, :unit, :path, 'HOSPITAL', 'OPEN', '2031-03-01', '', :person,
                        '2031-03-01', '2031-03-01', '2031-03-01')
                    returning id)
                insert into claim.claim (fund, case_id, number, person, unit, unit_path, plan, plan_version, cover, lump_sum,
                    state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on, filed_at)
                select 42, c.id, :number, :person, :unit, :path, 'hospital', '2025', 1, false, 'APPROVED', 'COUNTY',
                    '{COUNTY}', false, 100, '', :accepted, :accepted, :accepted, '2031-03-01'
                from c returning id
                """)
                .param("number", "D" + number)
                .param("person", person.value())
                .param("unit", unit.id().value())
                .param("path", unit.path())
                .param("accepted", LocalDate.parse(accepted))
                .query(Long.class)
                .single();
        for (int i = 0; i < asked.size(); i++) {
            jdbc.sql("insert into claim.stop (fund, claim, asked_on, supplied_on, papers)"
                            + " values (42, :id, :asked, :supplied, '{x}')")
                    .param("id", id)
                    .param("asked", LocalDate.parse(asked.get(i)))
                    .param("supplied", LocalDate.parse(supplied.get(i)))
                    .update();
        }
        step(id, 1, "APPROVED", "APPROVED", day);
        return id;
    }

    private void step(long claim, int version, String verb, String state, String day) {
        jdbc.sql("""
                insert into claim.step (fund, claim, at, verb, level, state, person, actor_name, version, deciding, claimant,
                    claim_unit)
                select fund, id, :at, :verb, 'COUNTY', :state, 0, '样', :version, :deciding, person, unit
                from claim.claim where fund = 42 and id = :id
                """)
                .param("id", claim)
                .param("version", version)
                .param("verb", verb)
                .param("state", state)
                .param("deciding", version == 1)
                .param("at", java.time.OffsetDateTime.parse(day + "T10:00:00+08:00"))
                .update();
    }
}
