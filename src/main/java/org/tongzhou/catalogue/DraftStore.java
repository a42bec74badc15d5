package org.tongzhou.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Rows of drafts; every change is guarded by the version. */
@Component
class DraftStore {
    private static final String SELECT = """
            select id, code, based_on, text, cases, state, version, made_by, made_by_name, saved_at, reason, words,
                checker_name
            from catalogue.draft
            """;

    private final JdbcClient jdbc;

    DraftStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a draft starts from. */
    record Beginning(PlanCode code, Optional<String> basedOn, String text, String cases) {}

    DraftId add(Actor maker, PersonId person, Beginning beginning, Instant now) {
        return new DraftId(jdbc.sql("""
                        insert into catalogue.draft
                            (fund, code, based_on, text, cases, state, made_by, made_by_name, saved_at)
                        values (:fund, :code, :basedOn, :text, :cases, 'DRAFT', :person, :name, :now) returning id
                        """)
                .param("fund", maker.fund().code())
                .param("code", beginning.code().value())
                .param("basedOn", beginning.basedOn().orElse(null))
                .param("text", beginning.text())
                .param("cases", beginning.cases())
                .param("person", person.value())
                .param("name", maker.name())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single());
    }

    Optional<Draft> find(FundId fund, DraftId id) {
        return one(fund, id, "");
    }

    Optional<Draft> lock(FundId fund, DraftId id) {
        return one(fund, id, " for update");
    }

    private Optional<Draft> one(FundId fund, DraftId id, String lock) {
        return jdbc.sql(SELECT + "where fund = :fund and id = :id" + lock)
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> draft(row))
                .optional();
    }

    /** Newest first. */
    List<Draft> open(FundId fund, long before, int limit) {
        return jdbc.sql(SELECT + """
                        where fund = :fund and state in ('DRAFT', 'SUBMITTED') and id < :before order by id desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> draft(row))
                .list();
    }

    /** What all open drafts of other plans read as, one after another. */
    List<PlanVersion> beside(FundId fund, PlanCode code) {
        return jdbc
                .sql(SELECT
                        + "where fund = :fund and state in ('DRAFT', 'SUBMITTED') and code <> :code order by id desc")
                .param("fund", fund.code())
                .param("code", code.value())
                .query((row, n) -> draft(row).parsed().plan())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Those that wait for a second person. */
    List<Draft> submitted(FundId fund) {
        return jdbc.sql(SELECT + "where fund = :fund and state = 'SUBMITTED' order by id desc")
                .param("fund", fund.code())
                .query((row, n) -> draft(row))
                .list();
    }

    /** Writes text and cases; false when the version has moved on. */
    boolean save(FundId fund, Draft draft, Instant now) {
        return jdbc.sql("""
                        update catalogue.draft set text = :text, cases = :cases, reason = :reason, saved_at = :now,
                            version = version + 1
                        where fund = :fund and id = :id and version = :version and state = 'DRAFT'
                        """)
                        .param("text", draft.text())
                        .param("cases", draft.cases())
                        .param("reason", draft.told().reason())
                        .param("now", Timestamp.from(now))
                        .param("fund", fund.code())
                        .param("id", draft.id().value())
                        .param("version", draft.version())
                        .update()
                == 1;
    }

    void submit(FundId fund, DraftId id, String content, String reason) {
        jdbc.sql("""
                        update catalogue.draft set state = 'SUBMITTED', content = :content, reason = :reason,
                            version = version + 1
                        where fund = :fund and id = :id
                        """)
                .param("content", HexFormat.of().parseHex(content))
                .param("reason", reason)
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** Back to the maker, with what the checker said. */
    void reopen(FundId fund, DraftId id, String words) {
        jdbc.sql("""
                        update catalogue.draft set state = 'DRAFT', words = :words, version = version + 1
                        where fund = :fund and id = :id
                        """)
                .param("words", words)
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void discard(FundId fund, DraftId id) {
        jdbc.sql("""
                        update catalogue.draft set state = 'DISCARDED', version = version + 1
                        where fund = :fund and id = :id
                        """).param("fund", fund.code()).param("id", id.value()).update();
    }

    void accept(Actor checker, PersonId person, DraftId id) {
        jdbc.sql("""
                        update catalogue.draft set state = 'ACCEPTED', checked_by = :person, checker_name = :name,
                            version = version + 1
                        where fund = :fund and id = :id
                        """)
                .param("person", person.value())
                .param("name", checker.name())
                .param("fund", checker.fund().code())
                .param("id", id.value())
                .update();
    }

    /** The hash that was submitted. */
    String submitted(FundId fund, DraftId id) {
        return HexFormat.of()
                .formatHex(jdbc.sql("select content from catalogue.draft where fund = :fund and id = :id")
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .query(byte[].class)
                        .single());
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                new DraftId(row.getLong("id")),
                new PlanCode(row.getString("code")),
                Optional.ofNullable(row.getString("based_on")),
                row.getString("text"),
                row.getString("cases"),
                Draft.State.valueOf(row.getString("state")),
                row.getInt("version"),
                new Draft.Maker(
                        new PersonId(row.getLong("made_by")),
                        row.getString("made_by_name"),
                        row.getTimestamp("saved_at").toInstant()),
                new Draft.Told(row.getString("reason"), row.getString("words"), row.getString("checker_name")));
    }
}
