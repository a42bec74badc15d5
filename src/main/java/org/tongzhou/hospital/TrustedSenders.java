package org.tongzhou.hospital;

import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.access.TrustAppointed;
import org.tongzhou.access.TrustedPrograms;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/** Of which senders reports are paid without asking: of those that two administrators trust. */
@Component
class TrustedSenders implements TrustedPrograms {
    private final JdbcClient jdbc;
    private final AuditTrail audit;

    TrustedSenders(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Override
    public boolean trusts(FundId fund, long account) {
        return jdbc.sql(
                        "select exists (select from hospital.sender where fund = :fund and account = :account and trusted)")
                .param("fund", fund.code())
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    @EventListener
    void appointed(TrustAppointed event) {
        Actor by = event.by();
        long id = jdbc.sql("""
                        update hospital.sender set trusted = true where fund = :fund and account = :account
                        returning id""")
                .param("fund", by.fund().code())
                .param("account", event.account())
                .query(Long.class)
                .optional()
                .orElseThrow(Refusal::notFound);
        audit.record(new AuditEntry(by, event.at(), "hospital.trusted", "sender:" + id, Map.of("trusted", "true")));
    }
}
