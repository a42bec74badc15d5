package org.tongzhou.bench;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** The same rules as one plain query over a table of claims and small tables of rules, on the embedded PostgreSQL, one process. */
final class SqlEngine {
    private static final String TABLES = """
            drop table if exists bench_claim, bench_plan, bench_class, bench_grade, bench_result, bench_own;
            create table bench_claim (
                id int primary key, plan int not null, units int not null, cover_from int not null, cover_until int not null,
                since int not null, female boolean not null, kind int not null, day int not null,
                in_scope bigint not null, out_of_scope bigint not null, illness int not null, grade int not null,
                died boolean not null, used_sum bigint not null, used_cost bigint not null
            );
            create table bench_plan (
                plan int primary key, waiting int, women_only boolean, stay_rate int, accident_cap bigint, injury_sum bigint
            );
            insert into bench_plan values
                (0, 30, false, 7000, null, null), (1, 30, false, null, null, null), (2, 30, true, null, null, null),
                (3, 0, false, null, null, 5000000), (4, 0, false, null, null, 2000000), (5, 0, false, null, 2000000, 5000000);
            create table bench_class (plan int, illness int, sum bigint, primary key (plan, illness));
            insert into bench_class values
                (1, 0, 1000000), (1, 1, 1000000), (1, 2, 1000000), (1, 3, 300000), (1, 4, 300000), (2, 5, 1500000), (2, 6, 1500000);
            create table bench_grade (grade int primary key, share int);
            insert into bench_grade select g, 11000 - 1000 * g from generate_series(1, 10) g;
            create table bench_result (id int not null, fen bigint not null);
            create table bench_own (id int not null, fen bigint not null);
            """;

    static final String DECIDE = """
            select c.id,
                case when c.day < c.cover_from or c.day >= c.cover_until
                    or p.waiting > 0 and c.day < c.since + p.waiting
                    or p.women_only and not c.female then 0
                else
                    case when p.stay_rate is not null and c.kind = 0
                        then round(c.in_scope * p.stay_rate / 10000.0)::bigint else 0 end
                    + coalesce(greatest(k.sum * c.units - c.used_sum, 0), 0)
                    + case when p.accident_cap is not null and c.kind = 2
                        then least(c.in_scope + c.out_of_scope, greatest(p.accident_cap * c.units - c.used_cost, 0)) else 0 end
                    + case when p.injury_sum is not null and c.kind = 2
                        then greatest(case when c.died then p.injury_sum * c.units
                            else p.injury_sum * c.units * coalesce(g.share, 0) / 10000 end - c.used_sum, 0) else 0 end
                end as fen
            from bench_claim c
            join bench_plan p on p.plan = c.plan
            left join bench_class k on k.plan = c.plan and k.illness = c.illness
            left join bench_grade g on g.grade = c.grade
            """;

    private final Connection connection;

    SqlEngine(Connection connection, List<ClaimMix.Flat> claims) throws SQLException, IOException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
            statement.execute("set max_parallel_workers_per_gather = 0");
            statement.execute("set jit = off");
            StringBuilder rows = new StringBuilder();
            for (ClaimMix.Flat c : claims) {
                rows.append(String.join(
                                "\t",
                                List.of(
                                        "" + c.id(),
                                        "" + c.plan(),
                                        "" + c.units(),
                                        "" + c.from(),
                                        "" + c.until(),
                                        "" + c.since(),
                                        "" + c.female(),
                                        "" + c.kind(),
                                        "" + c.day(),
                                        "" + c.inScope(),
                                        "" + c.outOfScope(),
                                        "" + c.illness(),
                                        "" + c.grade(),
                                        "" + c.died(),
                                        "" + c.usedSum(),
                                        "" + c.usedCost())))
                        .append('\n');
            }
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bench_claim from stdin", new StringReader(rows.toString()));
            statement.execute("vacuum analyze bench_claim");
            statement.execute("analyze bench_plan");
            statement.execute("analyze bench_class");
            statement.execute("analyze bench_grade");
        }
    }

    long[] amounts(int count) throws SQLException {
        long[] amounts = new long[count];
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DECIDE)) {
            while (rows.next()) {
                amounts[rows.getInt(1)] = rows.getLong(2);
            }
        }
        return amounts;
    }

    /** Decides all and hands over one sum, so that no time goes into sending rows. */
    long total() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sum(fen) from (" + DECIDE + ") d")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The whole year decided anew in the database: read, decided, written, committed. */
    void yearInDatabase() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate bench_result");
            statement.execute("insert into bench_result " + DECIDE);
        }
    }

    Connection connection() {
        return connection;
    }

    long written(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sum(fen) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
