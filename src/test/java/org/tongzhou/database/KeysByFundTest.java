package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.testing.RoomTest;

/** What must hold for many funds to be spread over servers by fund; read from the database's own catalogue. */
@RoomTest
class KeysByFundTest {
    /** Small and alike for all funds: every server would hold a copy. */
    private static final String COPIED_EVERYWHERE = """
            '{ledger.account, organisation.division, payment.batch_move, payment.instruction_move, claim.day_apart}'::text[]
            """;

    private static final String TABLES = """
            with room_table as (
                select t.oid, s.nspname || '.' || t.relname as name,
                    (select a.attnum from pg_attribute a where a.attrelid = t.oid and a.attname = 'fund') as fund
                from pg_class t
                join pg_namespace s on s.oid = t.relnamespace
                where t.relkind in ('r', 'p') and s.nspname not in ('information_schema', 'public') and s.nspname not like 'pg\\_%'
            )
            """;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyTableIsTheFundsOrCopiedEverywhere() {
        assertThat(names(
                        "select name from room_table where fund is null and not name = any(" + COPIED_EVERYWHERE + ")"))
                .isEmpty();
        assertThat(names("select unnest(" + COPIED_EVERYWHERE
                        + ") except select name from room_table where fund is null"))
                .as("copied everywhere, and gone or the fund's")
                .isEmpty();
    }

    @Test
    void everyUniqueKeyOfATableOfTheFundContainsTheFund() {
        assertThat(names("""
                        select pg_get_indexdef(i.indexrelid) from pg_index i
                        join room_table t on t.oid = i.indrelid
                        where (i.indisunique or i.indisexclusion) and t.fund is not null
                            and not t.fund = any (i.indkey::smallint[])
                        """)).isEmpty();
    }

    @Test
    void noReferenceLeadsToAnotherFund() {
        assertThat(names("""
                        select f.name || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k
                        join room_table f on f.oid = k.conrelid
                        join room_table t on t.oid = k.confrelid
                        where k.contype = 'f' and t.fund is not null and not exists (
                            select 1 from unnest(k.conkey, k.confkey) as pair (source, target)
                            where pair.source = f.fund and pair.target = t.fund)
                        """)).isEmpty();
    }

    private List<String> names(String query) {
        return jdbc.sql(TABLES + query).query(String.class).list();
    }
}
