package org.tongzhou.contribution;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

@Component
class ReceiptStore {
    private static final String SELECT = """
            select r.id, r.number, r.amount_fen, r.issued_at, o.number as reverses,
                   exists (select from contribution.receipt v where v.fund = r.fund and v.reverses = r.id) as void
            from contribution.receipt r
            left join contribution.receipt o on o.fund = r.fund and o.id = r.reverses
            """;

    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code reverses} is the number of the receipt that this one makes void, or null. */
    record Receipt(
            long id,
            String number,
            Money amount,
            Instant issuedAt,
            @Nullable String reverses,
            boolean isVoid) {}

    /** One for each bill over what its payers transferred. */
    void issue(FundId fund, List<Bill> bills, Instant now) {
        insert(
                fund,
                bills.stream()
                        .map(bill -> new New(bill.id(), bill.toTransfer().fen(), 0))
                        .toList(),
                now);
    }

    /** Makes the receipt in force void by another over the same amount in red; nothing where there is none. */
    void reverse(FundId fund, BillId bill, Instant now) {
        inForce(fund, bill)
                .ifPresent(receipt ->
                        insert(fund, List.of(new New(bill, -receipt.amount().fen(), receipt.id())), now));
    }

    private record New(BillId bill, long fen, long reverses) {}

    private void insert(FundId fund, List<New> receipts, Instant now) {
        if (receipts.isEmpty()) {
            return;
        }
        int year = Postings.day(now).getYear();
        int first = take(fund, year, receipts.size());
        jdbc.sql("""
                        insert into contribution.receipt (fund, number, bill, turn, amount_fen, issued_at, reverses)
                        select :fund, number, bill,
                            1 + (select count(*) from contribution.receipt v
                                 where v.fund = :fund and v.bill = t.bill and v.reverses is not null),
                            fen, :now, nullif(reverses, 0)
                        from unnest(:numbers::text[], :bills::bigint[], :fens::bigint[], :reverses::bigint[])
                            as t (number, bill, fen, reverses)
                        """)
                .param("fund", fund.code())
                .param("now", Timestamp.from(now))
                .param(
                        "numbers",
                        IntStream.range(first, first + receipts.size())
                                .mapToObj(no -> String.format(Locale.ROOT, "%d-%06d", year, no))
                                .toArray(String[]::new))
                .param(
                        "bills",
                        receipts.stream().map(each -> each.bill().value()).toArray(Long[]::new))
                .param("fens", receipts.stream().map(New::fen).toArray(Long[]::new))
                .param("reverses", receipts.stream().map(New::reverses).toArray(Long[]::new))
                .update();
    }

    /** The first of so many next numbers of the year; others wait for this transaction, so that no number is ever left out. */
    private int take(FundId fund, int year, int count) {
        return jdbc.sql("""
                        insert into contribution.receipt_number (fund, year, last) values (:fund, :year, :count)
                        on conflict (fund, year) do update set last = receipt_number.last + :count
                        returning last - :count + 1
                        """)
                .param("fund", fund.code())
                .param("year", year)
                .param("count", count)
                .query(Integer.class)
                .single();
    }

    Optional<Receipt> inForce(FundId fund, BillId bill) {
        return all(fund, bill).stream()
                .filter(receipt -> receipt.amount().isPositive() && !receipt.isVoid())
                .findFirst();
    }

    Optional<Receipt> find(FundId fund, BillId bill, String number) {
        return all(fund, bill).stream()
                .filter(receipt -> receipt.number().equals(number))
                .findFirst();
    }

    /** Every receipt of a bill, oldest first. */
    List<Receipt> all(FundId fund, BillId bill) {
        return jdbc.sql(SELECT + "where r.fund = :fund and r.bill = :bill order by r.id")
                .param("fund", fund.code())
                .param("bill", bill.value())
                .query((row, n) -> new Receipt(
                        row.getLong("id"),
                        row.getString("number"),
                        Money.ofFen(row.getLong("amount_fen")),
                        row.getTimestamp("issued_at").toInstant(),
                        row.getString("reverses"),
                        row.getBoolean("void")))
                .list();
    }
}
