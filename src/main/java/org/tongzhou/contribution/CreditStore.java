package org.tongzhou.contribution;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import org.tongzhou.recovery.Repayments;

@Component
class CreditStore implements SealedColumns {
    private final JdbcClient jdbc;
    private final Vault vault;

    CreditStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** A bank's serial number within its year. */
    record Key(int year, String serial) {
        static Key of(BankLine line) {
            return new Key(line.valueDate().getYear(), line.serial());
        }

        static Key of(BankLine line, String otherName) {
            return new Key(line.valueDate().getYear(), otherName);
        }

        /** The same number on the other side of New Year, where the line lies so near that it may be told there too. */
        Optional<Key> overNewYear(LocalDate day) {
            int before = day.minusDays(SameCredit.DAYS_ABOUT).getYear();
            int after = day.plusDays(SameCredit.DAYS_ABOUT).getYear();
            return before == after ? Optional.empty() : Optional.of(new Key(before + after - year, serial));
        }

        static List<Key> of(List<BankLine> lines) {
            return lines.stream().map(Key::of).toList();
        }
    }

    /** One file of a fund at a time; the unique constraint on serial numbers stands behind it. */
    void waitForOthers(FundId fund) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('contribution.statement'), :fund)")
                .param("fund", fund.code())
                .query(row -> {});
    }

    /** Inserts what is not known yet in one statement and answers its keys; of a serial twice in the file the first counts. */
    List<Key> insertNew(FundId fund, List<BankLine> lines, Instant now) {
        return jdbc.sql("""
                        insert into contribution.credit (fund, serial_year, bank_serial, whole_serial, amount_fen, payer, account, remark,
                            value_date, unit_path, created_at)
                        select :fund, extract(year from day), serial, whole, amount, payer, account, remark, day, :path, :now
                        from unnest(:serials::text[], :wholes::text[], :amounts::bigint[], :payers::text[], :accounts::bytea[],
                            :remarks::text[], :days::date[])
                            with ordinality as t (serial, whole, amount, payer, account, remark, day, no)
                        order by no
                        on conflict (fund, serial_year, bank_serial) do nothing
                        returning serial_year, bank_serial
                        """)
                .param("fund", fund.code())
                .param("path", "/" + fund.code() + "/")
                .param("now", Timestamp.from(now))
                .param("serials", texts(lines, BankLine::serial))
                .param("wholes", texts(lines, line -> line.whole().orElse(null)))
                .param(
                        "amounts",
                        lines.stream().map(line -> line.amount().fen()).toArray(Long[]::new))
                .param("payers", texts(lines, BankLine::payer))
                .param(
                        "accounts",
                        lines.stream().map(line -> sealed(fund, line)).toArray(byte[][]::new))
                .param("remarks", texts(lines, BankLine::remark))
                .param("days", texts(lines, line -> line.valueDate().toString()))
                .query((row, n) -> new Key(row.getInt("serial_year"), row.getString("bank_serial")))
                .list();
    }

    private static @Nullable String[] texts(List<BankLine> lines, Function<BankLine, @Nullable String> of) {
        return lines.stream().map(of).toArray(String[]::new);
    }

    private byte @Nullable [] sealed(FundId fund, BankLine line) {
        String account = line.account();
        return account == null ? null : vault.seal(place(fund, Key.of(line)), account.getBytes(StandardCharsets.UTF_8));
    }

    private static String place(FundId fund, Key key) {
        return "credit:" + fund.code() + ":" + key.year() + ":" + key.serial();
    }

    /** The account that the money came from, where the bank told it. */
    Optional<String> account(FundId fund, CreditId id) {
        return jdbc.sql("""
                        select serial_year, bank_serial, account from contribution.credit
                        where fund = :fund and id = :id and account is not null
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> new String(
                        vault.open(
                                place(fund, new Key(row.getInt("serial_year"), row.getString("bank_serial"))),
                                row.getBytes("account")),
                        StandardCharsets.UTF_8))
                .optional();
    }

    /** What is known under these serial numbers. */
    Map<Key, Credit> known(FundId fund, Collection<Key> keys) {
        Map<Key, Credit> known = new HashMap<>();
        jdbc.sql("""
                        select c.* from unnest(:serials::text[], :years::int[]) as t (serial, year)
                        join contribution.credit c
                          on c.fund = :fund and c.serial_year = t.year and c.bank_serial = t.serial
                        """)
                .param("fund", fund.code())
                .param("serials", keys.stream().map(Key::serial).toArray(String[]::new))
                .param("years", keys.stream().map(Key::year).toArray(Integer[]::new))
                .query(row -> {
                    known.put(new Key(row.getInt("serial_year"), row.getString("bank_serial")), credit(row));
                });
        return known;
    }

    /** Credits that are parts of one booking: the first of them, and what they come to. */
    record Parts(CreditId first, Money sum) {}

    /** Of these lines those whose parts are known about that day. */
    Map<Key, Parts> parts(FundId fund, List<BankLine> lines, int about) {
        Map<Key, Parts> known = new HashMap<>();
        jdbc.sql("""
                        select t.serial, t.day, p.first, p.sum
                        from unnest(:serials::text[], :days::date[]) as t (serial, day)
                        cross join lateral (
                            select min(c.id) as first, sum(c.amount_fen)::bigint as sum from contribution.credit c
                            where c.fund = :fund and c.whole_serial = t.serial
                              and c.value_date between t.day - :about and t.day + :about) p
                        where p.first is not null
                        """)
                .param("fund", fund.code())
                .param("about", about)
                .param("serials", texts(lines, BankLine::serial))
                .param("days", texts(lines, line -> line.valueDate().toString()))
                .query(row -> {
                    known.put(
                            new Key(row.getObject("day", LocalDate.class).getYear(), row.getString("serial")),
                            new Parts(new CreditId(row.getLong("first")), Money.ofFen(row.getLong("sum"))));
                });
        return known;
    }

    /** What was known by its own number alone is a part of a booking, as the bank tells by now. */
    void nameWholes(FundId fund, Map<CreditId, String> wholes) {
        List<CreditId> ids = List.copyOf(wholes.keySet());
        lock(fund, ids);
        jdbc.sql("""
                        update contribution.credit c set whole_serial = t.whole
                        from unnest(:ids::bigint[], :wholes::text[]) as t (id, whole)
                        where c.fund = :fund and c.id = t.id and c.whole_serial is null
                        """)
                .param("fund", fund.code())
                .param("ids", ids.stream().map(CreditId::value).toArray(Long[]::new))
                .param("wholes", ids.stream().map(wholes::get).toArray(String[]::new))
                .update();
    }

    Optional<Credit> find(Scope scope, CreditId id) {
        return jdbc.sql("""
                        select * from contribution.credit
                        where fund = :fund and id = :id and unit_path >= :from and unit_path < :upTo
                        """)
                .params(scope.params())
                .param("id", id.value())
                .query((row, n) -> credit(row))
                .optional();
    }

    /** The key is left alone: a file tells of credits once more, which only points to them, and waits for nobody. */
    Optional<Credit> lock(FundId fund, CreditId id) {
        return jdbc.sql("select * from contribution.credit where fund = :fund and id = :id for no key update")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> credit(row))
                .optional();
    }

    /** Credits that a return may mean by the serial number that it names; the newest first, since numbers begin anew each year. */
    List<CreditId> returnedBySerial(FundId fund, BankLine line) {
        return returned(fund, line, "c.bank_serial = :original order by c.id desc")
                .param("original", line.original())
                .query((row, n) -> new CreditId(row.getLong("id")))
                .list();
    }

    /**
     * The same where it names none: of the same amount, and with one of these references in their own words or on a bill that they
     * paid. First what pays nothing, since a transfer made twice pays once; last what goes back to its payer already.
     */
    List<CreditId> returnedByReference(FundId fund, BankLine line, List<String> references) {
        return returned(fund, line, """
                        (normalize(c.remark, nfkc) ~* any(:patterns) or exists (
                            select from contribution.allocation a
                            join contribution.bill b on b.fund = a.fund and b.id = a.bill
                            where a.fund = c.fund and a.credit = c.id and (b.reference = any(:references)
                              or exists (select from contribution.bill_part p where p.fund = b.fund and p.bill = b.id
                                         and p.reference = any(:references)))))
                        order by c.applied_fen + c.refund_fen = 0 desc, c.applied_fen > 0 desc, c.id desc
                        """)
                .param(
                        "patterns",
                        references.stream().map(PaymentReference::pattern).toArray(String[]::new))
                .param("references", references.toArray(String[]::new))
                .query((row, n) -> new CreditId(row.getLong("id")))
                .list();
    }

    private JdbcClient.StatementSpec returned(FundId fund, BankLine line, String which) {
        return jdbc.sql("""
                        select c.id from contribution.credit c
                        where c.fund = :fund and c.returned_on is null and c.amount_fen = :amount and c.value_date <= :day and
                        """ + which)
                .param("fund", fund.code())
                .param("amount", line.amount().fen())
                .param("day", line.valueDate());
    }

    /** A credit of that number, or a part of the booking that bears it, about that day. */
    boolean hasAbout(FundId fund, Repayments.Credit credit) {
        return jdbc.sql("""
                        select exists (select from contribution.credit
                            where fund = :fund and (serial_year between :year - 1 and :year + 1 and bank_serial = :serial
                                    or whole_serial = :serial)
                                and value_date between :day::date - :about and :day::date + :about)
                        """)
                .param("fund", fund.code())
                .param("year", credit.day().getYear())
                .param("serial", credit.bankReference())
                .param("day", credit.day())
                .param("about", Repayments.Credit.DAYS_ABOUT)
                .query(Boolean.class)
                .single();
    }

    record KnownReturn(LocalDate day, Money amount) {
        boolean is(BankLine line) {
            return amount.equals(line.amount()) && day.equals(line.valueDate());
        }

        boolean isAbout(BankLine line) {
            return amount.equals(line.amount()) && SameCredit.isAbout(day, line.valueDate());
        }
    }

    /** The return that is known under a serial number. */
    Optional<KnownReturn> returnKnown(FundId fund, Key key) {
        return jdbc.sql("""
                        select r.value_date, c.amount_fen from contribution.credit_return r
                        join contribution.credit c on c.fund = r.fund and c.id = r.credit
                        where r.fund = :fund and r.serial_year = :year and r.bank_serial = :serial
                        """)
                .param("fund", fund.code())
                .param("year", key.year())
                .param("serial", key.serial())
                .query((row, n) -> new KnownReturn(
                        row.getObject("value_date", LocalDate.class), Money.ofFen(row.getLong("amount_fen"))))
                .optional();
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

    /** Adds to what each credit has paid: one bill at a time, to whose territory it belongs from then on. */
    void apply(FundId fund, List<Allocation> made, Map<BillId, Bill> bills) {
        jdbc.sql("""
                        update contribution.credit c set applied_fen = c.applied_fen + t.fen, unit_path = t.path
                        from (select credit, sum(fen)::bigint as fen, max(path) as path
                              from unnest(:credits::bigint[], :fens::bigint[], :paths::text[]) as u (credit, fen, path)
                              group by credit) t
                        where c.fund = :fund and c.id = t.credit
                        """)
                .param("fund", fund.code())
                .param(
                        "credits",
                        made.stream().map(each -> each.credit().value()).toArray(Long[]::new))
                .param("fens", made.stream().map(each -> each.amount().fen()).toArray(Long[]::new))
                .param(
                        "paths",
                        made.stream()
                                .map(each -> Objects.requireNonNull(bills.get(each.bill()))
                                        .unitPath())
                                .toArray(String[]::new))
                .update();
    }

    void unapply(FundId fund, List<Allocation> ended) {
        jdbc.sql("""
                        update contribution.credit c set applied_fen = c.applied_fen - t.fen
                        from (select credit, sum(fen)::bigint as fen
                              from unnest(:credits::bigint[], :fens::bigint[]) as u (credit, fen) group by credit) t
                        where c.fund = :fund and c.id = t.credit
                        """)
                .param("fund", fund.code())
                .param(
                        "credits",
                        ended.stream().map(each -> each.credit().value()).toArray(Long[]::new))
                .param("fens", ended.stream().map(each -> each.amount().fen()).toArray(Long[]::new))
                .update();
    }

    /** Keeps so much of a credit for its payer; negative when it is free again. */
    void refund(FundId fund, CreditId id, Money amount) {
        jdbc.sql("update contribution.credit set refund_fen = refund_fen + :amount where fund = :fund and id = :id")
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    List<Credit> lock(FundId fund, Collection<CreditId> ids) {
        return jdbc.sql(
                        "select * from contribution.credit where fund = :fund and id = any(:ids) order by id for no key update")
                .param("fund", fund.code())
                .param("ids", ids.stream().map(CreditId::value).toArray(Long[]::new))
                .query((row, n) -> credit(row))
                .list();
    }

    List<Credit> unidentified(Scope scope, long before, int limit) {
        return jdbc.sql("""
                        select * from contribution.credit
                        where fund = :fund and unit_path >= :from and unit_path < :upTo and id < :before
                          and applied_fen + refund_fen < amount_fen and returned_on is null
                        order by id desc limit :limit
                        """)
                .params(scope.params())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> credit(row))
                .list();
    }

    int toMatch(Scope scope) {
        return jdbc.sql("""
                        select count(*) from contribution.credit
                        where fund = :fund and unit_path >= :from and unit_path < :upTo
                          and applied_fen + refund_fen < amount_fen and returned_on is null
                        """).params(scope.params()).query(Integer.class).single();
    }

    private static Credit credit(ResultSet row) throws SQLException {
        return new Credit(
                new CreditId(row.getLong("id")),
                row.getString("bank_serial"),
                Money.ofFen(row.getLong("amount_fen")),
                Money.ofFen(row.getLong("applied_fen")),
                Money.ofFen(row.getLong("refund_fen")),
                row.getString("payer"),
                row.getString("remark"),
                row.getObject("value_date", LocalDate.class),
                row.getObject("returned_on", LocalDate.class));
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(new SealedColumn(
                "contribution.credit",
                "account",
                "'credit:' || t.fund || ':' || t.serial_year || ':' || t.bank_serial"));
    }
}
