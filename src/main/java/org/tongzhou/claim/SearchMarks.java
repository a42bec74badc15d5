package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Scope;

/** How far the search for further benefits has come, and which events changed since. */
@Component
class SearchMarks {
    private static final int MOST_ASIDE = 200;
    private static final int LONGEST_REASON = 200;

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

    /** Whether nobody has looked back on that day yet; from now on somebody has. Where nothing was ever searched there is no back. */
    boolean lookBack(FundId fund, LocalDate today) {
        return jdbc.sql("""
                        update claim.search_mark set looked_back_on = :today
                        where fund = :fund and (looked_back_on is null or looked_back_on < :today)
                        """).param("fund", fund.code()).param("today", today).update() == 1;
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

    /** An event that could not be read; {@code number} as the member knows it. */
    record Aside(CaseId eventCase, String number, Instant since) {}

    /** Those that wait longest, at most 200. */
    List<Aside> aside(Scope scope) {
        return jdbc.sql("""
                        select a.case_id, c.number, a.since
                        from claim.search_aside a join claim.event_case c on c.fund = a.fund and c.id = a.case_id
                        where a.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo
                        order by a.since, a.case_id limit :most
                        """)
                .params(scope.params())
                .param("most", MOST_ASIDE)
                .query((row, n) -> new Aside(
                        new CaseId(row.getLong("case_id")),
                        row.getString("number"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    int countAside(Scope scope) {
        return jdbc.sql("""
                        select count(*) from claim.search_aside a
                        join claim.event_case c on c.fund = a.fund and c.id = a.case_id
                        where a.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo
                        """).params(scope.params()).query(Integer.class).single();
    }

    void setAside(FundId fund, CaseId id, String reason, Instant now) {
        jdbc.sql("""
                        insert into claim.search_aside (fund, case_id, since, reason) values (:fund, :case, :now, :reason)
                        on conflict (fund, case_id) do update set reason = excluded.reason
                        """)
                .param("fund", fund.code())
                .param("case", id.value())
                .param("now", Timestamp.from(now))
                .param("reason", Characters.first(LONGEST_REASON, reason))
                .update();
    }

    void found(FundId fund, CaseId id) {
        jdbc.sql("delete from claim.search_aside where fund = :fund and case_id = :case")
                .param("fund", fund.code())
                .param("case", id.value())
                .update();
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
