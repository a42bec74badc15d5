package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;

@Component
class CreditStore {
    private final JdbcClient jdbc;

    CreditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A bank's serial number within its year. */
    record Key(int year, String serial) {
        static Key of(BankLine line) {
            return new Key(line.valueDate().getYear(), line.serial());
        }
    }

    /** One file of a fund at a time; the unique constraint on serial numbers stands behind it. */
    void waitForOthers(FundId fund) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('contribution.statement'), :fund)")
                .param("fund", fund.code())
                .query(row -> {});
    }

    /** Inserts what is not known yet in one statement and answers the new ids; of a serial twice in the file the first counts. */
    Map<Key, CreditId> insertNew(FundId fund, List<BankLine> lines, Instant now) {
        Map<Key, CreditId> ids = new HashMap<>();
        jdbc.sql("""
                        insert into contribution.credit (fund, serial_year, bank_serial, amount_fen, payer, remark,
                            value_date, unit_path, created_at)
                        select :fund, extract(year from day), serial, amount, payer, remark, day, :path, :now
                        from unnest(:serials::text[], :amounts::bigint[], :payers::text[], :remarks::text[], :days::date[])
                            with ordinality as t (serial, amount, payer, remark, day, no)
                        order by no
                        on conflict (fund, serial_year, bank_serial) do nothing
                        returning id, serial_year, bank_serial
                        """)
                .param("fund", fund.code())
                .param("path", "/" + fund.code() + "/")
                .param("now", Timestamp.from(now))
                .param("serials", lines.stream().map(BankLine::serial).toArray(String[]::new))
                .param(
                        "amounts",
                        lines.stream().map(line -> line.amount().fen()).toArray(Long[]::new))
                .param("payers", lines.stream().map(BankLine::payer).toArray(String[]::new))
                .param("remarks", lines.stream().map(BankLine::remark).toArray(String[]::new))
                .param(
                        "days",
                        lines.stream().map(line -> line.valueDate().toString()).toArray(String[]::new))
                .query(row -> {
                    ids.put(
                            new Key(row.getInt("serial_year"), row.getString("bank_serial")),
                            new CreditId(row.getLong("id")));
                });
        return ids;
    }

    /** What is known under the serial numbers of these lines. */
    Map<Key, Credit> known(FundId fund, List<BankLine> lines) {
        Map<Key, Credit> known = new HashMap<>();
        jdbc.sql("""
                        select c.* from unnest(:serials::text[], :years::int[]) as t (serial, year)
                        join contribution.credit c
                          on c.fund = :fund and c.serial_year = t.year and c.bank_serial = t.serial
                        """)
                .param("fund", fund.code())
                .param("serials", lines.stream().map(BankLine::serial).toArray(String[]::new))
                .param(
                        "years",
                        lines.stream().map(line -> line.valueDate().getYear()).toArray(Integer[]::new))
                .query(row -> {
                    known.put(new Key(row.getInt("serial_year"), row.getString("bank_serial")), credit(row));
                });
        return known;
    }

    Optional<Credit> find(Scope scope, CreditId id) {
        return jdbc.sql("""
                        select * from contribution.credit
                        where fund = :fund and id = :id and unit_path >= :from and unit_path < :upTo
                        """)
                .param("fund", scope.fund().code())
                .param("id", id.value())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> credit(row))
                .optional();
    }

    Optional<Credit> lock(FundId fund, CreditId id) {
        return jdbc.sql("select * from contribution.credit where fund = :fund and id = :id for update")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> credit(row))
                .optional();
    }

    /** The credit that a return means: by the serial number it names, else by a bill's reference and the same amount, the newest. */
    Optional<CreditId> returned(FundId fund, BankLine line, List<String> references) {
        return jdbc.sql("""
                        select c.id from contribution.credit c
                        where c.fund = :fund and c.returned_on is null and c.amount_fen = :amount
                          and c.value_date <= :day
                          and (c.bank_serial = :original
                            or :original::text is null and exists (
                                select 1 from contribution.allocation a
                                join contribution.bill b on b.fund = a.fund and b.id = a.bill
                                where a.fund = c.fund and a.credit = c.id and b.reference = any(:references)))
                        order by c.id desc limit 1
                        """)
                .param("fund", fund.code())
                .param("amount", line.amount().fen())
                .param("day", line.valueDate())
                .param("original", line.original())
                .param("references", references.toArray(String[]::new))
                .query((row, n) -> new CreditId(row.getLong("id")))
                .optional();
    }

    boolean isReturnKnown(FundId fund, Key key) {
        return jdbc.sql("""
                        select exists (select 1 from contribution.credit_return
                            where fund = :fund and serial_year = :year and bank_serial = :serial)
                        """)
                .param("fund", fund.code())
                .param("year", key.year())
                .param("serial", key.serial())
                .query(Boolean.class)
                .single();
    }

    void insertReturn(FundId fund, BankLine line, CreditId credit) {
        jdbc.sql("""
                        insert into contribution.credit_return (fund, serial_year, bank_serial, credit, value_date)
                        values (:fund, :year, :serial, :credit, :day)
                        """)
                .param("fund", fund.code())
                .param("year", line.valueDate().getYear())
                .param("serial", line.serial())
                .param("credit", credit.value())
                .param("day", line.valueDate())
                .update();
        jdbc.sql("update contribution.credit set returned_on = :day where fund = :fund and id = :id")
                .param("day", line.valueDate())
                .param("fund", fund.code())
                .param("id", credit.value())
                .update();
    }

    long insertAllocation(FundId fund, Allocation allocation, @Nullable PersonId madeBy, Instant now) {
        return jdbc.sql("""
                        insert into contribution.allocation (fund, credit, bill, amount_fen, made_by, made_at)
                        values (:fund, :credit, :bill, :amount, :madeBy, :now) returning id
                        """)
                .param("fund", fund.code())
                .param("credit", allocation.credit().value())
                .param("bill", allocation.bill().value())
                .param("amount", allocation.amount().fen())
                .param("madeBy", madeBy == null ? null : madeBy.value())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    void apply(FundId fund, CreditId id, Money amount, String unitPath) {
        jdbc.sql("""
                        update contribution.credit set applied_fen = applied_fen + :amount, unit_path = :path
                        where fund = :fund and id = :id
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("amount", amount.fen())
                .param("path", unitPath)
                .update();
    }

    List<Allocation> allocations(FundId fund, CreditId credit) {
        return jdbc.sql("""
                        select * from contribution.allocation
                        where fund = :fund and credit = :credit and returned_on is null order by bill
                        """)
                .param("fund", fund.code())
                .param("credit", credit.value())
                .query((row, n) -> new Allocation(
                        row.getLong("id"),
                        credit,
                        new BillId(row.getLong("bill")),
                        Money.ofFen(row.getLong("amount_fen"))))
                .list();
    }

    void returnAllocations(FundId fund, CreditId credit, LocalDate day) {
        jdbc.sql("""
                        update contribution.allocation set returned_on = :day
                        where fund = :fund and credit = :credit and returned_on is null
                        """)
                .param("day", day)
                .param("fund", fund.code())
                .param("credit", credit.value())
                .update();
    }

    List<Credit> unidentified(Scope scope, long before, int limit) {
        return jdbc.sql("""
                        select * from contribution.credit
                        where fund = :fund and unit_path >= :from and unit_path < :upTo and id < :before
                          and applied_fen < amount_fen and returned_on is null
                        order by id desc limit :limit
                        """)
                .param("fund", scope.fund().code())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> credit(row))
                .list();
    }

    int toMatch(Scope scope) {
        return jdbc.sql("""
                        select count(*) from contribution.credit
                        where fund = :fund and unit_path >= :from and unit_path < :upTo
                          and applied_fen < amount_fen and returned_on is null
                        """)
                .param("fund", scope.fund().code())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query(Integer.class)
                .single();
    }

    private static Credit credit(ResultSet row) throws SQLException {
        return new Credit(
                new CreditId(row.getLong("id")),
                row.getString("bank_serial"),
                Money.ofFen(row.getLong("amount_fen")),
                Money.ofFen(row.getLong("applied_fen")),
                row.getString("payer"),
                row.getString("remark"),
                row.getObject("value_date", LocalDate.class),
                row.getObject("returned_on", LocalDate.class));
    }
}
