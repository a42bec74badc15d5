package org.tongzhou.enrolment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.RowNumbers;
import org.tongzhou.enrolment.Imports.Imported;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

@Component
class ImportStore {
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;

    ImportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ImportId nextId() {
        return new ImportId(RowNumbers.next(jdbc, "enrolment.import"));
    }

    /** What became of a file with this hash, if it was enrolled. */
    Optional<Imported> find(FundId fund, byte[] hash) {
        return jdbc.sql("""
                        select id, file_rows, people, units, total_fen from enrolment.import
                        where fund = :fund and file_hash = :hash
                        """)
                .param("fund", fund.code())
                .param("hash", hash)
                .query((row, n) -> new Imported(
                        new ImportId(row.getLong("id")),
                        row.getLong("file_rows"),
                        row.getLong("people"),
                        row.getInt("units"),
                        Money.ofFen(row.getLong("total_fen")),
                        Map.of(),
                        List.of(),
                        true))
                .optional();
    }

    void insert(Actor actor, Imports.Request request, byte[] hash, Imported imported, Instant now) {
        String name = request.fileName();
        jdbc.sql("""
                        insert into enrolment.import (fund, id, file_name, file_hash, effective_day, file_rows, units, people,
                            total_fen, made_by, made_at) overriding system value
                        values (:fund, :id, :name, :hash, :day, :rows, :units, :people, :total, :by, :at)
                        """)
                .param("fund", actor.fund().code())
                .param("id", imported.id().value())
                .param("name", Characters.last(LONGEST_NAME, name))
                .param("hash", hash)
                .param("day", request.effectiveDay())
                .param("rows", imported.rows())
                .param("units", imported.units())
                .param("people", imported.people())
                .param("total", imported.total().fen())
                .param("by", actor.requirePerson().value())
                .param("at", Timestamp.from(now))
                .update();
    }
}
