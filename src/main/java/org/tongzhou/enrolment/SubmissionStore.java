package org.tongzhou.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.BinaryCopy;
import org.tongzhou.database.BinaryRows;
import org.tongzhou.database.RowNumbers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PlanCode;

@Component
class SubmissionStore {
    /** Second half of the advisory key under which covers of a fund are added and activated, one at a time. */
    private static final int LOCK = 0x434F5645;

    private static final String SUBMITTED = "enrolment.submission (fund, id, unit, unit_path, draft, import, kind,"
            + " effective_day, people, total_fen, granted, state, enrolled_by, enrolled_at)";

    private static final String SUBMISSION = """
            select id, unit, unit_path, draft, kind = 'HISTORY' as history, effective_day, people, total_fen, granted, state, enrolled_at
            from enrolment.submission
            """;

    /** {@code later} is a term that begins after {@code c} is over and goes on from it. */
    private static final String LATER = "later.fund = c.fund and later.person = c.person and later.state = 'ACTIVE'"
            + " and later.cover >> c.cover and " + PlanLines.follows("later", "c");

    private static final String THESE = " and (:all or person = any(:people)) ";

    private final JdbcClient jdbc;
    private final DataSource database;

    SubmissionStore(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Held to the end of the transaction, so that who is covered does not change between looking and writing. */
    void lock(FundId fund) {
        jdbc.sql("select pg_advisory_xact_lock(:fund, :lock)")
                .param("fund", fund.code())
                .param("lock", LOCK)
                .query(row -> {});
    }

    SubmissionId insert(Actor actor, NewSubmission submission, Instant now) {
        return insertAll(actor, List.of(submission), now).get(0);
    }

    /** Answers their ids in their order. */
    List<SubmissionId> insertAll(Actor actor, List<NewSubmission> submissions, Instant now) {
        List<Long> ids = RowNumbers.next(jdbc, "enrolment.submission", submissions.size());
        long by = actor.requirePerson().value();
        try (BinaryCopy copy = BinaryCopy.into(database, SUBMITTED)) {
            for (int i = 0; i < ids.size(); i++) {
                put(copy, actor.fund(), ids.get(i), submissions.get(i))
                        .put("AWAITING")
                        .put(by)
                        .put(now);
            }
            copy.end();
        }
        return ids.stream().map(SubmissionId::new).toList();
    }

    private static BinaryRows put(BinaryCopy copy, FundId fund, long id, NewSubmission submission) {
        DraftId draft = submission.draft();
        ImportId imported = submission.imported();
        return copy.row(14)
                .put(fund.code())
                .put(id)
                .put(submission.unit().value())
                .put(submission.unitPath())
                .putOr(draft == null ? null : draft.value())
                .putOr(imported == null ? null : imported.value())
                .put(kind(submission))
                .put(submission.effectiveDay())
                .put(submission.people())
                .put(submission.total().fen())
                .put(submission.granted());
    }

    private static String kind(NewSubmission submission) {
        if (submission.draft() != null) {
            return "ROSTER";
        }
        if (submission.imported() != null) {
            return "IMPORT";
        }
        return submission.isHistory() ? "HISTORY" : "SELF";
    }

    Optional<Submission> find(FundId fund, SubmissionId id) {
        return jdbc.sql(SUBMISSION + " where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> submission(row))
                .optional();
    }

    List<Submission> find(FundId fund, Collection<SubmissionId> ids) {
        return jdbc.sql(SUBMISSION + " where fund = :fund and id = any(:ids) order by id")
                .param("fund", fund.code())
                .param("ids", ids.stream().map(SubmissionId::value).toArray(Long[]::new))
                .query((row, n) -> submission(row))
                .list();
    }

    List<Submission> ofDraft(FundId fund, DraftId draft) {
        return jdbc.sql(SUBMISSION + " where fund = :fund and draft = :draft order by id")
                .param("fund", fund.code())
                .param("draft", draft.value())
                .query((row, n) -> submission(row))
                .list();
    }

    /** Which of these rows of a draft are enrolled; a row whose person has left the bill is not. */
    Set<Integer> enrolled(FundId fund, DraftId draft, Set<Integer> rows) {
        return jdbc.sql("""
                        select distinct c.row_number from enrolment.submission s
                        join enrolment.enrolled c on c.fund = s.fund and c.submission = s.id
                        where s.fund = :fund and s.draft = :draft and c.row_number = any(:rows) and c.state <> 'CANCELLED'
                        """)
                .param("fund", fund.code())
                .param("draft", draft.value())
                .param("rows", rows.toArray(Integer[]::new))
                .query(Integer.class)
                .set();
    }

    private static Submission submission(ResultSet row) throws SQLException {
        return new Submission(
                new SubmissionId(row.getLong("id")),
                new UnitId(row.getLong("unit")),
                row.getString("unit_path"),
                Optional.ofNullable(row.getObject("draft", Long.class))
                        .map(DraftId::new)
                        .orElse(null),
                row.getBoolean("history"),
                row.getObject("effective_day", LocalDate.class),
                row.getInt("people"),
                Money.ofFen(row.getLong("total_fen")),
                row.getBoolean("granted"),
                Submission.State.valueOf(row.getString("state")),
                row.getTimestamp("enrolled_at").toInstant());
    }

    record Row(PersonId person, Money fee, boolean begun, boolean leftOut, int row) {
        JoinerKey key() {
            return new JoinerKey(!leftOut, row, person.value());
        }
    }

    /** Those after a key, in its order. */
    List<Row> joiners(FundId fund, SubmissionId id, JoinerKey after, LocalDate today, int limit) {
        return jdbc.sql("""
                        with joiner as (
                            select person, sum(fee_fen)::bigint as fee,
                                coalesce(bool_or(lower(cover) <= :today), false) as begun,
                                not bool_or(exists (
                                    select from enrolment.ageing g where g.fund = e.fund and g.submission = e.submission
                                        and g.person = e.person and g.left_out_on is not null)) as stays,
                                min(row_number) as row
                            from enrolment.enrolled e
                            where fund = :fund and submission = :id and state <> 'CANCELLED'
                            group by person)
                        select * from joiner where (stays, row, person) > (:stays, :row, :person)
                        order by stays, row, person limit :limit
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("today", today)
                .param("stays", after.stays())
                .param("row", after.row())
                .param("person", after.person())
                .param("limit", limit)
                .query((row, n) -> new Row(
                        new PersonId(row.getLong("person")),
                        Money.ofFen(row.getLong("fee")),
                        row.getBoolean("begun"),
                        !row.getBoolean("stays"),
                        row.getInt("row")))
                .list();
    }

    /** How many await what they were too old for when their fee had come in. */
    int leftOut(FundId fund, SubmissionId id) {
        return jdbc.sql("""
                        select count(*) from enrolment.ageing g
                        join enrolment.awaited a on a.fund = g.fund and a.person = g.person and a.submission = g.submission
                        where g.fund = :fund and g.submission = :id and g.left_out_on is not null
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    boolean isGranted(FundId fund, SubmissionId id) {
        return jdbc.sql("select granted from enrolment.submission where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** How many of these people, or of all, hold or await each plan. */
    Map<PlanCode, Integer> byPlan(FundId fund, SubmissionId id, Set<PersonId> people, boolean all) {
        Map<PlanCode, Integer> byPlan = new LinkedHashMap<>();
        jdbc.sql("""
                        select plan, count(distinct person)::int as people from enrolment.enrolled
                        where fund = :fund and submission = :id and state <> 'CANCELLED'
                        """ + THESE + " group by plan order by plan")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("all", all)
                .param("people", values(people))
                .query(row -> {
                    byPlan.put(new PlanCode(row.getString("plan")), row.getInt("people"));
                });
        return byPlan;
    }

    boolean begun(FundId fund, SubmissionId id, Set<PersonId> people, boolean all, LocalDate today) {
        return jdbc.sql("""
                        select exists (select 1 from enrolment.cover
                            where fund = :fund and submission = :id and state = 'ACTIVE' and lower(cover) <= :today
                        """ + THESE + ")")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("today", today)
                .param("all", all)
                .param("people", values(people))
                .query(Boolean.class)
                .single();
    }

    /** The first day of a term that goes on from what these people, or all, have of a submission. */
    Optional<LocalDate> continued(FundId fund, SubmissionId id, Submissions.Leavers leavers, PlanLines lines) {
        return jdbc.sql("""
                        select min(lower(later.cover)) from (
                            select * from enrolment.cover where fund = :fund and submission = :id and state = 'ACTIVE'
                        """ + THESE + ") c join enrolment.cover later on " + LATER + " having count(*) > 0")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("all", leavers.all())
                .param("people", values(leavers.people()))
                .param("lines", lines.values())
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .optional();
    }

    List<PersonId> awaiting(FundId fund, SubmissionId id) {
        return jdbc.sql(
                        "select person from enrolment.awaited where fund = :fund and submission = :id order by row_number")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> new PersonId(row.getLong("person")))
                .list();
    }

    /** Gives up what these people, or all, await of a submission, and what of it is in force; answers how many people. */
    int withdraw(FundId fund, SubmissionId id, Set<PersonId> people, boolean all) {
        return jdbc.sql("""
                        with kept as (
                            insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission,
                                row_number, fee_fen, state, continuous_since)
                            select fund, person, plan, edition, units, unit, unit_path, submission, row_number, fee_fen,
                                'CANCELLED', continuous_since
                            from enrolment.enrolled where fund = :fund and submission = :id and state = 'AWAITING'
                        """ + THESE + """
                            returning person),
                        gone as (delete from enrolment.awaited where fund = :fund and submission = :id
                        """ + THESE + """
                            ),
                        ended as (
                            update enrolment.cover set state = 'CANCELLED', cover = null
                            where fund = :fund and submission = :id and state = 'ACTIVE'
                        """ + THESE + """
                            returning person)
                        select count(distinct person) from (
                            select person from kept union all select person from ended) people
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("all", all)
                .param("people", values(people))
                .query(Integer.class)
                .single();
    }

    /** People and total of those who are left; without any, the submission is cancelled and keeps its last figures. */
    void recount(FundId fund, SubmissionId id) {
        jdbc.sql("""
                        update enrolment.submission s
                        set people = case when c.people > 0 then c.people else s.people end,
                            total_fen = case when c.people > 0 then c.fen else s.total_fen end,
                            state = case when c.people > 0 then s.state else 'CANCELLED' end,
                            matched_on = case when c.people > 0 then s.matched_on end
                        from (select count(distinct person) as people, coalesce(sum(fee_fen), 0) + (
                                  select coalesce(sum(per_policy_fen), 0) from enrolment.policy p
                                  where p.fund = :fund and p.submission = :id and exists (
                                      select from enrolment.enrolled l where l.fund = p.fund and l.submission = p.submission
                                          and l.plan = p.plan and l.state <> 'CANCELLED')) as fen
                              from enrolment.enrolled
                              where fund = :fund and submission = :id and state <> 'CANCELLED') c
                        where s.fund = :fund and s.id = :id
                        """).param("fund", fund.code()).param("id", id.value()).update();
    }

    boolean awaitAgain(FundId fund, SubmissionId id, PlanLines lines, LocalDate today) {
        int submissions = jdbc.sql("""
                        update enrolment.submission s set state = 'AWAITING', matched_on = null
                        where s.fund = :fund and s.id = :id and s.state = 'ACTIVE' and not exists (
                            select from enrolment.cover c
                            where c.fund = s.fund and c.submission = s.id and c.state = 'ACTIVE' and (
                                lower(c.cover) <= :today
                                or exists (
                                    select from enrolment.awaited a
                                    join enrolment.choice w on w.fund = a.fund and w.submission = a.submission and w.no = a.choice
                                    where a.fund = c.fund and a.person = c.person and %s)
                                or exists (select from enrolment.cover later where %s)))
                        """.formatted(PlanLines.follows("w", "c"), LATER))
                .param("fund", fund.code())
                .param("id", id.value())
                .param("lines", lines.values())
                .param("today", today)
                .update();
        if (submissions == 1) {
            awaitAgain(fund, id);
        }
        return submissions == 1;
    }

    /** Takes covers of a submission out of force, none of which has begun: they await their fee again. */
    private void awaitAgain(FundId fund, SubmissionId id) {
        jdbc.sql("""
                        with gone as (
                            delete from enrolment.cover where fund = :fund and submission = :id and state = 'ACTIVE' returning *),
                        line as (
                            select fund, person, submission, min(row_number) as row_number, array_agg(plan order by id) as plans,
                                array_agg(edition order by id) as editions, array_agg(units order by id) as units,
                                array_agg(fee_fen order by id) as fees, array_agg(continuous_since order by id) as since
                            from gone group by fund, person, submission),
                        chosen as (
                            select *, dense_rank() over (order by plans, editions, units, fees, since) + (
                                select coalesce(max(no), 0) from enrolment.choice
                                where fund = :fund and submission = :id) as choice from line),
                        choice as (
                            insert into enrolment.choice (fund, submission, no, plan, edition, units, fee_fen, continuous_since)
                            select distinct fund, submission, choice, w.* from chosen
                            cross join lateral unnest(plans, editions, chosen.units, fees, since)
                                as w (plan, edition, units, fee_fen, continuous_since))
                        insert into enrolment.awaited (fund, person, submission, row_number, choice)
                        select fund, person, submission, row_number, choice from chosen
                        """).param("fund", fund.code()).param("id", id.value()).update();
    }

    /** What was chosen by nobody who is left, and the birthdays of those who are not. */
    void forgetChoices(FundId fund, SubmissionId id) {
        jdbc.sql("""
                        delete from enrolment.choice w where w.fund = :fund and w.submission = :id and not exists (
                            select from enrolment.awaited a
                            where a.fund = w.fund and a.submission = w.submission and a.choice = w.no)
                        """).param("fund", fund.code()).param("id", id.value()).update();
        jdbc.sql("""
                        delete from enrolment.ageing g where g.fund = :fund and g.submission = :id and not exists (
                            select from enrolment.enrolled e
                            where e.fund = g.fund and e.submission = g.submission and e.person = g.person
                              and e.state <> 'CANCELLED')
                        """).param("fund", fund.code()).param("id", id.value()).update();
    }

    private static Long[] values(Set<PersonId> people) {
        return people.stream().map(PersonId::value).toArray(Long[]::new);
    }
}
