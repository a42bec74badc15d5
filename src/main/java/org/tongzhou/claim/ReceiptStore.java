package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;

/** Which case a receipt pays for: one of the fund, never two. */
@Component
class ReceiptStore {
    private static final String TRIPLE = "fund = :fund and code = :code and number = :number and check_code = :check";

    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the receipt for a case when nobody has it, or the case that has it was refused or withdrawn whole; answers the
     * case that holds it then. What the case held before and no longer says is free again.
     */
    CaseId hold(FundId fund, CaseId id, FactSheet facts, Instant now) {
        bind(
                        "delete from claim.receipt_used where fund = :fund and case_id = :id and not (" + TRIPLE + ")",
                        fund,
                        facts)
                .param("id", id.value())
                .update();
        bind("""
                        insert into claim.receipt_used (fund, code, number, check_code, case_id, used_at)
                        values (:fund, :code, :number, :check, :id, :now)
                        on conflict (fund, code, number, check_code) do nothing
                        """, fund, facts)
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .update();
        bind("update claim.receipt_used r set case_id = :id, used_at = :now where " + TRIPLE + """
                         and r.case_id <> :id
                         and exists (select 1 from claim.claim c where c.fund = r.fund and c.case_id = r.case_id)
                         and not exists (select 1 from claim.claim c where c.fund = r.fund and c.case_id = r.case_id
                            and c.state not in ('REFUSED', 'WITHDRAWN'))
                        """, fund, facts)
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .update();
        return bind("select case_id from claim.receipt_used where " + TRIPLE, fund, facts)
                .query((row, n) -> new CaseId(row.getLong("case_id")))
                .single();
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
