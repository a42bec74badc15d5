package org.tongzhou.contribution;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.AskedCheck;

/** A bill is for as many people and as much as its submission, is cancelled and has started its cover when that says so too. */
@Component
class BillsAreTheirSubmissions extends AskedCheck {
    BillsAreTheirSubmissions(JdbcClient jdbc) {
        super(jdbc, "contribution.submissions", new Question("bill_submission_differs", """
                select 'bill:' || b.id, s.state, b.people, s.people, b.total_fen, s.total_fen,
                    coalesce(b.covered_on::text, '-'), coalesce(b.cancelled_on::text, '-')
                from contribution.bill b
                join enrolment.v_submission s on s.fund = b.fund and s.id = b.submission
                where b.fund = :fund and (
                    (b.cancelled_on is not null) <> (s.state = 'CANCELLED')
                    or b.cancelled_on is null and (
                        (b.covered_on is not null) <> (s.state = 'ACTIVE')
                        or b.people <> s.people or b.total_fen <> s.total_fen))
                order by b.id limit :limit
                """));
    }
}
