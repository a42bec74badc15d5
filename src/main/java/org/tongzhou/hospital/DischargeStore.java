package org.tongzhou.hospital;

import static org.tongzhou.kernel.SqlArray.each;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.FactField;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows of messages and of stays; what tells of a person or an illness is sealed. */
@Component
class DischargeStore implements SealedColumns {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SELECT = """
            select d.id, d.received_at, d.state, d.why, d.person, d.sealed, d.contradicted_at, s.id as sender, s.account,
                s.name, s.kind, s.path, s.trusted, s.registered_at
            from hospital.discharge d join hospital.sender s on s.fund = d.fund and s.id = d.sender
            """;

    private static final String OF_PERSON =
            SELECT + "where d.fund = :fund and d.person = :person order by d.id desc limit :mostStays";
    private static final String WAITING = """
            select count(*) from hospital.discharge
            where fund = :fund and state = 'UNMATCHED' and path >= :from and path < :upTo
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    DischargeStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                new SealedColumn("hospital.discharge", "sealed", "'hospital.discharge:' || t.fund || ':' || t.id"),
                new SealedColumn("hospital.discharge", "words", "'hospital.words:' || t.fund || ':' || t.id"));
    }

    /** A message as it was kept; {@code answer} is null only inside the transaction that takes it. */
    record Kept(long id, byte[] hash, @Nullable String answer) {}

    /** Takes a reference for a message, waiting for whoever is taking it; empty when it is taken. */
    Optional<Long> takeReference(FundId fund, Sender sender, String reference, byte[] hash, Instant now) {
        return jdbc.sql("""
                        insert into hospital.message (fund, sender, reference, content_hash, received_at)
                        values (:fund, :sender, :reference, :hash, :now)
                        on conflict (fund, sender, reference) do nothing returning id
                        """)
                .param("fund", fund.code())
                .param("sender", sender.id())
                .param("reference", reference)
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    Kept kept(FundId fund, Sender sender, String reference) {
        return jdbc.sql("""
                        select id, content_hash, answer from hospital.message
                        where fund = :fund and sender = :sender and reference = :reference
                        """)
                .param("fund", fund.code())
                .param("sender", sender.id())
                .param("reference", reference)
                .query((row, n) -> new Kept(row.getLong("id"), row.getBytes("content_hash"), row.getString("answer")))
                .single();
    }

    void answer(FundId fund, long message, String answer) {
        jdbc.sql("update hospital.message set answer = :answer where fund = :fund and id = :id")
                .param("answer", answer)
                .param("fund", fund.code())
                .param("id", message)
                .update();
    }

    /** Whether the sender has reported the stay before: empty when not, else its id and whether it said the same. */
    Optional<Known> known(FundId fund, Sender sender, ReportedStay stay) {
        return jdbc.sql("""
                        select id, facts_index = :facts as same from hospital.discharge
                        where fund = :fund and sender = :sender and stay_index = :stay
                        """)
                .param("facts", factsIndex(stay))
                .param("fund", fund.code())
                .param("sender", sender.id())
                .param("stay", stayIndex(sender, stay))
                .query((row, n) -> new Known(row.getLong("id"), row.getBoolean("same")))
                .optional();
    }

    record Known(long id, boolean same) {}

    /** Those of these stays that a sender has reported; however many it has, only these are read. */
    List<Long> reportedBy(FundId fund, long sender, Collection<Long> ids) {
        return jdbc.sql("""
                        select id from hospital.discharge
                        where fund = :fund and id = any(:ids::bigint[]) and sender = :sender
                        """)
                .param("fund", fund.code())
                .param("ids", ids.toArray(Long[]::new))
                .param("sender", sender)
                .query(Long.class)
                .list();
    }

    /** Marks stays that their sender tells otherwise; locked in the order of their ids, since two reports may name the same. */
    void contradict(FundId fund, List<Long> ids, Instant now) {
        jdbc.sql("""
                        update hospital.discharge d set contradicted_at = coalesce(d.contradicted_at, :now)
                        from (select id from hospital.discharge
                            where fund = :fund and id = any(:ids::bigint[]) order by id for update) as o
                        where d.fund = :fund and d.id = o.id
                        """)
                .param("fund", fund.code())
                .param("ids", ids.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Keeps what else is told of these stays, and answers those of which it was not told before; the caller has them locked. */
    List<Long> tell(FundId fund, Map<ReportedStay, Long> contrary, Instant now) {
        List<Map.Entry<ReportedStay, Long>> told = List.copyOf(contrary.entrySet());
        return jdbc.sql("""
                        insert into hospital.contrary (fund, discharge, facts_index, told_at)
                        select :fund, t.discharge, t.facts, :now
                        from unnest(:ids::bigint[], :facts::bytea[]) as t (discharge, facts)
                        on conflict do nothing returning discharge
                        """)
                .param("fund", fund.code())
                .param("ids", each(told, Long[]::new, Map.Entry::getValue))
                .param("facts", each(told, byte[][]::new, one -> factsIndex(one.getKey())))
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .list();
    }

    /** Whose a stay is, or why that is not known. */
    record Match(@Nullable PersonId person, Discharge.@Nullable Why why) {}

    /** Waits for whoever is taking the same stay under another reference; empty when it has been taken. */
    Optional<Long> insert(FundId fund, long message, Sender sender, ReportedStay stay, Match match, Instant now) {
        long id = jdbc.sql("select nextval(pg_get_serial_sequence('hospital.discharge', 'id'))")
                .query(Long.class)
                .single();
        PersonId person = match.person();
        Discharge.Why why = match.why();
        int taken = jdbc.sql("""
                        insert into hospital.discharge (fund, id, sender, message, path, stay_index, facts_index, sealed,
                            state, why, person, received_at) overriding system value
                        values (:fund, :id, :sender, :message, :path, :stay, :facts, :sealed, :state, :why, :person, :now)
                        on conflict (fund, sender, stay_index) do nothing
                        """)
                .param("fund", fund.code())
                .param("id", id)
                .param("sender", sender.id())
                .param("message", message)
                .param("path", sender.path())
                .param("stay", stayIndex(sender, stay))
                .param("facts", factsIndex(stay))
                .param("sealed", seal(fund, id, stay))
                .param("state", (person == null ? Discharge.State.UNMATCHED : Discharge.State.MATCHED).name())
                .param("why", why == null ? null : why.name())
                .param("person", person == null ? null : person.value())
                .param("now", Timestamp.from(now))
                .update();
        return taken == 1 ? Optional.of(id) : Optional.empty();
    }

    Optional<Discharge> find(FundId fund, long id) {
        return jdbc.sql(SELECT + "where d.fund = :fund and d.id = :id")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> discharge(fund, row))
                .optional();
    }

    /** Its sender is held as where a report is taken: what it may announce does not change meanwhile. */
    Optional<Discharge> lockWaiting(Scope scope, long id) {
        return jdbc.sql(SELECT + """
                        where d.fund = :fund and d.id = :id and d.path >= :from and d.path < :upTo
                        for update of d for share of s
                        """)
                .params(scope.params())
                .param("id", id)
                .query((row, n) -> discharge(scope.fund(), row))
                .optional();
    }

    List<Discharge> waiting(Scope scope, long above, int most) {
        return jdbc.sql(SELECT + """
                        where d.fund = :fund and d.state = 'UNMATCHED' and d.path >= :from and d.path < :upTo
                            and d.id > :above
                        order by d.id limit :most
                        """)
                .params(scope.params())
                .param("above", above)
                .param("most", most)
                .query((row, n) -> discharge(scope.fund(), row))
                .list();
    }

    int countWaiting(Scope scope) {
        return jdbc.sql(WAITING).params(scope.params()).query(Integer.class).single();
    }

    /** The same as part of a trip. */
    Rows<Integer> countWaiting(Trip trip, Scope scope) {
        return trip.within(scope).ask(WAITING, (row, n) -> row.getInt(1));
    }

    List<Discharge> ofPerson(FundId fund, PersonId person, int most) {
        return jdbc.sql(OF_PERSON)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("mostStays", most)
                .query((row, n) -> discharge(fund, row))
                .list();
    }

    /** The same as part of a trip. */
    Rows<Discharge> ofPerson(Trip trip, FundId fund, PersonId person, int most) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .with("mostStays", most)
                .ask(OF_PERSON, (row, n) -> discharge(fund, row));
    }

    void match(Actor by, long id, PersonId person, Instant now) {
        settle(by, id, now, "state = 'MATCHED', person = :person")
                .param("person", person.value())
                .update();
    }

    void setAside(Actor by, long id, String words, Instant now) {
        byte[] sealed = vault.seal(wordsPlace(by.fund(), id), words.getBytes(StandardCharsets.UTF_8));
        settle(by, id, now, "state = 'SET_ASIDE', words = :words")
                .param("words", sealed)
                .update();
    }

    private JdbcClient.StatementSpec settle(Actor by, long id, Instant now, String set) {
        return jdbc.sql("update hospital.discharge set settled_by = :by, settled_by_name = :name, settled_at = :now, "
                        + set + " where fund = :fund and id = :id and state = 'UNMATCHED'")
                .param("by", by.userId())
                .param("name", by.name())
                .param("now", Timestamp.from(now))
                .param("fund", by.fund().code())
                .param("id", id);
    }

    private byte[] stayIndex(Sender sender, ReportedStay stay) {
        return vault.index("hospital.stay", sender.id() + "|" + stay.identity());
    }

    private byte[] factsIndex(ReportedStay stay) {
        return vault.index("hospital.facts", stay.canonical());
    }

    private byte[] seal(FundId fund, long id, ReportedStay stay) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", stay.name());
        root.put("id", stay.idNumber());
        ObjectNode facts = root.putObject("facts");
        stay.facts().forEach((field, value) -> facts.put(field.code(), value));
        return vault.seal(place(fund, id), JSON.writeValueAsBytes(root));
    }

    private Discharge discharge(FundId fund, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        JsonNode root = JSON.readTree(vault.open(place(fund, id), row.getBytes("sealed")));
        Map<FactField, String> facts = new EnumMap<>(FactField.class);
        root.path("facts")
                .properties()
                .forEach(fact -> FactField.of(fact.getKey())
                        .ifPresent(field -> facts.put(field, fact.getValue().asString())));
        long person = row.getLong("person");
        PersonId whose = row.wasNull() ? null : new PersonId(person);
        String why = row.getString("why");
        JsonNode number = root.path("id");
        return new Discharge(
                id,
                new Sender(
                        row.getLong("sender"),
                        row.getLong("account"),
                        row.getString("name"),
                        Sender.Kind.valueOf(row.getString("kind")),
                        row.getString("path"),
                        row.getBoolean("trusted"),
                        row.getTimestamp("registered_at").toInstant()),
                row.getTimestamp("received_at").toInstant(),
                Discharge.State.valueOf(row.getString("state")),
                why == null ? null : Discharge.Why.valueOf(why),
                whose,
                root.path("name").asString(),
                number.isString() ? number.asString() : null,
                facts,
                row.getTimestamp("contradicted_at") != null);
    }

    private static String place(FundId fund, long id) {
        return "hospital.discharge:" + fund.code() + ":" + id;
    }

    private static String wordsPlace(FundId fund, long id) {
        return "hospital.words:" + fund.code() + ":" + id;
    }
}
