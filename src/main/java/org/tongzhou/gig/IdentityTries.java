package org.tongzhou.gig;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/** How often the register was asked on a day about a number, or from a network address; the day after, nobody needs it. */
@Component
class IdentityTries {
    private final JdbcClient jdbc;

    IdentityTries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is counted, by a keyed index, on a day. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Subject(FundId fund, byte[] index, LocalDate day) {
        @Override
        public String toString() {
            return "Subject[" + day + "]";
        }
    }

    /** Refuses {@code identity_tries}. */
    void count(Subject subject, int most) {
        int counted = of(subject, """
                        insert into gig.identity_try as t (fund, subject, day, tries, most)
                        values (:fund, :subject, :day, 1, :most)
                        on conflict (fund, subject, day) do update set tries = t.tries + 1 where t.tries < t.most
                        """).param("most", most).update();
        if (counted == 0) {
            throw Refusal.conflict("identity_tries");
        }
    }

    /** One that was no wrong guess; who has made none leaves no row. */
    void giveBack(Subject subject) {
        int only = of(subject, """
                        delete from gig.identity_try
                        where fund = :fund and subject = :subject and day = :day and tries = 1
                        """).update();
        if (only == 0) {
            of(subject, """
                            update gig.identity_try set tries = tries - 1
                            where fund = :fund and subject = :subject and day = :day and tries > 0
                            """).update();
        }
    }

    void forgetBefore(FundId fund, LocalDate day) {
        jdbc.sql("delete from gig.identity_try where fund = :fund and day < :day")
                .param("fund", fund.code())
                .param("day", day)
                .update();
    }

    private JdbcClient.StatementSpec of(Subject subject, String sql) {
        return jdbc.sql(sql)
                .param("fund", subject.fund().code())
                .param("subject", subject.index())
                .param("day", subject.day());
    }
}
