package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;

/** How far the search for further benefits has come, and which events changed since. */
@Component
class SearchMarks {
    private final JdbcClient jdbc;

    SearchMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event and when it was last written. */
    record Changed(CaseId eventCase, Instant savedAt) {}

    Optional<Instant> upto(FundId fund) {
        return jdbc.sql("select upto from claim.search_mark where fund = :fund")
                .param("fund", fund.code())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Oldest first; all events of one instant together, so that the mark may move to it. */
    List<Changed> changedSince(FundId fund, Instant since, int most) {
        return jdbc.sql("""
                        select id, saved_at from claim.event_case
                        where fund = :fund and state = 'OPEN' and saved_at > :since
                        order by saved_at fetch first :most rows with ties
                        """)
                .param("fund", fund.code())
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query((row, n) -> new Changed(
                        new CaseId(row.getLong("id")),
                        row.getTimestamp("saved_at").toInstant()))
                .list();
    }

    void move(FundId fund, Instant upto) {
        jdbc.sql("""
                        insert into claim.search_mark (fund, upto) values (:fund, :upto)
                        on conflict (fund) do update set upto = excluded.upto
                        """)
                .param("fund", fund.code())
                .param("upto", Timestamp.from(upto))
                .update();
    }
}
