package org.tongzhou.enrolment;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** Covers that are about to end: those of a submission that end on one day are told of together, once. */
@Component
class EndingStore {
    /** Each later cover is one question to the key of a person, whatever the planner believes of a whole province. */
    private static final String NOT_GOING_ON =
            """
            not exists (
                select from enrolment.cover l
                where l.fund = :fund and l.person = c.person and l.state = 'ACTIVE' and upper(l.cover) > d.ends and %s offset 0)
            and not exists (
                select from enrolment.awaited a
                join enrolment.choice w on w.fund = a.fund and w.submission = a.submission and w.no = a.choice
                where a.fund = :fund and a.person = c.person and %s and %s = 'AWAITING' offset 0)
            """.formatted(PlanLines.follows("l", "c"), PlanLines.follows("w", "c"), CoverStore.awaited("a"));

    private final JdbcClient jdbc;

    EndingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code ends} is the day after the last. */
    record Ending(long submission, LocalDate ends) {}

    /** What ends for some people alike. */
    record News(List<String> plans, LocalDate ends) {}

    /** Days on which something may end that nobody was told of: after the first, up to the second. */
    record Window(LocalDate after, LocalDate upTo) {}

    /** The next of the window, locked, of so many people together or of one submission; what another instance holds is passed over. */
    List<Ending> next(FundId fund, Window window, int people) {
        return jdbc.sql("""
                        select submission, ends from (
                            select e.submission, e.ends,
                                sum(s.people) over (order by e.ends, e.submission) - s.people as before
                            from (
                                select submission, ends from enrolment.ending
                                where fund = :fund and told_at is null and ends > :after and ends <= :upTo
                                order by ends, submission limit :people for update skip locked) e
                            join enrolment.submission s on s.fund = :fund and s.id = e.submission) w
                        where before < :people order by ends, submission
                        """)
                .param("fund", fund.code())
                .param("after", window.after())
                .param("upTo", window.upTo())
                .param("people", people)
                .query((row, n) -> new Ending(row.getLong("submission"), row.getObject("ends", LocalDate.class)))
                .list();
    }

    /** Whose covers end so without another of the plan, or of one that goes on for it, that runs longer or awaits its fee. */
    Map<News, List<PersonId>> news(FundId fund, List<Ending> endings, PlanLines lines) {
        Map<News, List<PersonId>> news = new LinkedHashMap<>();
        named(fund, endings, """
                        select c.person, d.ends, array_agg(c.plan order by c.plan) as plans
                        from unnest(:submissions::bigint[], :ends::date[]) as d (submission, ends)
                        cross join lateral (
                            select o.person, o.plan from enrolment.cover o
                            where o.fund = :fund and o.submission = d.submission and o.state = 'ACTIVE'
                              and upper(o.cover) = d.ends offset 0) c
                        where %s
                        group by c.person, d.ends order by d.ends, c.person
                        """.formatted(NOT_GOING_ON))
                .param("lines", lines.values())
                .query(row -> {
                    String[] plans = (String[]) row.getArray("plans").getArray();
                    news.computeIfAbsent(
                                    new News(List.of(plans), row.getObject("ends", LocalDate.class)),
                                    key -> new ArrayList<>())
                            .add(new PersonId(row.getLong("person")));
                });
        return news;
    }

    void told(FundId fund, List<Ending> endings, Instant now) {
        named(fund, endings, """
                        update enrolment.ending e set told_at = :now
                        from unnest(:submissions::bigint[], :ends::date[]) as d (submission, ends)
                        where e.fund = :fund and e.submission = d.submission and e.ends = d.ends
                        """).param("now", Timestamp.from(now)).update();
    }

    private JdbcClient.StatementSpec named(FundId fund, List<Ending> endings, String statement) {
        return jdbc.sql(statement)
                .param("fund", fund.code())
                .param("submissions", endings.stream().map(Ending::submission).toArray(Long[]::new))
                .param(
                        "ends",
                        endings.stream().map(each -> each.ends().toString()).toArray(String[]::new));
    }
}
