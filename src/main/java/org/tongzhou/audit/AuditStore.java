package org.tongzhou.audit;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.SqlArray;

@Component
class AuditStore {
    /** An entry with its details as two arrays. */
    static final String COLUMNS = """
            r.id, r.at, r.account, r.person, r.actor, r.path, r.action, r.subject, r.digest, r.xid::text::bigint as xid,
            d.keys, d.texts
            """;

    static final String DETAILS = """
            cross join lateral (
                select coalesce(array_agg(key order by key), '{}') as keys,
                       coalesce(array_agg(value order by key), '{}') as texts
                from jsonb_each_text(case jsonb_typeof(r.details) when 'object' then r.details else '{}' end)) d
            """;

    private static final String INSERT_ALL = """
            with given as (
                select g.*, nextval('audit.entry_id_seq') as id, pg_current_xact_id() as xid
                from unnest(:trailFunds::int[], :trailAts::timestamptz[], :trailAccounts::bigint[], :trailPeople::bigint[],
                    :trailActors::text[], :trailPaths::text[], :trailActions::text[], :trailSubjects::text[], :trailKeys::text[],
                    :trailTexts::text[], :trailContents::bytea[])
                    as g (fund, at, account, person, actor, path, action, subject, keys, texts, content))
            insert into audit.entry
                (fund, id, at, account, person, actor, path, action, subject, details, xid, digest)
            overriding system value
            select fund, id, at, account, person, actor, path, action, subject,
                jsonb_object(keys::text[], texts::text[]), xid,
                sha256(content || int8send(id) || int8send(xid::text::bigint))
            from given
            """;

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertAll(Trip trip, List<AuditEntry> entries) {
        trip.run(INSERT_ALL)
                .with(
                        "trailFunds",
                        each(entries, Integer[]::new, e -> e.actor().fund().code()))
                .with("trailAts", each(entries, String[]::new, e -> e.at().toString()))
                .with("trailAccounts", each(entries, Long[]::new, e -> e.actor().userId()))
                .with("trailPeople", each(entries, Long[]::new, AuditStore::person))
                .with("trailActors", each(entries, String[]::new, AuditStore::masked))
                .with(
                        "trailPaths",
                        each(entries, String[]::new, e -> e.actor().scope().path()))
                .with("trailActions", each(entries, String[]::new, AuditEntry::action))
                .with("trailSubjects", each(entries, String[]::new, AuditEntry::subject))
                .with(
                        "trailKeys",
                        each(
                                entries,
                                String[]::new,
                                e -> SqlArray.literal(e.details().keySet())))
                .with(
                        "trailTexts",
                        each(
                                entries,
                                String[]::new,
                                e -> SqlArray.literal(e.details().values())))
                .with("trailContents", each(entries, byte[][]::new, AuditStore::content));
    }

    private static @Nullable Long person(AuditEntry entry) {
        PersonId person = entry.actor().person();
        return person == null ? null : person.value();
    }

    private static String masked(AuditEntry entry) {
        Actor actor = entry.actor();
        return actor.userId() == 0 ? actor.name() : Mask.name(actor.name());
    }

    private static byte[] content(AuditEntry entry) {
        String[] keys = entry.details().keySet().toArray(String[]::new);
        String[] texts = entry.details().values().toArray(String[]::new);
        return new Canonical("audit.entry/1")
                .instant(entry.at())
                .number(entry.actor().userId())
                .number(person(entry))
                .text(masked(entry))
                .text(entry.actor().scope().path())
                .text(entry.action())
                .text(entry.subject())
                .bytes(details(keys, texts))
                .digest();
    }

    /** The digest of what stands in the row now. */
    static byte[] actual(ResultSet row) throws SQLException {
        long person = row.getLong("person");
        Long acting = row.wasNull() ? null : person;
        byte[] content = new Canonical("audit.entry/1")
                .instant(row.getObject("at", OffsetDateTime.class).toInstant())
                .number(row.getLong("account"))
                .number(acting)
                .text(row.getString("actor"))
                .text(row.getString("path"))
                .text(row.getString("action"))
                .text(row.getString("subject"))
                .bytes(details(texts(row, "keys"), texts(row, "texts")))
                .digest();
        return Book.Row.digest(content, row.getLong("id"), row.getLong("xid"));
    }

    /** Sorted here, since the database keeps the keys in an order of its own. */
    private static byte[] details(String[] keys, String[] texts) {
        Integer[] order = new Integer[keys.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> keys[a].compareTo(keys[b]));
        Canonical bytes = new Canonical("details").number((long) keys.length);
        for (int i : order) {
            bytes.text(keys[i]).text(texts[i]);
        }
        return bytes.digest();
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    List<AuditLog.Entry> search(Scope scope, AuditLog.Search search, int limit) {
        return jdbc.sql("select " + COLUMNS + " from audit.entry r " + DETAILS + """
                          where r.fund = :fund and r.path >= :from and r.path < :upTo
                            and (:subject::text is null or r.subject = :subject)
                            and (:account::bigint is null or r.account = :account)
                            and (:since::timestamptz is null or r.at >= :since and r.at < :until)
                            and r.id < :before
                          order by r.id desc limit :limit
                          """)
                .params(scope.params())
                .param("subject", search.subject(), Types.VARCHAR)
                .param("account", search.account(), Types.BIGINT)
                .param("since", search.since(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", search.until(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("before", search.before())
                .param("limit", limit)
                .query(AuditStore::entry)
                .list();
    }

    private static AuditLog.Entry entry(ResultSet row, int n) throws SQLException {
        String[] keys = texts(row, "keys");
        String[] texts = texts(row, "texts");
        Map<String, String> details = new TreeMap<>();
        for (int i = 0; i < keys.length; i++) {
            details.put(keys[i], texts[i]);
        }
        return new AuditLog.Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("account"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                details);
    }
}
