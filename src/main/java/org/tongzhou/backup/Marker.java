package org.tongzhou.backup;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table that stands in the database while it is being restored. It goes in the transaction that brings the rows, so
 * that a restore killed half-way is known for what it is: the application does not start on it, the next restore starts over.
 */
public final class Marker {
    private Marker() {}

    /** True while a restore is under way, or since one broke off. */
    public static boolean stands(JdbcClient jdbc) {
        return jdbc.sql("select to_regclass('public.tongzhou_restoring') is not null")
                .query(Boolean.class)
                .single();
    }

    static void set(JdbcClient jdbc) {
        jdbc.sql("create table public.tongzhou_restoring (since timestamptz not null)")
                .update();
    }

    static void remove(JdbcClient jdbc) {
        jdbc.sql("drop table public.tongzhou_restoring").update();
    }

    /** Empties a database that a broken-off restore left behind; nobody has worked in it. */
    static void clear(JdbcClient jdbc) {
        List<String> schemas = jdbc.sql("select nspname from pg_namespace"
                        + " where nspname not in ('public', 'information_schema') and nspname not like 'pg\\_%'")
                .query(String.class)
                .list();
        schemas.forEach(schema ->
                jdbc.sql("drop schema " + Catalogue.quote(schema) + " cascade").update());
        jdbc.sql("select tablename from pg_tables where schemaname = 'public' and tablename like 'flyway\\_%'")
                .query(String.class)
                .list()
                .forEach(table ->
                        jdbc.sql("drop table public." + Catalogue.quote(table)).update());
    }
}
