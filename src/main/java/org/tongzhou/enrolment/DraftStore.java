package org.tongzhou.enrolment;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.kernel.Vault;

@Component
class DraftStore implements SealedColumns {
    /** Stands for the row as a whole in a fix that takes it out. */
    static final int WHOLE_ROW = -1;

    private static final String COLUMNS = """
            select id, unit, unit_path, file_name, format, state, file_rows, checked_ms, effective_day, uploaded_at,
                (select coalesce(sum(s.people), 0) from enrolment.submission s
                 where s.fund = draft.fund and s.draft = draft.id and s.state <> 'CANCELLED') as joined
            from enrolment.draft
            where fund = :fund and unit_path >= :from and unit_path < :upTo
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    DraftStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    record NewDraft(
            UnitId unit, String unitPath, String fileName, byte[] fileHash, RosterSheet sheet, int checkedMillis) {}

    /** A value that replaces a cell's; null takes the row out. */
    record Fix(int row, int column, @Nullable String value) {}

    /** The new draft, or the open one of the same unit and file. */
    DraftId insert(Actor actor, NewDraft draft, Instant now) {
        Optional<Long> id = jdbc.sql("""
                        insert into enrolment.draft (fund, unit, unit_path, file_name, format, file_hash, file_rows,
                            checked_ms, state, uploaded_by, uploaded_at)
                        values (:fund, :unit, :path, :name, :format, :hash, :rows, :ms, 'OPEN', :by, :at)
                        on conflict (fund, unit, file_hash) where state = 'OPEN' do nothing
                        returning id
                        """)
                .param("fund", actor.fund().code())
                .param("unit", draft.unit().value())
                .param("path", draft.unitPath())
                .param("name", draft.fileName())
                .param("format", draft.sheet().format().name())
                .param("hash", draft.fileHash())
                .param("rows", draft.sheet().rows().size())
                .param("ms", draft.checkedMillis())
                .param("by", actor.requirePerson().value())
                .param("at", Timestamp.from(now))
                .query(Long.class)
                .optional();
        if (id.isEmpty()) {
            return open(actor.fund(), draft.unit(), draft.fileHash());
        }
        seal(actor.fund(), new DraftId(id.get()), draft.sheet());
        return new DraftId(id.get());
    }

    /** Closes the open draft of the same unit and file if covers out of it end by a day: who hands it in again means to renew. */
    void closeEnding(FundId fund, NewDraft draft, LocalDate by) {
        jdbc.sql("""
                        update enrolment.draft d set state = 'ENROLLED'
                        where d.fund = :fund and d.unit = :unit and d.file_hash = :hash and d.state = 'OPEN' and exists (
                            select from enrolment.submission s
                            where s.fund = d.fund and s.draft = d.id and s.covers_until <= :by)
                        """)
                .param("fund", fund.code())
                .param("unit", draft.unit().value())
                .param("hash", draft.fileHash())
                .param("by", by)
                .update();
    }

    private DraftId open(FundId fund, UnitId unit, byte[] hash) {
        return new DraftId(jdbc.sql("""
                        select id from enrolment.draft
                        where fund = :fund and unit = :unit and file_hash = :hash and state = 'OPEN'
                        """)
                .param("fund", fund.code())
                .param("unit", unit.value())
                .param("hash", hash)
                .query(Long.class)
                .single());
    }

    private void seal(FundId fund, DraftId id, RosterSheet sheet) {
        jdbc.sql("update enrolment.draft set sealed = :sealed where fund = :fund and id = :id")
                .param("sealed", vault.seal(place(fund, id), PackedSheet.of(sheet)))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    Optional<Draft> find(Scope scope, DraftId id) {
        return scoped(COLUMNS + " and id = :id", scope)
                .param("id", id.value())
                .query((row, n) -> draft(row))
                .optional();
    }

    Optional<Draft> lock(Scope scope, DraftId id) {
        return scoped(COLUMNS + " and id = :id for update", scope)
                .param("id", id.value())
                .query((row, n) -> draft(row))
                .optional();
    }

    List<Draft> list(Scope scope, long before, int limit) {
        return scoped(COLUMNS + " and id < :before order by id desc limit :limit", scope)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> draft(row))
                .list();
    }

    RosterSheet sheet(FundId fund, DraftId id) {
        byte[] sealed = jdbc.sql("select sealed from enrolment.draft where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> row.getBytes(1))
                .single();
        return PackedSheet.open(vault.open(place(fund, id), sealed));
    }

    void nameDay(FundId fund, DraftId id, @Nullable LocalDate day) {
        jdbc.sql("update enrolment.draft set effective_day = :day where fund = :fund and id = :id")
                .param("day", day)
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void close(FundId fund, DraftId id) {
        jdbc.sql("update enrolment.draft set state = 'ENROLLED' where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** No cell twice. */
    void fix(Actor actor, DraftId draft, List<Fix> fixes, Instant now) {
        jdbc.sql("""
                        insert into enrolment.draft_fix (fund, draft, row_number, column_number, sealed, fixed_by, fixed_at)
                        select :fund, :draft, f.row_number, f.column_number, f.sealed, :by, :at
                        from unnest(:rows::int[], :columns::int[], :sealed::bytea[]) as f (row_number, column_number, sealed)
                        on conflict (fund, draft, row_number, column_number) do update
                        set sealed = excluded.sealed, fixed_by = excluded.fixed_by, fixed_at = excluded.fixed_at
                        """)
                .param("fund", actor.fund().code())
                .param("draft", draft.value())
                .param("rows", fixes.stream().map(Fix::row).toArray(Integer[]::new))
                .param("columns", fixes.stream().map(Fix::column).toArray(Integer[]::new))
                .param(
                        "sealed",
                        fixes.stream()
                                .map(fix -> sealed(actor.fund(), draft, fix))
                                .toArray(byte[][]::new))
                .param("by", actor.requirePerson().value())
                .param("at", Timestamp.from(now))
                .update();
    }

    private byte @Nullable [] sealed(FundId fund, DraftId draft, Fix fix) {
        String value = fix.value();
        return value == null ? null : vault.seal(place(fund, draft, fix), value.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the rows of people of a submission out of the roster that they came in, where they came in one. */
    void takeOut(FundId fund, SubmissionId submission, Submissions.Leavers leavers, Instant now) {
        jdbc.sql("""
                        insert into enrolment.draft_fix (fund, draft, row_number, column_number, fixed_by, fixed_at)
                        select distinct s.fund, s.draft, e.row_number, :whole::int, :by::bigint, :at::timestamptz
                        from enrolment.submission s join enrolment.enrolled e on e.fund = s.fund and e.submission = s.id
                        where s.fund = :fund and s.id = :submission and s.draft is not null
                          and e.person = any(:people) and e.state <> 'CANCELLED'
                        on conflict (fund, draft, row_number, column_number) do nothing
                        """)
                .param("whole", WHOLE_ROW)
                .param("by", leavers.by().value())
                .param("at", Timestamp.from(now))
                .param("fund", fund.code())
                .param("submission", submission.value())
                .param("people", leavers.people().stream().map(PersonId::value).toArray(Long[]::new))
                .update();
    }

    void unfix(FundId fund, DraftId draft, int row, int column) {
        jdbc.sql("""
                        delete from enrolment.draft_fix
                        where fund = :fund and draft = :draft and row_number = :row and column_number = :column
                        """)
                .param("fund", fund.code())
                .param("draft", draft.value())
                .param("row", row)
                .param("column", column)
                .update();
    }

    /** Takes back what was typed into the cells of a row. */
    void unfixCells(FundId fund, DraftId draft, int row) {
        jdbc.sql("""
                        delete from enrolment.draft_fix
                        where fund = :fund and draft = :draft and row_number = :row and column_number <> :whole
                        """)
                .param("fund", fund.code())
                .param("draft", draft.value())
                .param("row", row)
                .param("whole", WHOLE_ROW)
                .update();
    }

    List<Fix> fixes(FundId fund, DraftId draft) {
        List<Fix> fixes = new ArrayList<>();
        jdbc.sql("""
                        select row_number, column_number, sealed from enrolment.draft_fix
                        where fund = :fund and draft = :draft order by row_number, column_number
                        """).param("fund", fund.code()).param("draft", draft.value()).query(row -> {
            fixes.add(fix(fund, draft, row));
        });
        return fixes;
    }

    private Fix fix(FundId fund, DraftId draft, ResultSet row) throws SQLException {
        Fix bare = new Fix(row.getInt("row_number"), row.getInt("column_number"), null);
        byte[] sealed = row.getBytes("sealed");
        return sealed == null
                ? bare
                : new Fix(
                        bare.row(),
                        bare.column(),
                        new String(vault.open(place(fund, draft, bare), sealed), StandardCharsets.UTF_8));
    }

    private JdbcClient.StatementSpec scoped(String sql, Scope scope) {
        return jdbc.sql(sql).params(scope.params());
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                new DraftId(row.getLong("id")),
                new UnitId(row.getLong("unit")),
                row.getString("unit_path"),
                row.getString("file_name"),
                RosterFile.Format.valueOf(row.getString("format")),
                Draft.State.valueOf(row.getString("state")),
                row.getInt("file_rows"),
                row.getInt("joined"),
                row.getInt("checked_ms"),
                row.getObject("effective_day", LocalDate.class),
                row.getTimestamp("uploaded_at").toInstant());
    }

    private static String place(FundId fund, DraftId id) {
        return "draft:" + fund.code() + ":" + id.value();
    }

    private static String place(FundId fund, DraftId draft, Fix fix) {
        return "fix:" + fund.code() + ":" + draft.value() + ":" + fix.row() + ":" + fix.column();
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                SealedColumn.bulky("enrolment.draft", "sealed", "'draft:' || t.fund || ':' || t.id"),
                new SealedColumn(
                        "enrolment.draft_fix",
                        "sealed",
                        "'fix:' || t.fund || ':' || t.draft || ':' || t.row_number || ':' || t.column_number"));
    }
}
