package org.tongzhou.payment;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;
import org.tongzhou.ledger.Agreement;
import org.tongzhou.ledger.Template;

/** Every benefit ordered, paid and returned stands in the books once with its amount, and nothing else does. */
@Component
class PaymentsAreInTheBooks implements Check {
    private static final List<Template> TEMPLATES = List.of(
            Template.BENEFIT_APPROVED,
            Template.BENEFIT_PAID,
            Template.BENEFIT_RETURNED,
            Template.FEE_REFUNDED,
            Template.FEE_REFUND_RETURNED);

    private final Agreement agreement;

    PaymentsAreInTheBooks(JdbcClient jdbc) {
        this.agreement = new Agreement(jdbc);
    }

    @Override
    public String name() {
        return "payment.books";
    }

    @Override
    public List<Finding> run(FundId fund) {
        return agreement.differences(fund, TEMPLATES, """
                select 'BENEFIT_APPROVED' as template, cause, amount_fen, false as reversed
                from payment.instruction where fund = :fund and attempt = 1 and purpose = 'BENEFIT'
                union all
                select case when i.purpose <> 'FEE_REFUND' then 'BENEFIT_' || e.state
                            when e.state = 'PAID' then 'FEE_REFUNDED' else 'FEE_REFUND_RETURNED' end, 'instruction:' || i.id, i.amount_fen, false
                from payment.instruction_event e
                join payment.instruction i on i.fund = e.fund and i.id = e.instruction
                where e.fund = :fund and e.state in ('PAID', 'RETURNED')
                """);
    }
}
