package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

@Component
class SubmissionStore {
    private static final String THESE = " and (:all or person = any(:people)) ";

    private final JdbcClient jdbc;

    SubmissionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(PersonId person, Money fee, boolean begun) {}

    List<Row> joiners(FundId fund, SubmissionId id, LocalDate today) {
        return jdbc.sql("""
                        select person, sum(fee_fen)::bigint as fee, coalesce(bool_or(lower(cover) <= :today), false) as begun
                        from enrolment.cover
                        where fund = :fund and submission = :id and state <> 'CANCELLED'
                        group by person order by min(row_number) limit 500
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("today", today)
                .query((row, n) -> new Row(
                        new PersonId(row.getLong("person")), Money.ofFen(row.getLong("fee")), row.getBoolean("begun")))
                .list();
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

    int withdraw(FundId fund, SubmissionId id, Set<PersonId> people, boolean all) {
        return jdbc.sql("""
                        with gone as (
                            update enrolment.cover set state = 'CANCELLED', cover = null
                            where fund = :fund and submission = :id and state <> 'CANCELLED'
                        """ + THESE + """
                            returning person)
                        select count(distinct person) from gone
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
                                      select from enrolment.cover l where l.fund = p.fund and l.submission = p.submission
                                          and l.plan = p.plan and l.state <> 'CANCELLED')) as fen
                              from enrolment.cover
                              where fund = :fund and submission = :id and state <> 'CANCELLED') c
                        where s.fund = :fund and s.id = :id
                        """).param("fund", fund.code()).param("id", id.value()).update();
    }

    boolean awaitAgain(FundId fund, SubmissionId id, LocalDate today) {
        int submissions = jdbc.sql("""
                        update enrolment.submission s set state = 'AWAITING', matched_on = null
                        where s.fund = :fund and s.id = :id and s.state = 'ACTIVE' and not exists (
                            select from enrolment.cover c
                            where c.fund = s.fund and c.submission = s.id and c.state = 'ACTIVE' and lower(c.cover) <= :today)
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("today", today)
                .update();
        if (submissions == 1) {
            jdbc.sql("""
                            update enrolment.cover
                            set state = 'AWAITING', cover = null, first_joined = null, waiting_until = null
                            where fund = :fund and submission = :id and state = 'ACTIVE'
                            """).param("fund", fund.code()).param("id", id.value()).update();
        }
        return submissions == 1;
    }

    private static Long[] values(Set<PersonId> people) {
        return people.stream().map(PersonId::value).toArray(Long[]::new);
    }
}
