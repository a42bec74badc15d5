package org.tongzhou.contribution;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.contribution.Proposal.Sign;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Scope;

/** Guesses the bill of a credit by reference, amount, the unit's name in payer or remark, and day, in this order. */
@Component
class ProposalStore {
    /** At most three open bills a credit, the likeliest first; a day alone is no guess, but the nearer due day comes first. */
    private static final String LIKELIEST = """
            with meant as (select * from unnest(:of::bigint[], :meant::text[]) as m (credit, reference)),
            named as (
                select m.credit, b.id as bill from meant m
                join contribution.bill b on b.fund = :fund and b.reference = m.reference
                union
                select m.credit, p.bill from meant m
                join contribution.bill_part p on p.fund = :fund and p.reference = m.reference),
            part as materialized (
                select p.bill, p.amount_fen - p.received_fen as open_fen from contribution.bill_part p
                where p.fund = :fund and p.payer <> 'SUBSIDY' and p.amount_fen > p.received_fen
                  and p.amount_fen - p.received_fen in (
                    select amount_fen - applied_fen - refund_fen from contribution.credit
                    where fund = :fund and id = any(:credits)))
            select c.id as credit, b.*
            from contribution.credit c
            cross join lateral (
                select translate(c.payer || ' ' || c.remark, ' （）()　', '') as words,
                       c.amount_fen - c.applied_fen - c.refund_fen as rest) w
            cross join lateral (
                select * from (
                    select b.id as bill, b.reference, b.unit_name,
                        b.total_fen - b.received_fen as outstanding_fen,
                        abs(c.value_date - b.due_on) as days,
                        exists (select from named n where n.credit = c.id and n.bill = b.id) as same_reference,
                        b.total_fen - b.received_fen = w.rest or exists (
                            select from part p where p.bill = b.id and p.open_fen = w.rest) as same_amount,
                        strpos(w.words, translate(b.unit_name, ' （）()　', '')) > 0 as same_name,
                        c.value_date >= (b.raised_at at time zone 'Asia/Shanghai')::date and c.value_date <= b.due_on + 30 as same_date
                    from contribution.bill b
                    where b.fund = c.fund and b.unit_path >= :from and b.unit_path < :upTo
                      and b.state in ('DUE', 'PART')) open
                where same_reference or same_amount or same_name
                order by same_reference desc, same_amount desc, same_name desc, same_date desc, days, bill desc
                limit 3) b
            where c.fund = :fund and c.id = any(:credits)
            """;

    private final JdbcClient jdbc;

    ProposalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A reference that a remark may mean. */
    private record Meant(long credit, String reference) {
        static Stream<Meant> by(Credit credit) {
            return PaymentReference.near(credit.remark()).stream()
                    .map(reference -> new Meant(credit.id().value(), reference));
        }
    }

    /** By credit, in the order of likelihood; without those that nothing speaks for. */
    Map<CreditId, List<Proposal>> of(Scope scope, List<Credit> credits) {
        List<Meant> meant = credits.stream().flatMap(Meant::by).toList();
        Map<CreditId, List<Proposal>> proposals = new LinkedHashMap<>();
        jdbc.sql(LIKELIEST)
                .params(scope.params())
                .param("of", each(meant, Long[]::new, Meant::credit))
                .param("meant", each(meant, String[]::new, Meant::reference))
                .param(
                        "credits",
                        each(credits, Long[]::new, credit -> credit.id().value()))
                .query(row -> {
                    proposals
                            .computeIfAbsent(new CreditId(row.getLong("credit")), id -> new ArrayList<>())
                            .add(proposal(row));
                });
        return proposals;
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                new BillId(row.getLong("bill")),
                row.getString("reference"),
                row.getString("unit_name"),
                Money.ofFen(row.getLong("outstanding_fen")),
                signs(row));
    }

    private static Set<Sign> signs(ResultSet row) throws SQLException {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        for (Sign sign : Sign.values()) {
            if (row.getBoolean("same_" + sign.name().toLowerCase(Locale.ROOT))) {
                signs.add(sign);
            }
        }
        return signs;
    }
}
