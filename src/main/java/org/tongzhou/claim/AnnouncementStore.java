package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.SqlArray;

/** Rows of announcements. */
@Component
class AnnouncementStore {
    private final JdbcClient jdbc;

    AnnouncementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(FundId fund, Claim claim, LocalDate payOn, Instant now) {
        jdbc.sql("""
                        insert into claim.announcement (fund, claim, amount_fen, pay_on, announced_at)
                        values (:fund, :claim, :amount, :day, :now)
                        """)
                .param("fund", fund.code())
                .param("claim", claim.id().value())
                .param("amount", claim.amount().fen())
                .param("day", payOn)
                .param("now", Timestamp.from(now))
                .update();
    }

    Rows<Announcement> find(Trip trip, FundId fund, ClaimId id) {
        trip.shared("fund", fund.code()).shared("claim", id.value());
        return trip.ask("""
                        select amount_fen, pay_on, announced_at, outcome, reason from claim.announcement
                        where fund = :fund and claim = :claim
                        """, (row, n) -> announcement(row));
    }

    /** The same of several claims, each by its claim. */
    Rows<Map.Entry<ClaimId, Announcement>> find(Trip trip, FundId fund, Collection<ClaimId> ids) {
        trip.shared("fund", fund.code()).with("announced", SqlArray.each(ids, Long[]::new, ClaimId::value));
        return trip.ask("""
                        select claim, amount_fen, pay_on, announced_at, outcome, reason from claim.announcement
                        where fund = :fund and claim = any(:announced::bigint[])
                        """, (row, n) -> Map.entry(new ClaimId(row.getLong("claim")), announcement(row)));
    }

    private static Announcement announcement(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Announcement(
                Money.ofFen(row.getLong("amount_fen")),
                row.getObject("pay_on", LocalDate.class),
                row.getTimestamp("announced_at").toInstant(),
                outcome == null ? null : Announcement.End.valueOf(outcome),
                row.getString("reason"));
    }

    /** Claims whose day has come, oldest first, after the claim given. */
    List<ClaimId> due(FundId fund, LocalDate today, ClaimId after, int most) {
        return jdbc.sql("""
                        select claim from claim.announcement
                        where fund = :fund and settled_at is null and pay_on <= :today and claim > :after
                        order by claim limit :most
                        """)
                .param("fund", fund.code())
                .param("today", today)
                .param("after", after.value())
                .param("most", most)
                .query((row, n) -> new ClaimId(row.getLong("claim")))
                .list();
    }

    /** Claims of these cases that are announced and not yet at their end. */
    List<ClaimId> open(FundId fund, Collection<CaseId> cases) {
        return jdbc.sql("""
                        select a.claim from claim.claim c
                        join claim.announcement a on a.fund = c.fund and a.claim = c.id and a.settled_at is null
                        where c.fund = :fund and c.case_id = any(:cases::bigint[])
                        """)
                .param("fund", fund.code())
                .param("cases", SqlArray.each(cases, Long[]::new, CaseId::value))
                .query((row, n) -> new ClaimId(row.getLong("claim")))
                .list();
    }

    /** The reports that whatever is announced and not yet at its end came of. */
    List<String> reports(FundId fund) {
        return jdbc.sql("""
                        select distinct s.report from claim.announcement a
                        join claim.claim c on c.fund = a.fund and c.id = a.claim
                        join claim.case_source s on s.fund = c.fund and s.case_id = c.case_id
                        where a.fund = :fund and a.settled_at is null
                        """).param("fund", fund.code()).query(String.class).list();
    }

    /** Claims that came of these reports, announced and not yet at their end. */
    List<ClaimId> openOf(FundId fund, Collection<String> reports) {
        return jdbc.sql("""
                        select a.claim from claim.announcement a
                        join claim.claim c on c.fund = a.fund and c.id = a.claim
                        join claim.case_source s on s.fund = c.fund and s.case_id = c.case_id
                        where a.fund = :fund and a.settled_at is null and s.report = any(:reports::text[])
                        """)
                .param("fund", fund.code())
                .param("reports", reports.toArray(String[]::new))
                .query((row, n) -> new ClaimId(row.getLong("claim")))
                .list();
    }

    /** How an announcement ended; a reason where a person takes it over. */
    record Settled(
            ClaimId claim, Announcement.End end, @Nullable String reason) {}

    void settle(FundId fund, ClaimId id, Announcement.End end, Instant now) {
        settle(fund, List.of(new Settled(id, end, null)), now);
    }

    /** One that was settled before stays as it is. */
    void settle(FundId fund, List<Settled> settled, Instant now) {
        if (settled.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update claim.announcement a set outcome = s.outcome, reason = s.reason, settled_at = :now
                        from unnest(:claims::bigint[], :outcomes::text[], :reasons::text[]) as s (claim, outcome, reason)
                        where a.fund = :fund and a.claim = s.claim and a.settled_at is null
                        """)
                .param("fund", fund.code())
                .param("now", Timestamp.from(now))
                .param(
                        "claims",
                        settled.stream().map(one -> one.claim().value()).toArray(Long[]::new))
                .param("outcomes", settled.stream().map(one -> one.end().name()).toArray(String[]::new))
                .param("reasons", settled.stream().map(Settled::reason).toArray(String[]::new))
                .update();
    }
}
