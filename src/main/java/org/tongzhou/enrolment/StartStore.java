package org.tongzhou.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.BinaryCopy;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanCode;

/**
 * Puts covers in force once their fee is in. Covers with the same history start alike, so that of millions of them only
 * some thousand kinds are looked at one by one.
 */
@Component
class StartStore {
    /** What waits, plan by plan, each with its last term, and one number for all that have the same. */
    private static final String NUMBER_ALIKE = """
            insert into cover_due
            select d.*, dense_rank() over (
                order by submission, plan, claimed, ends, first_joined, continuous_since, born) as kind
            from (
                select a.person, a.submission, a.row_number, w.plan, w.edition, w.units, w.fee_fen,
                    w.continuous_since as claimed, l.ends, l.first_joined, l.continuous_since, g.born
                from enrolment.awaited a
                left join cover_ageing g on g.submission = a.submission and g.person = a.person
                join enrolment.choice w on w.fund = a.fund and w.submission = a.submission and w.no = a.choice
                left join lateral (
                    select upper(p.cover) as ends, p.first_joined, p.continuous_since
                    from enrolment.cover p
                    where p.fund = a.fund and p.person = a.person and p.state = 'ACTIVE'
                      and %s
                    order by upper(p.cover) desc limit 1) l on true
                where a.fund = :fund and a.submission = any(:submissions)) d
            """.formatted(PlanLines.follows("w", "p"));

    /** Covers of the kinds that start; they come in the order in which they were numbered, submission by submission. */
    private static final String BEGIN = """
            insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission, row_number,
                fee_fen, state, cover, first_joined, continuous_since, waiting_until)
            select b.fund, d.person, d.plan, d.edition, d.units, b.unit, b.unit_path, d.submission, d.row_number,
                d.fee_fen, 'ACTIVE', daterange(s.starts, s.ends), s.first_joined, s.continuous_since, s.waiting_until
            from cover_due d
            join cover_started s on s.kind = d.kind
            join enrolment.submission b on b.fund = :fund and b.id = d.submission
            """;

    /** What waited and waits no more: who, then what they chose. */
    private static final List<String> BEGUN = List.of("""
            delete from enrolment.awaited a where a.fund = :fund and a.submission = any(:submissions) and not exists (
                select from cover_left_out o where o.submission = a.submission and o.person = a.person)
            """, """
            delete from enrolment.choice w where w.fund = :fund and w.submission = any(:submissions)
                and (w.submission, w.no) not in (
                    select a.submission, a.choice from cover_left_out o
                    join enrolment.awaited a on a.fund = :fund and a.person = o.person and a.submission = o.submission)
            """);

    private final JdbcClient jdbc;
    private final DataSource database;

    StartStore(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /**
     * Covers of one submission and plan whose fee has come in, all of whose people had the same last term of the plan;
     * {@code born} is there only of who may be too old by now.
     */
    record Due(
            long kind,
            SubmissionId submission,
            PlanCode plan,
            @Nullable LocalDate claimedSince,
            @Nullable Last last,
            @Nullable LocalDate born) {}

    record Last(LocalDate ends, LocalDate firstJoined, LocalDate continuousSince) {}

    record Started(long kind, Cover.Period period) {}

    /** Whose fee has come in; only who was born by this day may be too old for anything. */
    record Paid(FundId fund, Collection<SubmissionId> submissions, LocalDate bornBy) {}

    /** What waits for its fee in these submissions, each with the last term of the plan or of its line. */
    List<Due> due(Paid paid, PlanLines lines) {
        ageing(paid);
        jdbc.sql("drop table if exists pg_temp.cover_due").update();
        jdbc.sql("""
                        create temporary table cover_due (person bigint, submission bigint, row_number int, plan text,
                            edition text, units int, fee_fen bigint, claimed date, ends date, first_joined date,
                            continuous_since date, born date, kind bigint) on commit drop
                        """).update();
        jdbc.sql(NUMBER_ALIKE)
                .param("fund", paid.fund().code())
                .param("submissions", values(paid.submissions()))
                .param("lines", lines.values())
                .update();
        jdbc.sql("analyze cover_due").update();
        return jdbc.sql("""
                        select distinct kind, submission, plan, claimed, ends, first_joined, continuous_since, born
                        from cover_due order by kind
                        """).query((row, n) -> due(row)).list();
    }

    /** The few who may be too old, put aside first, so that nobody else's birthday is looked up. */
    private void ageing(Paid paid) {
        jdbc.sql("drop table if exists pg_temp.cover_ageing").update();
        jdbc.sql("create temporary table cover_ageing (submission bigint, person bigint, born date) on commit drop")
                .update();
        jdbc.sql("""
                        insert into cover_ageing select submission, person, born from enrolment.ageing
                        where fund = :fund and submission = any(:submissions) and born <= :by
                        """)
                .param("fund", paid.fund().code())
                .param("submissions", values(paid.submissions()))
                .param("by", paid.bornBy())
                .update();
        jdbc.sql("analyze cover_ageing").update();
    }

    /** A plan of these was closed when their fee came. */
    void close(FundId fund, Collection<SubmissionId> submissions, LocalDate day) {
        if (!submissions.isEmpty()) {
            jdbc.sql("update enrolment.submission set closed_on = :day where fund = :fund and id = any(:ids)")
                    .param("day", day)
                    .param("fund", fund.code())
                    .param("ids", values(submissions))
                    .update();
        }
    }

    /** Of these the submissions that were enrolled before birthdays were noted. */
    Set<SubmissionId> withoutAges(FundId fund, Collection<SubmissionId> submissions) {
        return jdbc.sql("select id from enrolment.submission where fund = :fund and id = any(:ids) and not ages_noted")
                .param("fund", fund.code())
                .param("ids", values(submissions))
                .query((row, n) -> new SubmissionId(row.getLong("id")))
                .set();
    }

    List<PersonId> waiting(FundId fund, SubmissionId submission) {
        return jdbc.sql("select person from enrolment.awaited where fund = :fund and submission = :submission")
                .param("fund", fund.code())
                .param("submission", submission.value())
                .query((row, n) -> new PersonId(row.getLong(1)))
                .list();
    }

    /** Birthdays of people of a submission, where they are not there yet. */
    void note(FundId fund, SubmissionId submission, Map<PersonId, LocalDate> born) {
        jdbc.sql("""
                        insert into enrolment.ageing (fund, submission, person, born)
                        select :fund, :submission, o.person, o.born from unnest(:people::bigint[], :born::date[]) as o (person, born)
                        on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("submission", submission.value())
                .param("people", born.keySet().stream().map(PersonId::value).toArray(Long[]::new))
                .param("born", born.values().stream().map(LocalDate::toString).toArray(String[]::new))
                .update();
    }

    /** Puts right the birthday of who awaits covers where it is noted; where it is not, birthdays are read when the fee comes. */
    void born(FundId fund, PersonId person, LocalDate born) {
        jdbc.sql("""
                        update enrolment.ageing set born = :born
                        where fund = :fund and person = :person and left_out_on is null and submission in (
                            select submission from enrolment.awaited where fund = :fund and person = :person)
                        """)
                .param("born", born)
                .param("fund", fund.code())
                .param("person", person.value())
                .update();
        jdbc.sql("""
                        update enrolment.submission set ages_noted = false
                        where fund = :fund and state = 'AWAITING' and kind <> 'HISTORY' and id in (
                            select submission from enrolment.awaited where fund = :fund and person = :person)
                        """).param("fund", fund.code()).param("person", person.value()).update();
    }

    /** Somebody of a submission. */
    record LeftOut(SubmissionId submission, PersonId person) {}

    /** Leaves out, with all that they chose, whoever has something of these kinds; answers who it is. */
    List<LeftOut> leaveOut(FundId fund, Collection<Long> kinds, LocalDate day) {
        jdbc.sql("drop table if exists pg_temp.cover_left_out").update();
        jdbc.sql("create temporary table cover_left_out (submission bigint, person bigint) on commit drop")
                .update();
        jdbc.sql("""
                        with out as (
                            delete from cover_due d using (
                                select distinct submission, person from cover_due where kind = any(:kinds)) o
                            where d.submission = o.submission and d.person = o.person
                            returning d.submission, d.person)
                        insert into cover_left_out select distinct submission, person from out
                        """).param("kinds", kinds.toArray(Long[]::new)).update();
        jdbc.sql("""
                        update enrolment.ageing g set left_out_on = :day from cover_left_out o
                        where g.fund = :fund and g.submission = o.submission and g.person = o.person and g.left_out_on is null
                        """).param("day", day).param("fund", fund.code()).update();
        return jdbc.sql("select submission, person from cover_left_out order by submission, person")
                .query((row, n) ->
                        new LeftOut(new SubmissionId(row.getLong("submission")), new PersonId(row.getLong("person"))))
                .list();
    }

    /** The submissions of which something can start, of those that {@link #due} looked at. */
    Set<SubmissionId> starting() {
        return jdbc.sql("select distinct submission from cover_due")
                .query((row, n) -> new SubmissionId(row.getLong(1)))
                .set();
    }

    private static Due due(ResultSet row) throws SQLException {
        LocalDate ends = row.getObject("ends", LocalDate.class);
        Last last = ends == null
                ? null
                : new Last(
                        ends,
                        row.getObject("first_joined", LocalDate.class),
                        row.getObject("continuous_since", LocalDate.class));
        return new Due(
                row.getLong("kind"),
                new SubmissionId(row.getLong("submission")),
                new PlanCode(row.getString("plan")),
                row.getObject("claimed", LocalDate.class),
                last,
                row.getObject("born", LocalDate.class));
    }

    /**
     * Puts covers of these kinds, as {@link #due} numbered them, in force for their periods, and marks the submissions, of which
     * nothing waits any more but what was left out.
     */
    void activate(FundId fund, Collection<SubmissionId> submissions, LocalDate matchedOn, List<Started> started) {
        jdbc.sql("drop table if exists pg_temp.cover_started").update();
        jdbc.sql("""
                        create temporary table cover_started (kind bigint, starts date, ends date, first_joined date,
                            continuous_since date, waiting_until date) on commit drop
                        """).update();
        copy(started);
        jdbc.sql("analyze cover_started").update();
        jdbc.sql(BEGIN).param("fund", fund.code()).update();
        for (String begun : BEGUN) {
            jdbc.sql(begun)
                    .param("fund", fund.code())
                    .param("submissions", values(submissions))
                    .update();
        }
        jdbc.sql("""
                        update enrolment.submission set state = 'ACTIVE', matched_on = :matched, closed_on = null
                        where fund = :fund and id = any(:ids)
                        """)
                .param("matched", matchedOn)
                .param("fund", fund.code())
                .param("ids", values(submissions))
                .update();
    }

    private void copy(List<Started> started) {
        try (BinaryCopy copy = BinaryCopy.into(database, "cover_started")) {
            for (Started each : started) {
                copy.row(6)
                        .put(each.kind())
                        .put(each.period().term().from())
                        .put(each.period().term().to())
                        .put(each.period().firstJoined())
                        .put(each.period().continuousSince())
                        .put(each.period().waitingUntil());
            }
            copy.end();
        }
    }

    private static Long[] values(Collection<SubmissionId> ids) {
        return ids.stream().map(SubmissionId::value).toArray(Long[]::new);
    }

    /** Members of a submission by what started for them: plan codes, first day, day after the last. */
    Map<News, List<PersonId>> news(FundId fund, SubmissionId submission) {
        Map<News, List<PersonId>> news = new LinkedHashMap<>();
        jdbc.sql("""
                        select person, array_agg(plan order by plan) as plans, min(lower(cover)) as starts, max(upper(cover)) as ends
                        from enrolment.cover
                        where fund = :fund and submission = :submission and state = 'ACTIVE'
                        group by person order by person
                        """)
                .param("fund", fund.code())
                .param("submission", submission.value())
                .query(row -> {
                    String[] plans = (String[]) row.getArray("plans").getArray();
                    News own = new News(
                            List.of(plans),
                            row.getObject("starts", LocalDate.class),
                            row.getObject("ends", LocalDate.class));
                    news.computeIfAbsent(own, key -> new ArrayList<>()).add(new PersonId(row.getLong("person")));
                });
        return news;
    }

    record News(List<String> plans, LocalDate starts, LocalDate ends) {}
}
