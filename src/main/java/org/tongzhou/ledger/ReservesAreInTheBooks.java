package org.tongzhou.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.Check.Finding;
import org.tongzhou.kernel.FundId;

/** Every confirmed order on the reserve stands in the books once with its amount, and nothing else moves the reserve. */
@Component
class ReservesAreInTheBooks implements Check {
    private final Agreement agreement;

    ReservesAreInTheBooks(JdbcClient jdbc) {
        this.agreement = new Agreement(jdbc);
    }

    @Override
    public String name() {
        return "ledger.reserve";
    }

    @Override
    public List<Finding> run(FundId fund) {
        return agreement.differences(fund, List.of(Template.RESERVE_SET_ASIDE, Template.RESERVE_RELEASED), """
                select 'RESERVE_' || kind as template, 'reserve:' || id as cause, amount_fen, false as reversed
                from ledger.reserve_order where fund = :fund and state = 'CONFIRMED'
                """);
    }
}
