package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.RowNumbers;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

@Component
class AllocationStore {
    private static final String SELECT =
            "select id, credit, bill, parts, part_fen, made_by from contribution.allocation ";

    private final JdbcClient jdbc;

    AllocationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All in one statement; answers them with their ids. The parts travel as text, since arrays of arrays must be rectangular. */
    List<Allocation> insert(FundId fund, List<Allocation> allocations, Instant now) {
        List<Allocation> made = numbered(allocations);
        jdbc.sql("""
                        insert into contribution.allocation
                            (fund, id, credit, bill, amount_fen, parts, part_fen, made_by, made_at)
                        overriding system value
                        select :fund, id, credit, bill, amount, parts::int[], fens::bigint[], nullif(by, 0), :now
                        from unnest(:ids::bigint[], :credits::bigint[], :bills::bigint[], :amounts::bigint[],
                            :parts::text[], :fens::text[], :by::bigint[])
                            as t (id, credit, bill, amount, parts, fens, by)
                        """)
                .param("fund", fund.code())
                .param("ids", made.stream().map(Allocation::id).toArray(Long[]::new))
                .param(
                        "credits",
                        made.stream().map(each -> each.credit().value()).toArray(Long[]::new))
                .param("bills", made.stream().map(each -> each.bill().value()).toArray(Long[]::new))
                .param("amounts", made.stream().map(each -> each.amount().fen()).toArray(Long[]::new))
                .param("parts", made.stream().map(AllocationStore::parts).toArray(String[]::new))
                .param("fens", made.stream().map(AllocationStore::fens).toArray(String[]::new))
                .param("by", made.stream().map(each -> by(each.madeBy())).toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .update();
        return made;
    }

    private List<Allocation> numbered(List<Allocation> allocations) {
        List<Long> ids = RowNumbers.next(jdbc, "contribution.allocation", allocations.size());
        List<Allocation> numbered = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Allocation each = allocations.get(i);
            numbered.add(new Allocation(ids.get(i), each.credit(), each.bill(), each.parts(), each.madeBy()));
        }
        return numbered;
    }

    private static String parts(Allocation allocation) {
        return "{"
                + String.join(
                        ",",
                        allocation.parts().stream()
                                .map(p -> Integer.toString(p.part()))
                                .toList()) + "}";
    }

    private static String fens(Allocation allocation) {
        return "{"
                + String.join(
                        ",",
                        allocation.parts().stream()
                                .map(p -> Long.toString(p.amount().fen()))
                                .toList())
                + "}";
    }

    private static long by(@Nullable PersonId person) {
        return person == null ? 0 : person.value();
    }

    void end(FundId fund, List<Allocation> live, Settling.Ended ended) {
        PersonId by = ended.by();
        jdbc.sql("""
                        update contribution.allocation set ended_on = :day, ended_why = :why, ended_by = :by
                        where fund = :fund and id = any(:ids) and ended_on is null
                        """)
                .param("day", ended.day())
                .param("why", ended.why().name())
                .param("by", by == null ? null : by.value(), Types.BIGINT)
                .param("fund", fund.code())
                .param("ids", live.stream().map(Allocation::id).toArray(Long[]::new))
                .update();
    }

    List<Allocation> liveOfCredit(FundId fund, CreditId credit) {
        return jdbc.sql(SELECT + "where fund = :fund and credit = :credit and ended_on is null order by bill, id")
                .param("fund", fund.code())
                .param("credit", credit.value())
                .query((row, n) -> allocation(row))
                .list();
    }

    List<Allocation> liveOfBill(FundId fund, BillId bill) {
        return jdbc.sql(SELECT + "where fund = :fund and bill = :bill and ended_on is null order by credit, id")
                .param("fund", fund.code())
                .param("bill", bill.value())
                .query((row, n) -> allocation(row))
                .list();
    }

    Optional<Allocation> live(FundId fund, long id) {
        return jdbc.sql(SELECT + "where fund = :fund and id = :id and ended_on is null")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> allocation(row))
                .optional();
    }

    /** What the reference had matched of a credit and somebody took off again. */
    Optional<Allocation> endedByReference(FundId fund, CreditId credit) {
        return jdbc.sql(SELECT + """
                        where fund = :fund and credit = :credit and made_by is null and ended_why in ('UNDONE', 'WITHDRAWN')
                        """)
                .param("fund", fund.code())
                .param("credit", credit.value())
                .query((row, n) -> allocation(row))
                .optional();
    }

    private static Allocation allocation(ResultSet row) throws SQLException {
        Integer[] parts = (Integer[]) row.getArray("parts").getArray();
        Long[] fens = (Long[]) row.getArray("part_fen").getArray();
        List<PartMoney> money = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            money.add(new PartMoney(parts[i], Money.ofFen(fens[i])));
        }
        Long madeBy = row.getObject("made_by", Long.class);
        return new Allocation(
                row.getLong("id"),
                new CreditId(row.getLong("credit")),
                new BillId(row.getLong("bill")),
                money,
                madeBy == null ? null : new PersonId(madeBy));
    }
}
