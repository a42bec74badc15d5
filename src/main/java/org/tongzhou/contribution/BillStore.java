package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;

/** Reads bills, and locks them. */
@Component
class BillStore {
    private static final String PAYMENTS = """
            select a.id as allocation, c.id, c.bank_serial, c.payer, c.value_date, a.made_by, a.ended_on, a.ended_why,
                case when :part = 0 then a.amount_fen else a.part_fen[array_position(a.parts, :part)] end as amount_fen
            from contribution.allocation a
            join contribution.credit c on c.fund = a.fund and c.id = a.credit
            where a.fund = :fund and a.bill = :bill and (:part = 0 or :part = any(a.parts))
            """;

    private final JdbcClient jdbc;
    private final Trips trips;

    BillStore(JdbcClient jdbc, Trips trips) {
        this.jdbc = jdbc;
        this.trips = trips;
    }

    Optional<Bill> find(Scope scope, BillId id) {
        return jdbc.sql(BillRows.SELECT + """
                        where b.fund = :fund and b.id = :id and b.unit_path >= :from and b.unit_path < :upTo
                        """)
                .params(scope.params())
                .param("id", id.value())
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
                .params(scope.params())
                .param("reference", reference)
                .query((row, n) -> BillRows.bill(row))
                .optional();
    }

    /** Refuses a bill that does not lie in the scope. */
    void require(Scope scope, BillId id) {
        if (find(scope, id).isEmpty()) {
            throw Refusal.notFound();
        }
    }

    /**
     * Locked before it is read: what waits for a row would read the bill anew, and its parts as they were before. The key is left
     * alone, as every lock here leaves it: reminders of many bills point to them in an order of their own, and wait for nobody.
     */
    Optional<Bill> lock(FundId fund, BillId id) {
        jdbc.sql("select id from contribution.bill where fund = :fund and id = :id for no key update")
                .param("fund", fund.code())
                .param("id", id.value())
                .query(row -> {});
        return jdbc.sql(BillRows.SELECT + "where b.fund = :fund and b.id = :id")
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
                        order by id for no key update
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

    /** Locks the bills that these locked credits pay; before covers are locked, since others lock in that order. */
    void lockPaidBy(FundId fund, Collection<CreditId> credits) {
        jdbc.sql("""
                        select id from contribution.bill
                        where fund = :fund and id in (
                            select bill from contribution.allocation
                            where fund = :fund and credit = any(:credits) and ended_on is null)
                        order by id for no key update
                        """)
                .param("fund", fund.code())
                .param("credits", credits.stream().map(CreditId::value).toArray(Long[]::new))
                .query(row -> {});
    }

    List<Bill> list(Scope scope, BillFilter filter, long before, int limit) {
        Trip trip = trips.trip(Trips.BY_TERRITORY);
        Rows<Bill> bills = trip.within(scope)
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
                .params(scope.params())
                .query((row, n) -> new BillTotals(
                        row.getLong("bills"),
                        Money.ofFen(row.getLong("total")),
                        row.getLong("open"),
                        Money.ofFen(row.getLong("outstanding"))))
                .single();
    }

    /** One row for each credit and match after one of them, oldest first. */
    List<BillPayment> payments(FundId fund, BillId id, long after, int limit) {
        return jdbc.sql(PAYMENTS + "and a.id > :after order by a.id limit :limit")
                .param("fund", fund.code())
                .param("bill", id.value())
                .param("part", 0)
                .param("after", after)
                .param("limit", limit)
                .query(BillStore::payment)
                .list();
    }

    /** All with what went to one part alone; 0 is the whole bill. */
    List<BillPayment> payments(FundId fund, BillId id, int part) {
        return jdbc.sql(PAYMENTS + "order by a.id")
                .param("fund", fund.code())
                .param("bill", id.value())
                .param("part", part)
                .query(BillStore::payment)
                .list();
    }

    private static BillPayment payment(ResultSet row, int n) throws SQLException {
        return new BillPayment(
                row.getLong("allocation"),
                new CreditId(row.getLong("id")),
                row.getString("bank_serial"),
                row.getString("payer"),
                row.getObject("value_date", LocalDate.class),
                Money.ofFen(row.getLong("amount_fen")),
                row.getObject("made_by") != null,
                row.getObject("ended_on", LocalDate.class),
                ending(row.getString("ended_why")));
    }

    /** True when the bank took something back that had paid it. */
    boolean tookBack(FundId fund, BillId id) {
        return jdbc.sql("""
                        select exists (select from contribution.allocation
                            where fund = :fund and bill = :bill and ended_why = 'RETURNED')
                        """)
                .param("fund", fund.code())
                .param("bill", id.value())
                .query(Boolean.class)
                .single();
    }

    private static @Nullable Ending ending(@Nullable String name) {
        return name == null ? null : Ending.valueOf(name);
    }
}
