package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Scope;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** The newest journals are read from the newest on; the lines of years are not read to show fifty. */
class NewestJournalsTest extends ManyRows {
    private static final int JOURNALS = 20_000;

    @Autowired
    Ledger ledger;

    @Test
    void ofAProvinceFiftyAreRead() {
        undone(() -> {
            journals();
            keptPlans();
            long before = read("ledger.line_by_account");
            assertThat(ledger.newest(Scope.province(TestData.FUND), Optional.empty())
                            .items())
                    .hasSizeGreaterThanOrEqualTo(50)
                    .allMatch(journal -> journal.cause().startsWith("scan:"));
            assertThat(read("ledger.line_by_account") - before).isLessThan(JOURNALS);
        });
    }

    /** As on a connection that has asked often. */
    private void keptPlans() {
        jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
    }

    private void journals() {
        jdbc.sql("""
                insert into ledger.journal (fund, id, template, cause, value_date, book_date, posted_at, digest, xid)
                    overriding system value
                select 42, 900000000 + n, 'BILL_RAISED', 'scan:' || n, '2026-02-01', '2026-02-01', '2026-02-01', sha256(''),
                    pg_current_xact_id()
                from generate_series(1, :journals) n
                """).param("journals", JOURNALS).update();
        jdbc.sql("""
                insert into ledger.line (fund, journal, no, account, region, plan, party, budget, amount_fen)
                select 42, 900000000 + n, no, '1122', '/42/4201/4201' || lpad((n % 17)::text, 2, '0') || '/', '', '', '',
                    case no when 1 then 100 else -100 end
                from generate_series(1, :journals) n, generate_series(1, 2) no
                """).param("journals", JOURNALS).update();
        analyze("ledger.journal, ledger.line");
    }
}
