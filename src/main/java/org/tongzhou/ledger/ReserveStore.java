package org.tongzhou.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Turn;

@Component
class ReserveStore {
    private final JdbcClient jdbc;

    ReserveStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who does something, by the name that people see. */
    record Hand(PersonId person, String name, Instant at) {}

    long insert(FundId fund, Reserves.Wish wish, Hand by) {
        return jdbc.sql("""
                        insert into ledger.reserve_order
                            (fund, kind, amount_fen, grounds, proposed_by, proposed_name, proposed_at)
                        values (:fund, :kind, :amount, :grounds, :by, :name, :at) returning id
                        """)
                .param("fund", fund.code())
                .param("kind", wish.kind().name())
                .param("amount", wish.amount().fen())
                .param("grounds", wish.grounds())
                .param("by", by.person().value())
                .param("name", by.name())
                .param("at", utc(by.at()))
                .query(Long.class)
                .single();
    }

    /** Orders of a fund are confirmed one after the other, so that together they never set aside more than there is. */
    void waitForOthers(FundId fund) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('ledger.reserve'), :fund)")
                .param("fund", fund.code())
                .query(row -> {});
    }

    Optional<ReserveOrder> lock(FundId fund, long id) {
        return jdbc.sql("select * from ledger.reserve_order where fund = :fund and id = :id for update")
                .param("fund", fund.code())
                .param("id", id)
                .query(ReserveStore::order)
                .optional();
    }

    /** Those that wait first, then all else, each the newest first. */
    List<ReserveOrder> list(FundId fund, Turn after, int limit) {
        return jdbc.sql("""
                        select * from ledger.reserve_order
                        where fund = :fund and (state = 'PROPOSED', id) < (:waits, :id)
                        order by state = 'PROPOSED' desc, id desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("waits", after.waits())
                .param("id", after.id())
                .param("limit", limit)
                .query(ReserveStore::order)
                .list();
    }

    void confirm(FundId fund, long id, Hand by) {
        jdbc.sql("""
                        update ledger.reserve_order
                        set state = 'CONFIRMED', confirmed_by = :by, confirmed_name = :name, confirmed_at = :at
                        where fund = :fund and id = :id
                        """)
                .param("by", by.person().value())
                .param("name", by.name())
                .param("at", utc(by.at()))
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    void withdraw(FundId fund, long id) {
        jdbc.sql("update ledger.reserve_order set state = 'WITHDRAWN' where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static ReserveOrder order(ResultSet row, int n) throws SQLException {
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return new ReserveOrder(
                row.getLong("id"),
                ReserveOrder.Kind.valueOf(row.getString("kind")),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("grounds"),
                ReserveOrder.State.valueOf(row.getString("state")),
                new PersonId(row.getLong("proposed_by")),
                row.getString("proposed_name"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("confirmed_name"),
                confirmed == null ? null : confirmed.toInstant());
    }
}
