package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.BinaryCopy;
import org.tongzhou.database.RowNumbers;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;

@Component
class BillStore {
    private static final String RAISED = "contribution.bill (fund, id, unit, unit_path, unit_name, submission, people,"
            + " reference, share_bp, share_fen, total_fen, subsidised_fen, received_fen, starts_at_fen, due_on, paid_on,"
            + " raised_by, raised_at)";
    private static final String PARTS =
            "contribution.bill_part (fund, bill, no, payer, programme, reference, amount_fen, received_fen)";

    private final JdbcClient jdbc;
    private final DataSource database;
    private final Trips trips;

    BillStore(JdbcClient jdbc, DataSource database, Trips trips) {
        this.jdbc = jdbc;
        this.database = database;
        this.trips = trips;
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
                .putInts(bill.agreement().allBasisPoints())
                .putLongs(bill.agreement().allFenEach())
                .put(bill.total().fen())
                .put(bill.subsidised().fen())
                .put(bill.received().fen())
                .put(bill.startsAt().fen())
                .put(bill.dueOn())
                .put(bill.paidOn())
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
                .param("paidOn", bill.paidOn())
                .param("coveredOn", bill.coveredOn())
                .param("cancelledOn", bill.cancelledOn())
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

    Optional<Bill> find(Scope scope, BillId id) {
        return jdbc.sql(BillRows.SELECT + """
                        where b.fund = :fund and b.id = :id and b.unit_path >= :from and b.unit_path < :upTo
                        """)
                .param("fund", scope.fund().code())
                .param("id", id.value())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> BillRows.bill(row))
                .optional();
    }

    Optional<Bill> ofSubmission(FundId fund, SubmissionId submission) {
        return jdbc.sql(BillRows.SELECT + "where b.fund = :fund and b.submission = :submission")
                .param("fund", fund.code())
                .param("submission", submission.value())
                .query((row, n) -> BillRows.bill(row))
                .optional();
    }

    /** The bill that a reference names, its own or that of one of its parts. */
    Optional<Bill> byReference(Scope scope, String reference) {
        return jdbc.sql(BillRows.SELECT + """
                        where b.fund = :fund and b.unit_path >= :from and b.unit_path < :upTo
                          and (b.reference = :reference
                            or b.id = (select bill from contribution.bill_part
                                       where fund = :fund and reference = :reference))
                        """)
                .param("fund", scope.fund().code())
                .param("reference", reference)
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> BillRows.bill(row))
                .optional();
    }

    /** Refuses a bill that does not lie in the scope. */
    void require(Scope scope, BillId id) {
        if (find(scope, id).isEmpty()) {
            throw Refusal.notFound();
        }
    }

    Optional<Bill> lock(FundId fund, BillId id) {
        return jdbc.sql(BillRows.SELECT + "where b.fund = :fund and b.id = :id for update of b")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> BillRows.bill(row))
                .optional();
    }

    /** Bills that these references or their parts' references name; in id order, so that two who lock several never wait for each other. */
    List<Bill> lockByReference(FundId fund, Collection<String> references) {
        jdbc.sql("""
                        select id from contribution.bill
                        where fund = :fund and (reference = any(:references)
                          or id in (select bill from contribution.bill_part
                                    where fund = :fund and reference = any(:references)))
                        order by id for update
                        """)
                .param("fund", fund.code())
                .param("references", references.toArray(String[]::new))
                .query(row -> {});
        return jdbc.sql(BillRows.SELECT + """
                        where b.fund = :fund and (b.reference = any(:references)
                          or b.id in (select bill from contribution.bill_part
                                      where fund = :fund and reference = any(:references)))
                        order by b.id
                        """)
                .param("fund", fund.code())
                .param("references", references.toArray(String[]::new))
                .query((row, n) -> BillRows.bill(row))
                .list();
    }

    List<Bill> list(Scope scope, BillFilter filter, long before, int limit) {
        Trip trip = trips.trip().run(Trips.BY_TERRITORY);
        Rows<Bill> bills = trip.with("fund", scope.fund().code())
                .with("from", scope.from())
                .with("upTo", scope.upTo())
                .with("before", before)
                .with("filter", filter.name())
                .with("limit", limit)
                .ask(BillRows.SELECT + """
                        where b.fund = :fund and b.unit_path >= :from and b.unit_path < :upTo and b.id < :before
                          and (:filter = 'ALL' or :filter = 'PAID' and b.state = 'PAID'
                            or :filter = 'OPEN' and b.state in ('DUE', 'PART'))
                        order by b.id desc limit :limit
                        """, (row, n) -> BillRows.bill(row));
        trip.go();
        return bills.list();
    }

    BillTotals totals(Scope scope) {
        return jdbc.sql("""
                        select count(*) filter (where state <> 'CANCELLED') as bills, coalesce(sum(total_fen), 0) as total,
                            count(*) filter (where state in ('DUE', 'PART')) as open,
                            coalesce(sum(total_fen - received_fen), 0) as outstanding
                        from contribution.bill where fund = :fund and unit_path >= :from and unit_path < :upTo
                        """)
                .param("fund", scope.fund().code())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> new BillTotals(
                        row.getLong("bills"),
                        Money.ofFen(row.getLong("total")),
                        row.getLong("open"),
                        Money.ofFen(row.getLong("outstanding"))))
                .single();
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

    /** One row for each credit and match, oldest first. */
    List<BillPayment> payments(FundId fund, BillId id) {
        return payments(fund, id, 0);
    }

    /** The same with what went to one part alone; 0 is the whole bill. */
    List<BillPayment> payments(FundId fund, BillId id, int part) {
        return jdbc.sql("""
                        select a.id as allocation, c.id, c.bank_serial, c.payer, c.value_date, a.made_by, a.ended_on, a.ended_why,
                            case when :part = 0 then a.amount_fen else a.part_fen[array_position(a.parts, :part)] end
                                as amount_fen
                        from contribution.allocation a
                        join contribution.credit c on c.fund = a.fund and c.id = a.credit
                        where a.fund = :fund and a.bill = :bill and (:part = 0 or :part = any(a.parts)) order by a.id
                        """)
                .param("fund", fund.code())
                .param("bill", id.value())
                .param("part", part)
                .query((row, n) -> new BillPayment(
                        row.getLong("allocation"),
                        new CreditId(row.getLong("id")),
                        row.getString("bank_serial"),
                        row.getString("payer"),
                        row.getObject("value_date", LocalDate.class),
                        Money.ofFen(row.getLong("amount_fen")),
                        row.getObject("made_by") != null,
                        row.getObject("ended_on", LocalDate.class),
                        ending(row.getString("ended_why"))))
                .list();
    }

    private static @Nullable Ending ending(@Nullable String name) {
        return name == null ? null : Ending.valueOf(name);
    }

    private static Long[] longs(Bill bill, Function<BillPart, Long> of) {
        return bill.parts().stream().map(of).toArray(Long[]::new);
    }
}
