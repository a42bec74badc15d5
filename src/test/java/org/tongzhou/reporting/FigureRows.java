package org.tongzhou.reporting;

import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.organisation.Unit;

/** Writes covers, payments and decisions of a day as no claim could have written them. */
final class FigureRows {
    private static final AtomicInteger NUMBERS = new AtomicInteger(1);

    private final JdbcClient jdbc;

    FigureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void cover(PersonId person, Unit unit, String plan, String from, long feeFen) {
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

    /** So many people of the unit's county, counted ahead. */
    void joined(Unit unit, int year, long people) {
        jdbc.sql("""
                insert into enrolment.joined (fund, county, year, month, people, gig, fee_fen)
                values (42, enrolment.county_of(:path), :year, 2, :people, 0, 0)
                """)
                .param("path", unit.path())
                .param("year", year)
                .param("people", people)
                .update();
    }

    /** What the covers of a plan of a unit cost together beside each. */
    void policy(Unit unit, String plan, long feeFen) {
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

    long paid(PersonId person, Unit unit, String plan, String day, long fen) {
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

    void move(long instruction, String from, String state, @Nullable LocalDate day) {
        jdbc.sql("""
                insert into payment.instruction_event (fund, instruction, from_state, state, at, value_date)
                values (42, :id, :from, :state, '2031-01-01', :day)
                """)
                .param("id", instruction)
                .param("from", from)
                .param("state", state)
                .param("day", day, Types.DATE)
                .update();
    }

    long decided(PersonId person, Unit unit, String accepted, String day, List<String> asked, List<String> supplied) {
        long id = claim(person, unit, accepted);
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

    void refused(PersonId person, Unit unit, String accepted, String day) {
        long id = claim(person, unit, accepted);
        step(id, 1, "REFUSAL_CONFIRMED", "REFUSED", day);
    }

    long claim(PersonId person, Unit unit, String accepted) {
        int number = NUMBERS.getAndIncrement();
        return jdbc.sql("""
                with c as (
                    insert into claim.event_case (fund, number, person, unit, unit_path, kind, state, facts,
                        opened_by, opened_at, saved_at, submitted_at)
                    values (42, :number, :person, :unit, :path, 'HOSPITAL', 'OPEN', '', :person,
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
    }

    void objected(long claim, String day) {
        jdbc.sql("""
                insert into claim.announcement (fund, claim, amount_fen, pay_on, announced_at, outcome, settled_at)
                select fund, id, 100, :at::date, filed_at, 'OBJECTED', :at from claim.claim where fund = 42 and id = :id
                """)
                .param("id", claim)
                .param("at", OffsetDateTime.parse(day + "T10:00:00+08:00"))
                .update();
    }

    void step(long claim, int version, String verb, String state, String day) {
        steps(List.of(claim), version, verb, state, day);
    }

    /** A step of each claim, by one statement. */
    void steps(List<Long> claims, int version, String verb, String state, String day) {
        jdbc.sql("""
                insert into claim.step (fund, claim, at, verb, level, state, person, actor_name, version, deciding, claimant,
                    claim_unit, clause, words)
                select fund, id, :at, :verb, 'COUNTY', :state, 0, '样', :version, :deciding, person, unit, 'x', 'x'
                from claim.claim where fund = 42 and id = any(:ids)
                """)
                .param("ids", claims.toArray(Long[]::new))
                .param("version", version)
                .param("verb", verb)
                .param("state", state)
                .param("deciding", version == 1)
                .param("at", OffsetDateTime.parse(day + "T10:00:00+08:00"))
                .update();
    }
}
