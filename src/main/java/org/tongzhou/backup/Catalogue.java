package org.tongzhou.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.backup.Manifest.Counter;
import org.tongzhou.backup.Manifest.Migration;

/** What the database consists of, by its own account: tables so that each comes after those it points to. */
final class Catalogue {
    private static final String OURS =
            " n.nspname not in ('information_schema', 'public') and n.nspname not like 'pg\\_%' ";

    private final JdbcClient jdbc;

    Catalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Table(String schema, String name, List<String> columns) {
        String quoted() {
            return quote(schema) + "." + quote(name);
        }

        String columnList() {
            return String.join(", ", columns.stream().map(Catalogue::quote).toList());
        }
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    List<Table> tables() {
        Map<Long, Table> tables = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.oid, n.nspname, c.relname, array(
                            select attname::text from pg_attribute
                            where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
                            order by attnum) as columns
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind = 'r' and""" + OURS + "order by n.nspname, c.relname")
                .query((row, n) ->
                        tables.put(row.getLong(1), new Table(row.getString(2), row.getString(3), List.of((String[])
                                row.getArray(4).getArray()))))
                .list();
        return inOrder(tables, references());
    }

    private Map<Long, Set<Long>> references() {
        Map<Long, Set<Long>> references = new HashMap<>();
        jdbc.sql("select conrelid, confrelid from pg_constraint where contype = 'f' and conrelid <> confrelid")
                .query((row, n) -> references
                        .computeIfAbsent(row.getLong(1), table -> new HashSet<>())
                        .add(row.getLong(2)))
                .list();
        return references;
    }

    private static List<Table> inOrder(Map<Long, Table> tables, Map<Long, Set<Long>> references) {
        List<Table> ordered = new ArrayList<>();
        Map<Long, Table> left = new LinkedHashMap<>(tables);
        while (!left.isEmpty()) {
            List<Long> free = left.keySet().stream()
                    .filter(table ->
                            references.getOrDefault(table, Set.of()).stream().noneMatch(left::containsKey))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("tables that point to one another: " + left.values());
            }
            free.forEach(table -> ordered.add(left.remove(table)));
        }
        return ordered;
    }

    /** Read after the rows, since numbers are given out outside of transactions and never fall back. */
    List<Counter> sequences() {
        return jdbc.sql("select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.relkind = 'S' and" + OURS + "order by 1, 2")
                .query((row, n) -> counter(row.getString(1), row.getString(2)))
                .list();
    }

    private Counter counter(String schema, String name) {
        return jdbc.sql("select last_value, is_called from " + quote(schema) + "." + quote(name))
                .query((row, n) -> new Counter(schema, name, row.getLong(1), row.getBoolean(2)))
                .single();
    }

    /** Versions of each room's schema. */
    Map<String, List<Migration>> migrations() {
        Map<String, List<Migration>> rooms = new TreeMap<>();
        jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_name like 'flyway\\_%' order by 1")
                .query(String.class)
                .list()
                .forEach(table -> rooms.put(table.substring("flyway_".length()), migrations(table)));
        return rooms;
    }

    private List<Migration> migrations(String table) {
        return jdbc.sql("select version, checksum from public." + quote(table)
                        + " where success and type = 'SQL' order by installed_rank")
                .query((row, n) -> new Migration(row.getString(1), row.getInt(2)))
                .list();
    }

    /** True when there is nothing of anybody's: no table, view or sequence. */
    boolean isEmpty() {
        return jdbc.sql("""
                        select not exists (
                            select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%')
                        """).query(Boolean.class).single();
    }
}
