package org.tongzhou.bench;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.tongzhou.adjudication.Reason;

/**
 * The same rules as one plain query over a table of claims and small tables of rules, on the embedded PostgreSQL, one
 * process: amount, all reasons and consumption of each claim; no words.
 */
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
                plan int primary key, waiting int, women_only boolean, by_class boolean, stay_rate int,
                accident_cap bigint, injury_sum bigint
            );
            insert into bench_plan values
                (0, 30, false, false, 7000, null, null), (1, 30, false, true, null, null, null),
                (2, 30, true, true, null, null, null), (3, 0, false, false, null, null, 5000000),
                (4, 0, false, false, null, null, 2000000), (5, 0, false, false, null, 2000000, 5000000);
            create table bench_class (plan int, illness int, sum bigint, primary key (plan, illness));
            insert into bench_class values
                (1, 0, 1000000), (1, 1, 1000000), (1, 2, 1000000), (1, 3, 300000), (1, 4, 300000), (2, 5, 1500000), (2, 6, 1500000);
            create table bench_grade (grade int primary key, share int);
            insert into bench_grade select g, 11000 - 1000 * g from generate_series(1, 10) g;
            create table bench_result (
                id int not null, fen bigint not null, open_fen bigint not null, reasons int not null,
                used_sum bigint not null, used_cost bigint not null, used_borne bigint not null
            );
            create table bench_own (like bench_result);
            """;

    /** The bits of the reasons, by their ordinals. */
    private static final String GATES = """
            case when c.day < 20089 then {PLAN_NOT_IN_FORCE} else 0 end
            | case when c.day < c.cover_from or c.day >= c.cover_until then {OUTSIDE_COVER} else 0 end
            | case when p.waiting > 0 and c.day < c.since + p.waiting then {WAITING_PERIOD} else 0 end
            | case when p.women_only and not c.female then {WRONG_SEX} else 0 end
            """;

    private static final String AGAINST = """
            case when p.stay_rate is null then 0
                when c.kind <> 0 then {EVENT_NOT_COVERED}
                when c.in_scope + c.out_of_scope = 0 then {NO_BILL}
                when c.in_scope = 0 then {NOTHING_BORNE} else 0 end
            | case when not p.by_class then 0
                when k.sum is null then {NOT_IN_CLASS}
                when k.sum * c.units <= c.used_sum then {ALREADY_USED} else 0 end
            | case when p.injury_sum is null then 0
                when c.kind <> 2 then {EVENT_NOT_COVERED}
                when p.injury_sum * c.units * case when c.died then 10000 else coalesce(g.share, 10000) end / 10000
                    <= c.used_sum then {ALREADY_USED} else 0 end
            | case when p.accident_cap is null or c.kind <> 2 then 0
                when c.in_scope + c.out_of_scope = 0 then {NO_BILL}
                when p.accident_cap * c.units <= c.used_cost then {LIMIT_USED} else 0 end
            """;

    /** What each benefit comes to, whatever the gates say; then the answer from them. Each expression is worked out once. */
    private static final String DECIDE = coded("""
            select id,
                case when gates = 0 then stay + lump + medical + injury else 0 end as fen,
                case when gates = 0 and stay + lump + medical + injury = 0 then open else 0 end as open_fen,
                gates | against as reasons,
                case when gates = 0 then lump + injury else 0 end as used_sum,
                case when gates = 0 then medical else 0 end as used_cost,
                case when gates = 0 then stay + medical else 0 end as used_borne
            from (
                select c.id, {GATES} as gates, {AGAINST} as against,
                    case when p.stay_rate is not null and c.kind = 0
                        then (c.in_scope * p.stay_rate + 5000) / 10000 else 0 end as stay,
                    case when k.sum * c.units > c.used_sum then k.sum * c.units - c.used_sum else 0 end as lump,
                    case when p.accident_cap is not null and c.kind = 2
                        then least(c.in_scope + c.out_of_scope, greatest(p.accident_cap * c.units - c.used_cost, 0))
                        else 0 end as medical,
                    case when p.injury_sum is not null and c.kind = 2 and (c.died or c.grade > 0)
                        then greatest(p.injury_sum * c.units * case when c.died then 10000 else g.share end / 10000
                            - c.used_sum, 0)
                        else 0 end as injury,
                    case when p.injury_sum is not null and c.kind = 2 and not c.died and c.grade = 0
                        then greatest(p.injury_sum * c.units - c.used_sum, 0) else 0 end as open
                from bench_claim c
                join bench_plan p on p.plan = c.plan
                left join bench_class k on k.plan = c.plan and k.illness = c.illness
                left join bench_grade g on g.grade = c.grade
                offset 0
            ) benefits
            """.replace("{GATES}", GATES).replace("{AGAINST}", AGAINST));

    private static String coded(String sql) {
        String coded = sql;
        for (Reason.Code code : Reason.Code.values()) {
            coded = coded.replace("{" + code + "}", Integer.toString(1 << code.ordinal()));
        }
        return coded;
    }

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

    ClaimMix.Answer[] answers(int count) throws SQLException {
        ClaimMix.Answer[] answers = new ClaimMix.Answer[count];
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DECIDE)) {
            while (rows.next()) {
                answers[rows.getInt(1)] = new ClaimMix.Answer(
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getInt(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7));
            }
        }
        return answers;
    }

    /** Decides all and hands over one sum, so that no time goes into sending rows. */
    long total() throws SQLException {
        return sum("(" + DECIDE + ") decided");
    }

    private long sum(String decided) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select sum(fen + open_fen + reasons + used_sum + used_cost + used_borne) from " + decided)) {
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

    /** How many rows of the two results differ; every claim must be in both. */
    long differences() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select count(*) from bench_result r full join bench_own o on o.id = r.id where r is distinct from o
                        """)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
