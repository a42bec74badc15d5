package org.tongzhou.contribution;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;

/** What programmes give to bills out of their budgets. */
@Component
class GrantStore {
    private final JdbcClient jdbc;

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes as much of what is wanted as budget and unit allow, to the last fen. The programme's row is locked until the
     * transaction ends; the unit's row is made with zero first, so that there is something to lock. The locks leave keys
     * alone, since every grant of others points to them.
     */
    Money take(FundId fund, Programme programme, UnitId unit, Money wanted) {
        Money left = lockProgramme(fund, programme.id()).min(lockUnit(fund, programme, unit));
        Money taken = wanted.min(left).max(Money.ZERO);
        if (taken.isPositive()) {
            use(fund, programme.id(), unit, taken);
        }
        return taken;
    }

    private Money lockProgramme(FundId fund, ProgrammeId programme) {
        return Money.ofFen(jdbc.sql("""
                        select case when stopped_on is null then budget_fen - used_fen else 0 end
                        from contribution.programme where fund = :fund and id = :id for no key update
                        """)
                .param("fund", fund.code())
                .param("id", programme.value())
                .query(Long.class)
                .single());
    }

    private Money lockUnit(FundId fund, Programme programme, UnitId unit) {
        Money most = programme.terms().unitMost();
        jdbc.sql("""
                        insert into contribution.programme_unit (fund, programme, unit, most_fen)
                        values (:fund, :programme, :unit, :most) on conflict (fund, programme, unit) do nothing
                        """)
                .param("fund", fund.code())
                .param("programme", programme.id().value())
                .param("unit", unit.value())
                .param("most", most == null ? null : most.fen(), Types.BIGINT)
                .update();
        return Money.ofFen(jdbc.sql("""
                        select coalesce(most_fen - used_fen, :endless) from contribution.programme_unit
                        where fund = :fund and programme = :id and unit = :unit for no key update
                        """)
                .param("fund", fund.code())
                .param("id", programme.id().value())
                .param("unit", unit.value())
                .param("endless", Long.MAX_VALUE)
                .query(Long.class)
                .single());
    }

    /** {@code amount} is negative when it goes back. */
    private void use(FundId fund, ProgrammeId programme, UnitId unit, Money amount) {
        jdbc.sql("update contribution.programme set used_fen = used_fen + :amount where fund = :fund and id = :id")
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("id", programme.value())
                .update();
        jdbc.sql("""
                        update contribution.programme_unit set used_fen = used_fen + :amount
                        where fund = :fund and programme = :id and unit = :unit
                        """)
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("id", programme.value())
                .param("unit", unit.value())
                .update();
    }

    void insertGrant(FundId fund, BillId bill, ProgrammeId programme, Money amount, Instant now) {
        jdbc.sql("""
                        insert into contribution.subsidy_grant (fund, programme, bill, amount_fen, granted_at)
                        values (:fund, :programme, :bill, :amount, :now)
                        """)
                .param("fund", fund.code())
                .param("programme", programme.value())
                .param("bill", bill.value())
                .param("amount", amount.fen())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The terms of the programmes that pay of a bill. */
    Map<ProgrammeId, NewProgramme> terms(FundId fund, BillId bill) {
        Map<ProgrammeId, NewProgramme> terms = new HashMap<>();
        jdbc.sql("""
                        select p.* from contribution.subsidy_grant g
                        join contribution.programme p on p.fund = g.fund and p.id = g.programme
                        where g.fund = :fund and g.bill = :bill
                        """).param("fund", fund.code()).param("bill", bill.value()).query(row -> {
            Programme programme = ProgrammeRows.programme(row);
            terms.put(programme.id(), programme.terms());
        });
        return terms;
    }

    /** Gives back what a bill had and does not need any more. */
    void release(FundId fund, Bill bill, ProgrammeId programme, Money amount) {
        use(fund, programme, bill.unit(), amount.negated());
        jdbc.sql("""
                        update contribution.subsidy_grant set released_fen = released_fen + :amount
                        where fund = :fund and programme = :programme and bill = :bill
                        """)
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("programme", programme.value())
                .param("bill", bill.id().value())
                .update();
    }

    /** Who had what, those that had most first; as far as the territory reaches. */
    List<Granted> granted(Scope scope, ProgrammeId id, Place after, int limit) {
        return jdbc.sql("""
                        select b.id, b.reference, b.unit_name, b.people, g.amount_fen - g.released_fen as fen
                        from contribution.subsidy_grant g
                        join contribution.bill b on b.fund = g.fund and b.id = g.bill
                        where g.fund = :fund and g.programme = :id and b.unit_path >= :from and b.unit_path < :upTo
                          and g.amount_fen - g.released_fen <= :fen
                          and (g.amount_fen - g.released_fen < :fen or g.bill > :bill)
                        order by g.amount_fen - g.released_fen desc, g.bill limit :limit
                        """)
                .params(scope.params())
                .param("fen", after.first())
                .param("bill", after.id())
                .param("limit", limit)
                .param("id", id.value())
                .query((row, n) -> new Granted(
                        new BillId(row.getLong("id")),
                        row.getString("reference"),
                        row.getString("unit_name"),
                        row.getInt("people"),
                        Money.ofFen(row.getLong("fen"))))
                .list();
    }
}
