package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A planner that takes full tables for empty ones would join them row by row; counting into the totals stays linear all the same. */
@RoomTest
class SnapshotsWithoutStatisticsTest {
    private static final FundId FUND = new FundId(57);
    private static final int JOURNALS = 4_000;
    private static final int BATCH = 2_000;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Snapshots snapshots;

    @Autowired
    private BalanceStore balances;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void eachJournalIsReadAFewTimesWhateverThePlannerKnows() {
        post();
        transaction.executeWithoutResult(status -> {
            forget();
            long previous = balances.counted(FUND);
            long newest = newest();
            assertThat(plan(previous, newest))
                    .as("what the planner would do by itself")
                    .contains("Nested Loop");
            long rows = rows();
            long before = read();
            assertThat(snapshots.count(FUND, newest, TestData.NOW)).isGreaterThanOrEqualTo(JOURNALS);
            assertThat(read() - before).isLessThan(6 * rows);
            status.setRollbackOnly();
        });
    }

    private void post() {
        LocalDate day = TestData.TODAY;
        Posting.Part part = new Posting.Part(Money.ofYuan(1), "/57/4202/420281/", "hospital");
        for (int from = 0; from < JOURNALS; from += BATCH) {
            int first = from;
            ledger.postAll(
                    FUND,
                    IntStream.range(0, BATCH)
                            .mapToObj(i -> Posting.of(
                                    Template.BILL_RAISED, "bill:" + (first + i + 1), day, TestData.NOW, List.of(part)))
                            .toList());
        }
    }

    /** As if a row each had been there when the tables were last looked at. */
    private void forget() {
        for (String table : List.of("journal", "line")) {
            jdbc.sql(
                            "select pg_restore_relation_stats('schemaname', 'ledger', 'relname', :table::text, 'relpages', 1, 'reltuples', 1::real)")
                    .param("table", table)
                    .query(Boolean.class)
                    .single();
            jdbc.sql("""
                            select pg_clear_attribute_stats('ledger', :table::text, attname::text, false) from pg_attribute
                            where attrelid = ('ledger.' || :table::text)::regclass and attnum > 0 and not attisdropped
                            """).param("table", table).query(row -> {});
        }
    }

    private String plan(long previous, long newest) {
        return String.join(
                "\n",
                jdbc.sql("explain " + TotalsAgree.RECOUNT)
                        .param("fund", FUND.code())
                        .param("previous", previous)
                        .param("upTo", newest)
                        .query(String.class)
                        .list());
    }

    private long newest() {
        return one("select max(id) from ledger.journal where fund = 57");
    }

    private long rows() {
        return one("select (select count(*) from ledger.journal) + (select count(*) from ledger.line)");
    }

    /** Rows that this transaction has read of both tables, by index or not. */
    private long read() {
        return one("""
                select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint from pg_stat_xact_all_tables
                where relid in ('ledger.journal'::regclass, 'ledger.line'::regclass)
                """);
    }

    private long one(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
