package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.ClaimClock.Stop;
import org.tongzhou.kernel.FundId;

/** Days on which members owed papers, and which. */
@Component
class StopStore {
    private final JdbcClient jdbc;

    StopStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(FundId fund, ClaimId id, LocalDate askedOn, List<String> papers) {
        jdbc.sql("insert into claim.stop (fund, claim, asked_on, papers) values (:fund, :claim, :day, :papers)")
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("day", askedOn)
                .param("papers", papers.toArray(String[]::new))
                .update();
    }

    /** Notes that a paper has come; answers the codes of those that are still owed. */
    List<String> give(FundId fund, ClaimId id, String paper) {
        jdbc.sql("""
                        update claim.stop set given = given || :paper::text
                        where fund = :fund and claim = :claim and supplied_on is null
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("paper", paper)
                .update();
        return owed(fund, id);
    }

    void end(FundId fund, ClaimId id, LocalDate suppliedOn) {
        jdbc.sql("""
                        update claim.stop set supplied_on = :day
                        where fund = :fund and claim = :claim and supplied_on is null
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("day", suppliedOn)
                .update();
    }

    List<Stop> of(FundId fund, ClaimId id) {
        return jdbc.sql(
                        "select asked_on, supplied_on from claim.stop where fund = :fund and claim = :claim order by id")
                .param("fund", fund.code())
                .param("claim", id.value())
                .query((row, n) -> new Stop(row.getDate("asked_on").toLocalDate(), ClaimStore.day(row, "supplied_on")))
                .list();
    }

    /** Codes of the papers that are owed now. */
    List<String> owed(FundId fund, ClaimId id) {
        return jdbc.sql("""
                        select paper from claim.stop, unnest(papers) with ordinality as asked (paper, place)
                        where fund = :fund and claim = :claim and supplied_on is null and paper <> all (given)
                        order by place
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .query(String.class)
                .list();
    }
}
