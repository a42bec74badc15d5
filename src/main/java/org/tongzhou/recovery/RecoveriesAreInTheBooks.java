package org.tongzhou.recovery;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;
import org.tongzhou.ledger.Agreement;
import org.tongzhou.ledger.Template;

/** Every demand and everything that made it less stands in the books once with its amount, and nothing else does. */
@Component
class RecoveriesAreInTheBooks implements Check {
    private static final List<Template> TEMPLATES = List.of(
            Template.BENEFIT_CLAWED_BACK,
            Template.RECOVERY_REDUCED,
            Template.RECOVERY_RECEIVED,
            Template.RECOVERY_MATCHED,
            Template.RECOVERY_TAKEN_BACK,
            Template.RECOVERY_UNNOTED,
            Template.RECOVERY_REPAID,
            Template.RECOVERY_OFFSET,
            Template.RECOVERY_RETURNED,
            Template.RECOVERY_REVIVED,
            Template.RECOVERY_WRITTEN_OFF);

    private final Agreement agreement;

    RecoveriesAreInTheBooks(JdbcClient jdbc) {
        this.agreement = new Agreement(jdbc);
    }

    @Override
    public String name() {
        return "recovery.books";
    }

    /** An offset is booked twice over in one journal: as a benefit owed, and as settled. */
    @Override
    public List<Finding> run(FundId fund) {
        return agreement.differences(fund, TEMPLATES, """
                select 'BENEFIT_CLAWED_BACK' as template, 'recovery:' || id as cause, amount_fen, false as reversed
                from recovery.recovery where fund = :fund and confirmed_by is not null
                union all
                select 'RECOVERY_' || case
                           when kind = 'RECEIVED' and cause like 'assignment:%' then 'MATCHED'
                           when kind = 'TAKEN_BACK' and cause like 'repayment:%' then 'UNNOTED'
                           else kind end, 'repayment:' || id,
                       amount_fen * case kind when 'OFFSET' then 2 else 1 end, false
                from recovery.entry where fund = :fund
                """);
    }
}
