package org.tongzhou.enrolment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.AskedCheck;

/**
 * A submission has as many people for as much as its lines say, is cancelled when nobody is left, awaits its fee while nothing
 * of it is in force, and afterwards has nobody who awaits it but who was left out for their age.
 */
@Component
class SubmissionsAreTheirPeople extends AskedCheck {
    SubmissionsAreTheirPeople(JdbcClient jdbc) {
        super(jdbc, "enrolment.submissions", new Question("submission_differs", """
                with held as (
                    select submission, count(distinct person) as people, sum(fee_fen)::bigint as fen,
                        bool_or(state = 'ACTIVE') as begun
                    from enrolment.enrolled where fund = :fund and state <> 'CANCELLED' group by submission),
                fixed as (
                    select p.submission, sum(p.per_policy_fen)::bigint as fen
                    from enrolment.policy p
                    join (select distinct submission, plan from enrolment.enrolled
                          where fund = :fund and state <> 'CANCELLED') h on h.submission = p.submission and h.plan = p.plan
                    where p.fund = :fund group by p.submission),
                waits as (
                    select a.submission, count(*) as people
                    from enrolment.awaited a
                    left join enrolment.ageing g on g.fund = a.fund and g.submission = a.submission and g.person = a.person
                    where a.fund = :fund and g.left_out_on is null group by a.submission)
                select 'enrolment.submission ' || s.id, s.state, s.people, coalesce(h.people, 0), s.total_fen,
                    coalesce(h.fen, 0) + coalesce(f.fen, 0), coalesce(w.people, 0)
                from enrolment.submission s
                left join held h on h.submission = s.id
                left join fixed f on f.submission = s.id
                left join waits w on w.submission = s.id
                where s.fund = :fund and (
                    (s.state = 'CANCELLED') <> (h.people is null)
                    or s.state <> 'CANCELLED'
                        and (s.people <> h.people or s.total_fen <> h.fen + coalesce(f.fen, 0))
                    or s.state = 'AWAITING' and h.begun
                    or s.state = 'ACTIVE' and w.people > 0)
                order by s.id limit :limit
                """));
    }
}
