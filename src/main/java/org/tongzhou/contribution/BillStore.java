package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Shares;

@Component
class BillStore {
    private final JdbcClient jdbc;

    BillStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextId() {
        return jdbc.sql("select nextval(pg_get_serial_sequence('contribution.bill', 'id'))")
                .query(Long.class)
                .single();
    }

    void insert(FundId fund, Bill bill) {
        jdbc.sql("""
                        insert into contribution.bill (fund, id, unit, unit_path, unit_name, submission, people, reference,
                            total_fen, worker_fen, employer_fen, union_fen, donor_fen, paid_on, raised_by, raised_at)
                        overriding system value
                        values (:fund, :id, :unit, :path, :name, :submission, :people, :reference,
                            :total, :worker, :employer, :union, :donor, :paidOn, :raisedBy, :raisedAt)
                        """)
                .param("fund", fund.code())
                .param("id", bill.id().value())
                .param("unit", bill.unit().value())
                .param("path", bill.unitPath())
                .param("name", bill.unitName())
                .param("submission", bill.submission().value())
                .param("people", bill.people())
                .param("reference", bill.reference())
                .param("total", bill.total().fen())
                .param("worker", bill.shares().worker().fen())
                .param("employer", bill.shares().employer().fen())
                .param("union", bill.shares().union().fen())
                .param("donor", bill.shares().donor().fen())
                .param("paidOn", bill.paidOn())
                .param("raisedBy", bill.raisedBy().value())
                .param("raisedAt", Timestamp.from(bill.raisedAt()))
                .update();
    }

    Optional<Bill> find(Scope scope, BillId id) {
        return jdbc.sql("""
                        select * from contribution.bill
                        where fund = :fund and id = :id and unit_path >= :from and unit_path < :upTo
                        """)
                .param("fund", scope.fund().code())
                .param("id", id.value())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> bill(row))
                .optional();
    }

    Optional<Bill> ofSubmission(FundId fund, SubmissionId submission) {
        return jdbc.sql("select * from contribution.bill where fund = :fund and submission = :submission")
                .param("fund", fund.code())
                .param("submission", submission.value())
                .query((row, n) -> bill(row))
                .optional();
    }

    Optional<Bill> byReference(Scope scope, String reference) {
        return jdbc.sql("""
                        select * from contribution.bill
                        where fund = :fund and reference = :reference and unit_path >= :from and unit_path < :upTo
                        """)
                .param("fund", scope.fund().code())
                .param("reference", reference)
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> bill(row))
                .optional();
    }

    Optional<Bill> lock(FundId fund, BillId id) {
        return jdbc.sql("select * from contribution.bill where fund = :fund and id = :id for update")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> bill(row))
                .optional();
    }

    /** In id order, so that two who lock several never wait for each other. */
    List<Bill> lockByReference(FundId fund, Collection<String> references) {
        return jdbc.sql("""
                        select * from contribution.bill
                        where fund = :fund and reference = any(:references) order by id for update
                        """)
                .param("fund", fund.code())
                .param("references", references.toArray(String[]::new))
                .query((row, n) -> bill(row))
                .list();
    }

    List<Bill> list(Scope scope, BillFilter filter, long before, int limit) {
        return jdbc.sql("""
                        select * from contribution.bill
                        where fund = :fund and unit_path >= :from and unit_path < :upTo and id < :before
                          and (:filter = 'ALL' or (state = 'PAID') = (:filter = 'PAID'))
                        order by id desc limit :limit
                        """)
                .param("fund", scope.fund().code())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .param("before", before)
                .param("filter", filter.name())
                .param("limit", limit)
                .query((row, n) -> bill(row))
                .list();
    }

    BillTotals totals(Scope scope) {
        return jdbc.sql("""
                        select count(*) as bills, coalesce(sum(total_fen), 0) as total,
                            count(*) filter (where state <> 'PAID') as open,
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

    /** {@code amount} may be negative, when the bank takes money back. */
    void receive(FundId fund, BillId id, Money amount, @Nullable LocalDate paidOn) {
        jdbc.sql("""
                        update contribution.bill
                        set received_fen = received_fen + :amount, paid_on = :paidOn
                        where fund = :fund and id = :id
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("amount", amount.fen())
                .param("paidOn", paidOn)
                .update();
    }

    /** True the first time: only then is the cover to be started. */
    boolean coverFrom(FundId fund, BillId id, LocalDate matchedOn) {
        return jdbc.sql("""
                        update contribution.bill set covered_on = :matchedOn
                        where fund = :fund and id = :id and covered_on is null
                        """)
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .param("matchedOn", matchedOn)
                        .update()
                == 1;
    }

    List<BillPayment> payments(FundId fund, BillId id) {
        return jdbc.sql("""
                        select c.id, c.bank_serial, c.payer, c.value_date, a.amount_fen, a.made_by, a.returned_on
                        from contribution.allocation a
                        join contribution.credit c on c.fund = a.fund and c.id = a.credit
                        where a.fund = :fund and a.bill = :bill order by a.id
                        """)
                .param("fund", fund.code())
                .param("bill", id.value())
                .query((row, n) -> new BillPayment(
                        new CreditId(row.getLong("id")),
                        row.getString("bank_serial"),
                        row.getString("payer"),
                        row.getObject("value_date", LocalDate.class),
                        Money.ofFen(row.getLong("amount_fen")),
                        row.getObject("made_by") != null,
                        row.getObject("returned_on", LocalDate.class)))
                .list();
    }

    static Bill bill(ResultSet row) throws SQLException {
        Instant raisedAt = row.getTimestamp("raised_at").toInstant();
        return new Bill(
                new BillId(row.getLong("id")),
                new UnitId(row.getLong("unit")),
                row.getString("unit_path"),
                row.getString("unit_name"),
                new SubmissionId(row.getLong("submission")),
                row.getInt("people"),
                row.getString("reference"),
                new Shares(
                        Money.ofFen(row.getLong("worker_fen")),
                        Money.ofFen(row.getLong("employer_fen")),
                        Money.ofFen(row.getLong("union_fen")),
                        Money.ofFen(row.getLong("donor_fen"))),
                Money.ofFen(row.getLong("received_fen")),
                row.getObject("paid_on", LocalDate.class),
                new PersonId(row.getLong("raised_by")),
                raisedAt);
    }
}
