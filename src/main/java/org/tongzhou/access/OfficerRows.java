package org.tongzhou.access;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;

/** Rows of officers' accounts, many at once. */
@Repository
class OfficerRows {
    private final JdbcClient jdbc;

    OfficerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account to be opened; {@code awaited} stands in the place of its password. */
    record Row(String login, String name, PersonId person, UnitId unit, String path, String awaited) {
        Row withNumber(int n) {
            return new Row(login + "-" + n, name, person, unit, path, awaited);
        }
    }

    /** Who opens accounts, when, and whether they belong to the demonstration. */
    record Opening(Actor by, Instant at, boolean demonstration) {}

    /** Opens those whose login is free; answers how many. */
    int insert(Opening opening, List<Row> rows) {
        return jdbc.sql("""
                        with opened as (
                            insert into access.account (fund, kind, login, name, person, unit, path, password_hash,
                                must_change, demonstration, created_at, created_by)
                            select :fund, 'person', login, name, person, unit, path, awaited, true, :demonstration, :at, :by
                            from unnest(:logins::text[], :names::text[], :people::bigint[], :units::bigint[],
                                :paths::text[], :awaited::text[]) as t (login, name, person, unit, path, awaited)
                            on conflict (fund, login) do nothing
                            returning fund, id)
                        insert into access.account_role (fund, account, role)
                        select fund, id, 'UNIT_OFFICER' from opened""")
                .param("fund", opening.by().fund().code())
                .param("demonstration", opening.demonstration())
                .param("at", Timestamp.from(opening.at()))
                .param("by", opening.by().userId())
                .param("logins", texts(rows, Row::login))
                .param("names", texts(rows, Row::name))
                .param("people", rows.stream().map(row -> row.person().value()).toArray(Long[]::new))
                .param("units", rows.stream().map(row -> row.unit().value()).toArray(Long[]::new))
                .param("paths", texts(rows, Row::path))
                .param("awaited", texts(rows, Row::awaited))
                .update();
    }

    private static String[] texts(List<Row> rows, Function<Row, String> field) {
        return rows.stream().map(field).toArray(String[]::new);
    }

    /** Which of these units have an officer's account that is not closed, by their paths. */
    Set<String> served(FundId fund, Collection<String> paths) {
        return jdbc.sql("""
                        select distinct a.path from access.account a
                        join access.account_role r on r.fund = a.fund and r.account = a.id and r.role = 'UNIT_OFFICER'
                        where a.fund = :fund and a.active and a.path = any(:paths)""")
                .param("fund", fund.code())
                .param("paths", paths.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    /** False when another password, or another phone, is there since. */
    boolean choose(FundId fund, long account, String awaited, String hash) {
        return jdbc.sql("""
                        update access.account set password_hash = :hash, must_change = false,
                            session_version = session_version + 1
                        where fund = :fund and id = :id and password_hash = :awaited""")
                        .param("fund", fund.code())
                        .param("id", account)
                        .param("awaited", awaited)
                        .param("hash", hash)
                        .update()
                == 1;
    }
}
