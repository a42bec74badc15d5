package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.BinaryCopy;
import org.tongzhou.database.RowNumbers;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

/** Writes bills and their parts: when they are raised, reduced, paid, and when their cover starts. */
@Component
class BillWriting {
    private static final String RAISED = "contribution.bill (fund, id, unit, unit_path, unit_name, submission, people,"
            + " reference, share_bp, share_fen, total_fen, subsidised_fen, received_fen, starts_at_fen, due_on, paid_on,"
            + " raised_by, raised_at)";

    private static final String PARTS =
            "contribution.bill_part (fund, bill, no, payer, programme, reference, amount_fen, received_fen)";

    private final JdbcClient jdbc;
    private final DataSource database;

    BillWriting(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Numbers for a bill and those of its parts that have a reference of their own: one row of numbers for both. */
    List<Long> nextNumbers(int count) {
        return RowNumbers.next(jdbc, "contribution.bill", count);
    }

    void insertAll(FundId fund, List<Bill> bills) {
        try (BinaryCopy copy = BinaryCopy.into(database, RAISED)) {
            bills.forEach(bill -> put(copy, fund, bill));
            copy.end();
        }
        try (BinaryCopy copy = BinaryCopy.into(database, PARTS)) {
            bills.forEach(bill -> bill.parts().forEach(part -> put(copy, fund, bill.id(), part)));
            copy.end();
        }
    }

    private static void put(BinaryCopy copy, FundId fund, Bill bill) {
        copy.row(18)
                .put(fund.code())
                .put(bill.id().value())
                .put(bill.unit().value())
                .put(bill.unitPath())
                .put(bill.unitName())
                .put(bill.submission().value())
                .put(bill.people())
                .put(bill.reference())
                .putInts(bill.agreement().allBasisPoints(), Integer::intValue)
                .putLongs(bill.agreement().allFenEach(), Long::longValue)
                .put(bill.total().fen())
                .put(bill.subsidised().fen())
                .put(bill.received().fen())
                .put(bill.startsAt().fen())
                .put(bill.days().dueOn())
                .put(bill.days().paidOn())
                .put(bill.raisedBy().value())
                .put(bill.raisedAt());
    }

    private static void put(BinaryCopy copy, FundId fund, BillId bill, BillPart part) {
        copy.row(8)
                .put(fund.code())
                .put(bill.value())
                .put(part.no())
                .put(part.payer() == null ? "SUBSIDY" : part.payer().name())
                .putOr(part.programme().map(s -> s.programme().value()).orElse(null))
                .put(part.reference())
                .put(part.amount().fen())
                .put(part.received().fen());
    }

    /** The bill's parts, sums and people anew, after people were withdrawn; nothing stands against it at that moment. */
    void reduce(FundId fund, Bill bill) {
        reduceParts(fund, bill);
        jdbc.sql("""
                        update contribution.bill
                        set people = :people, total_fen = :total, subsidised_fen = :subsidised, received_fen = :received,
                            starts_at_fen = :startsAt, paid_on = :paidOn, covered_on = :coveredOn,
                            cancelled_on = :cancelledOn
                        where fund = :fund and id = :id
                        """)
                .param("fund", fund.code())
                .param("id", bill.id().value())
                .param("people", bill.people())
                .param("total", bill.total().fen())
                .param("subsidised", bill.subsidised().fen())
                .param("received", bill.received().fen())
                .param("startsAt", bill.startsAt().fen())
                .param("paidOn", bill.days().paidOn())
                .param("coveredOn", bill.days().coveredOn())
                .param("cancelledOn", bill.days().cancelledOn())
                .update();
    }

    private void reduceParts(FundId fund, Bill bill) {
        jdbc.sql("""
                        update contribution.bill_part p set amount_fen = t.amount, received_fen = t.received
                        from unnest(:nos::int[], :amounts::bigint[], :received::bigint[]) as t (no, amount, received)
                        where p.fund = :fund and p.bill = :bill and p.no = t.no
                        """)
                .param("fund", fund.code())
                .param("bill", bill.id().value())
                .param("nos", bill.parts().stream().map(BillPart::no).toArray(Integer[]::new))
                .param("amounts", longs(bill, part -> part.amount().fen()))
                .param("received", longs(bill, part -> part.received().fen()))
                .update();
    }

    /** Adds what came in to parts and bills, or takes it away again; a bill that is full carries the day. */
    void receive(FundId fund, Collection<Allocation> allocations, boolean in, LocalDate day) {
        List<Long> bills = allocations.stream()
                .flatMap(each -> each.parts().stream().map(part -> each.bill().value()))
                .toList();
        List<PartMoney> parts =
                allocations.stream().flatMap(each -> each.parts().stream()).toList();
        jdbc.sql("""
                        with t as (
                            select bill, no, sum(fen)::bigint * :sign as fen
                            from unnest(:bills::bigint[], :nos::int[], :fens::bigint[]) as u (bill, no, fen)
                            group by bill, no),
                        p as (
                            update contribution.bill_part p set received_fen = p.received_fen + t.fen
                            from t where p.fund = :fund and p.bill = t.bill and p.no = t.no)
                        update contribution.bill b
                        set received_fen = b.received_fen + s.fen,
                            paid_on = case when b.received_fen + s.fen = b.total_fen then :day::date end
                        from (select bill, sum(fen)::bigint as fen from t group by bill) s
                        where b.fund = :fund and b.id = s.bill
                        """)
                .param("fund", fund.code())
                .param("sign", in ? 1 : -1)
                .param("bills", bills.toArray(Long[]::new))
                .param("nos", parts.stream().map(PartMoney::part).toArray(Integer[]::new))
                .param("fens", parts.stream().map(part -> part.amount().fen()).toArray(Long[]::new))
                .param("day", day)
                .update();
    }

    /** Those whose cover is to be started now: a day is set once only. */
    List<BillId> coverFrom(FundId fund, Collection<BillId> ids, LocalDate matchedOn) {
        return jdbc.sql("""
                        update contribution.bill set covered_on = :matchedOn
                        where fund = :fund and id = any(:ids) and covered_on is null
                        returning id
                        """)
                .param("fund", fund.code())
                .param("ids", ids.stream().map(BillId::value).toArray(Long[]::new))
                .param("matchedOn", matchedOn)
                .query((row, n) -> new BillId(row.getLong(1)))
                .list();
    }

    /** The cover that was to start did not begin. */
    void coverTakenBack(FundId fund, BillId id) {
        jdbc.sql("update contribution.bill set covered_on = null where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void startAt(FundId fund, BillId id, Money startsAt) {
        jdbc.sql("update contribution.bill set starts_at_fen = :startsAt where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("startsAt", startsAt.fen())
                .update();
    }

    private static Long[] longs(Bill bill, Function<BillPart, Long> of) {
        return bill.parts().stream().map(of).toArray(Long[]::new);
    }
}
