package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;

/** Which case a receipt pays for: one of the fund, never two. */
@Component
class ReceiptStore {
    private static final String TRIPLE = "fund = :fund and code = :code and number = :number and check_code = :check";

    private static final int MOST_MARKS = 500;

    /** Nothing of the case that holds the receipt {@code r} is left to pay, and what was paid on it has come back whole. */
    private static final String OVER = """
            exists (select 1 from claim.claim c where c.fund = r.fund and c.case_id = r.case_id)
            and not exists (select 1 from claim.claim c where c.fund = r.fund and c.case_id = r.case_id
                and c.state not in ('REFUSED', 'WITHDRAWN')
                and not exists (select 1 from recovery.v_recovered b where b.fund = c.fund
                    and b.cause = 'claim:' || c.id and b.fen >= c.amount_fen))
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;

    ReceiptStore(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    /**
     * Takes the receipt for a case when nobody has it, or the case that has it was refused, withdrawn or paid back whole;
     * answers the case that holds it then. What the case held before and no longer says is free again.
     */
    CaseId hold(FundId fund, CaseId id, FactSheet facts, Instant now) {
        bind(
                        "delete from claim.receipt_used where fund = :fund and case_id = :id and not (" + TRIPLE + ")",
                        fund,
                        facts)
                .param("id", id.value())
                .update();
        bind("""
                        insert into claim.receipt_used (fund, code, number, check_code, case_id, used_at, mark)
                        values (:fund, :code, :number, :check, :id, :now, :mark)
                        on conflict (fund, code, number, check_code) do nothing
                        """, fund, facts)
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .param("mark", mark(facts))
                .update();
        bind(
                        "update claim.receipt_used r set case_id = :id, used_at = :now where " + TRIPLE
                                + " and r.case_id <> :id and " + OVER,
                        fund,
                        facts)
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .update();
        return bind("select case_id from claim.receipt_used where " + TRIPLE, fund, facts)
                .query((row, n) -> new CaseId(row.getLong("case_id")))
                .single();
    }

    /** Another fund in which a case has the receipt. */
    Optional<FundId> elsewhere(FundId fund, FactSheet facts) {
        return jdbc.sql("select r.fund from claim.receipt_used r where r.mark = :mark and r.fund <> :fund and not ("
                        + OVER + ") order by r.fund limit 1")
                .param("mark", mark(facts))
                .param("fund", fund.code())
                .query((row, n) -> new FundId(row.getInt("fund")))
                .optional();
    }

    /** Gives receipts from before there were marks theirs, some at a time; answers how many. */
    int markUnmarked(FundId fund) {
        List<Printed> unmarked = jdbc.sql("""
                        select code, number, check_code from claim.receipt_used
                        where fund = :fund and mark is null order by case_id limit :most
                        """)
                .param("fund", fund.code())
                .param("most", MOST_MARKS)
                .query((row, n) -> new Printed(row.getString(1), row.getString(2), row.getString(3)))
                .list();
        unmarked.forEach(one -> jdbc.sql("update claim.receipt_used set mark = :mark where " + TRIPLE)
                .param("mark", mark(one))
                .param("fund", fund.code())
                .param("code", one.code())
                .param("number", one.number())
                .param("check", one.check())
                .update());
        return unmarked.size();
    }

    private record Printed(String code, String number, String check) {}

    private byte[] mark(FactSheet facts) {
        return mark(new Printed(
                facts.text(FactField.RECEIPT_CODE).orElseThrow(),
                facts.text(FactField.RECEIPT_NO).orElseThrow(),
                facts.text(FactField.RECEIPT_CHECK).orElseThrow()));
    }

    private byte[] mark(Printed receipt) {
        return sealing.index("receipt", receipt.code() + "|" + receipt.number() + "|" + receipt.check());
    }

    void free(FundId fund, CaseId id) {
        jdbc.sql("delete from claim.receipt_used where fund = :fund and case_id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    private JdbcClient.StatementSpec bind(String sql, FundId fund, FactSheet facts) {
        return jdbc.sql(sql)
                .param("fund", fund.code())
                .param("code", facts.text(FactField.RECEIPT_CODE).orElseThrow())
                .param("number", facts.text(FactField.RECEIPT_NO).orElseThrow())
                .param("check", facts.text(FactField.RECEIPT_CHECK).orElseThrow());
    }
}
