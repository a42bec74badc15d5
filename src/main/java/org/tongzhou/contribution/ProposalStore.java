package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Scope;

/** Guesses the bill of a credit by amount and by the unit's name in payer or remark, spaces and brackets aside. */
@Component
class ProposalStore {
    private final JdbcClient jdbc;

    ProposalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** At most three bills for each credit, the likeliest first. */
    Map<CreditId, List<Proposal>> of(Scope scope, List<CreditId> credits) {
        Map<CreditId, List<Proposal>> proposals = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.id as credit, b.*
                        from contribution.credit c
                        cross join lateral (select translate(c.payer || ' ' || c.remark, ' （）()　', '') as words) w
                        cross join lateral (
                            select * from (
                                select b.id as bill, b.reference, b.unit_name,
                                    b.total_fen - b.received_fen as outstanding_fen,
                                    b.total_fen - b.received_fen = c.amount_fen - c.applied_fen as same_amount,
                                    strpos(w.words, translate(b.unit_name, ' （）()　', '')) > 0 as same_name
                                from contribution.bill b
                                where b.fund = c.fund and b.unit_path >= :from and b.unit_path < :upTo
                                  and b.state <> 'PAID') open
                            where same_amount or same_name
                            order by (same_amount and same_name) desc, same_name desc, bill desc
                            limit 3) b
                        where c.fund = :fund and c.id = any(:credits)
                        """)
                .param("fund", scope.fund().code())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .param("credits", credits.stream().map(CreditId::value).toArray(Long[]::new))
                .query(row -> {
                    proposals
                            .computeIfAbsent(new CreditId(row.getLong("credit")), id -> new ArrayList<>())
                            .add(new Proposal(
                                    new BillId(row.getLong("bill")),
                                    row.getString("reference"),
                                    row.getString("unit_name"),
                                    Money.ofFen(row.getLong("outstanding_fen")),
                                    row.getBoolean("same_amount"),
                                    row.getBoolean("same_name")));
                });
        return proposals;
    }
}
