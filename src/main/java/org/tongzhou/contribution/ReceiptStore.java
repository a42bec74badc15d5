package org.tongzhou.contribution;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

@Component
class ReceiptStore {
    private static final String SELECT = """
            select r.id, r.part, r.number, r.amount_fen, r.issued_at, o.number as reverses,
                   exists (select from contribution.receipt v where v.fund = r.fund and v.reverses = r.id) as void
            from contribution.receipt r
            left join contribution.receipt o on o.fund = r.fund and o.id = r.reverses
            """;

    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code part} is the bill's part that it is over, 0 the whole bill; {@code reverses} the number of the receipt it makes void, or null. */
    record Receipt(
            long id,
            int part,
            String number,
            Money amount,
            Instant issuedAt,
            @Nullable String reverses,
            boolean isVoid) {}

    /** One for each payer whose part of these bills is in full and who has none yet. */
    void issue(FundId fund, Collection<Bill> bills, Instant now) {
        List<Bill> some = bills.stream().filter(ReceiptStore::hasFullPart).toList();
        if (some.isEmpty()) {
            return;
        }
        Set<Of> had = inForce(fund, some);
        List<New> receipts = new ArrayList<>();
        for (Bill bill : some) {
            for (BillPart part : bill.parts()) {
                if (isFull(part)
                        && !had.contains(new Of(bill.id().value(), part.no()))
                        && !had.contains(new Of(bill.id().value(), 0))) {
                    receipts.add(new New(bill.id(), part.no(), part.amount().fen(), 0));
                }
            }
        }
        insert(fund, receipts, now);
    }

    private static boolean hasFullPart(Bill bill) {
        return bill.parts().stream().anyMatch(ReceiptStore::isFull);
    }

    private static boolean isFull(BillPart part) {
        return part.payer() != null
                && part.amount().isPositive()
                && part.outstanding().isZero();
    }

    private record Of(long bill, int part) {}

    private Set<Of> inForce(FundId fund, List<Bill> bills) {
        return new HashSet<>(jdbc.sql("""
                        select r.bill, r.part from contribution.receipt r
                        where r.fund = :fund and r.bill = any(:bills) and r.amount_fen > 0
                          and not exists (select from contribution.receipt v where v.fund = r.fund and v.reverses = r.id)
                        """)
                .param("fund", fund.code())
                .param("bills", bills.stream().map(bill -> bill.id().value()).toArray(Long[]::new))
                .query((row, n) -> new Of(row.getLong("bill"), row.getInt("part")))
                .list());
    }

    /** Makes those over these parts, or over the whole bill, void by others over the same amounts in red. */
    void reverse(FundId fund, BillId bill, Collection<Integer> parts, Instant now) {
        insert(
                fund,
                inForce(fund, bill).stream()
                        .filter(receipt -> receipt.part() == 0 || parts.contains(receipt.part()))
                        .map(receipt ->
                                new New(bill, receipt.part(), -receipt.amount().fen(), receipt.id()))
                        .toList(),
                now);
    }

    private record New(BillId bill, int part, long fen, long reverses) {}

    private void insert(FundId fund, List<New> receipts, Instant now) {
        if (receipts.isEmpty()) {
            return;
        }
        int year = FundClock.dayOf(now).getYear();
        int first = take(fund, year, receipts.size());
        jdbc.sql("""
                        insert into contribution.receipt (fund, number, bill, part, turn, amount_fen, issued_at, reverses)
                        select :fund, number, bill, part,
                            1 + (select count(*) from contribution.receipt v
                                 where v.fund = :fund and v.bill = t.bill and v.part = t.part and v.reverses is not null),
                            fen, :now, nullif(reverses, 0)
                        from unnest(:numbers::text[], :bills::bigint[], :parts::int[], :fens::bigint[], :reverses::bigint[])
                            as t (number, bill, part, fen, reverses)
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
                .param("parts", receipts.stream().map(New::part).toArray(Integer[]::new))
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

    /** One for each part that is paid in full, or one over the whole bill. */
    List<Receipt> inForce(FundId fund, BillId bill) {
        return of(fund, bill, """
                 and r.amount_fen > 0
                and not exists (select from contribution.receipt v where v.fund = r.fund and v.reverses = r.id) order by r.id
                """, Map.of());
    }

    Optional<Receipt> find(FundId fund, BillId bill, String number) {
        return of(fund, bill, " and r.number = :number", Map.of("number", number)).stream()
                .findFirst();
    }

    /** Oldest first, those after one. */
    List<Receipt> after(FundId fund, BillId bill, long after, int limit) {
        return of(fund, bill, " and r.id > :after order by r.id limit :limit", Map.of("after", after, "limit", limit));
    }

    private List<Receipt> of(FundId fund, BillId bill, String which, Map<String, ?> values) {
        return jdbc.sql(SELECT + "where r.fund = :fund and r.bill = :bill" + which)
                .param("fund", fund.code())
                .param("bill", bill.value())
                .params(values)
                .query((row, n) -> new Receipt(
                        row.getLong("id"),
                        row.getInt("part"),
                        row.getString("number"),
                        Money.ofFen(row.getLong("amount_fen")),
                        row.getTimestamp("issued_at").toInstant(),
                        row.getString("reverses"),
                        row.getBoolean("void")))
                .list();
    }
}
