package org.tongzhou.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.Check.Finding;
import org.tongzhou.kernel.FundId;

/** Compares what a room's rows say must have been posted with what was: nothing missing, nothing more, same amount. */
public final class Agreement {
    private final JdbcClient jdbc;

    public Agreement(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * {@code expected} is a query of the room's own, with {@code :fund}, for the columns template, cause, amount_fen and
     * reversed; {@code templates} are those that nobody else posts.
     */
    public List<Finding> differences(FundId fund, List<Template> templates, String expected) {
        return jdbc.sql("with expected as (" + expected + """
                )
                select coalesce(e.template, p.template) as template, coalesce(e.cause, p.cause) as cause,
                       e.amount_fen as expected, p.amount_fen as posted, e.reversed as expect_reversed, p.reversed
                from expected e
                full join (select * from ledger.v_posted where fund = :fund and template in (:templates)) p
                    on p.template = e.template and p.cause = e.cause
                where e.amount_fen is distinct from p.amount_fen or e.reversed is distinct from p.reversed
                order by 2, 1 limit :limit
                """)
                .param("fund", fund.code())
                .param("templates", templates.stream().map(Template::name).toList())
                .param("limit", Check.LIMIT)
                .query((row, n) -> finding(
                        row.getString("template") + " " + row.getString("cause"),
                        row.getString("expected"),
                        row.getString("posted")))
                .list();
    }

    private static Finding finding(String place, @Nullable String expected, @Nullable String posted) {
        if (posted == null) {
            return Finding.of("ledger_not_posted", place, String.valueOf(expected));
        }
        if (expected == null) {
            return Finding.of("ledger_posted_alone", place, posted);
        }
        return expected.equals(posted)
                ? Finding.of("ledger_reversal_differs", place)
                : Finding.of("ledger_posted_differently", place, expected, posted);
    }
}
