package org.tongzhou.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.BinaryScan;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.SqlArray;

@Component
class PersonStore {
    private static final int FETCH = 10_000;

    /** Some ten thousand people. */
    private static final int MANY_PAGES = 100;

    private final JdbcClient jdbc;
    private final DataSource database;

    PersonStore(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    Optional<PersonRow> find(FundId fund, PersonId person) {
        return jdbc.sql("select id, name, sex, sealed from person.person where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", person.value())
                .query((row, n) -> person(row))
                .optional();
    }

    /** The same as part of a trip. */
    <T> Rows<T> find(Trip trip, FundId fund, PersonId person, Function<PersonRow, T> read) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .ask(
                        "select id, name, sex, sealed from person.person where fund = :fund and id = :person",
                        (row, n) -> read.apply(person(row)));
    }

    Optional<PersonRow> lock(FundId fund, PersonId person) {
        return jdbc.sql("select id, name, sex, sealed from person.person where fund = :fund and id = :id for update")
                .param("fund", fund.code())
                .param("id", person.value())
                .query((row, n) -> person(row))
                .optional();
    }

    void reseal(FundId fund, PersonId person, byte[] sealed) {
        jdbc.sql("update person.person set sealed = :sealed where fund = :fund and id = :id")
                .param("sealed", sealed)
                .param("fund", fund.code())
                .param("id", person.value())
                .update();
    }

    void rename(FundId fund, PersonId person, String name) {
        jdbc.sql("""
                        update person.person
                        set name = :name, initials = case when tail_index is not null then :initials end
                        where fund = :fund and id = :id
                        """)
                .param("name", name)
                .param("initials", Initials.of(name))
                .param("fund", fund.code())
                .param("id", person.value())
                .update();
    }

    /** What an identity number makes of a person's row. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Numbered(byte[] sealed, UUID idIndex, long tailIndex, Sex sex) {
        @Override
        public String toString() {
            return "Numbered[]";
        }
    }

    /** Who is not found by the last four yet stays so until an envelope is opened for it. */
    void renumber(FundId fund, PersonId person, Numbered number) {
        jdbc.sql("""
                        update person.person
                        set sealed = :sealed, id_index = :index, sex = :sex,
                            tail_index = case when initials is not null then :tail end
                        where fund = :fund and id = :id
                        """)
                .param("sealed", number.sealed())
                .param("index", number.idIndex())
                .param("sex", number.sex().name())
                .param("tail", number.tailIndex())
                .param("fund", fund.code())
                .param("id", person.value())
                .update();
    }

    List<PersonRow> findAll(FundId fund, Collection<PersonId> people) {
        return jdbc.sql("select id, name, sex, sealed from person.person where fund = :fund and id = any(:ids)")
                .param("fund", fund.code())
                .param("ids", people.stream().map(PersonId::value).distinct().toArray(Long[]::new))
                .query((row, n) -> person(row))
                .list();
    }

    /** The same as part of a trip, each made into what is asked for. */
    <T> Rows<T> findAll(Trip trip, FundId fund, Collection<PersonId> people, Function<PersonRow, T> read) {
        return trip.shared("fund", fund.code())
                .with(
                        "allPeople",
                        people.stream().map(PersonId::value).distinct().toArray(Long[]::new))
                .ask(
                        "select id, name, sex, sealed from person.person where fund = :fund and id = any(:allPeople::bigint[])",
                        (row, n) -> read.apply(person(row)));
    }

    Map<PersonId, Sex> sexes(FundId fund, Collection<PersonId> people) {
        return jdbc
                .sql("select id, sex from person.person where fund = :fund and id = any(:ids)")
                .param("fund", fund.code())
                .param("ids", people.stream().map(PersonId::value).distinct().toArray(Long[]::new))
                .query((row, n) -> Map.entry(new PersonId(row.getLong("id")), Sex.valueOf(row.getString("sex"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same as part of a trip. */
    Rows<Map.Entry<PersonId, Sex>> sexes(Trip trip, FundId fund, Collection<PersonId> people) {
        return trip.shared("fund", fund.code())
                .with("sexOf", people.stream().map(PersonId::value).distinct().toArray(Long[]::new))
                .ask(
                        "select id, sex from person.person where fund = :fund and id = any(:sexOf::bigint[])",
                        (row, n) -> Map.entry(new PersonId(row.getLong("id")), Sex.valueOf(row.getString("sex"))));
    }

    /** Who has this number, or had it until they were given another one; a number that was a slip leads to nobody. */
    Optional<PersonId> findByIdIndex(FundId fund, UUID index) {
        return jdbc.sql("""
                        (select id from person.person where fund = :fund and id_index = :index)
                        union all
                        (select person from person.former_identity f
                        where fund = :fund and id_index = :index and person.cause_of(f) = 'RENUMBERED')
                        limit 1
                        """)
                .param("fund", fund.code())
                .param("index", index)
                .query(Long.class)
                .optional()
                .map(PersonId::new);
    }

    /** Empty for who is unknown or has no phone. */
    Optional<byte[]> phoneIndex(FundId fund, PersonId person) {
        return jdbc.sql(
                        "select phone_index from person.person where fund = :fund and id = :id and phone_index is not null")
                .param("fund", fund.code())
                .param("id", person.value())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** The same, and nobody brings another one before the caller's transaction ends. */
    Optional<byte[]> holdPhoneIndex(FundId fund, PersonId person) {
        return jdbc.sql(
                        "select phone_index from person.person where fund = :fund and id = :id and phone_index is not null for share")
                .param("fund", fund.code())
                .param("id", person.value())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** Somebody as they are registered. */
    record Named(PersonId person, String name) {}

    Optional<Named> findReachable(FundId fund, UUID index) {
        return jdbc.sql("""
                        select id, name from person.person
                        where fund = :fund and id_index = :index and phone_index is not null
                        """)
                .param("fund", fund.code())
                .param("index", index)
                .query((row, n) -> new Named(new PersonId(row.getLong("id")), row.getString("name")))
                .optional();
    }

    /**
     * Somebody with what tells whether a roster means them and has news: the marks of the name and of the phone, 0 for no phone, and
     * bytes of the envelope.
     */
    record Found(long id, int name, int phone, int length) {}

    /** About how many people there are, of all funds; 0 while the planner knows of none. */
    long estimate() {
        return jdbc.sql("select greatest(reltuples, 0)::bigint from pg_class where oid = 'person.person'::regclass")
                .query(Long.class)
                .single();
    }

    /** Tells of everybody, at most so many, what {@link Found} holds after their index. */
    void everybody(FundId fund, int most, Consumer<BinaryScan.Row> person) {
        BinaryScan.read(
                database,
                "select id_index, id, name, coalesce(substring(phone_index for 4), '\\x00000000'), octet_length(sealed)"
                        + " from person.person where fund = " + fund.code() + " limit " + most,
                person);
    }

    /**
     * Tells of each of these blind indexes that is somebody's; they may be many thousands, which the planner, where it sees
     * them, would weigh one by one.
     */
    void findByIdIndexes(FundId fund, Collection<UUID> indexes, BiConsumer<UUID, Found> found) {
        jdbc.sql("""
                        select id, id_index, name, phone_index, octet_length(sealed) as length from person.person
                        where fund = :fund and id_index = any(array(select unnest(:indexes::uuid[])))
                        """)
                .withFetchSize(FETCH)
                .param("fund", fund.code())
                .param("indexes", indexes.toArray(UUID[]::new))
                .query(row -> {
                    found.accept(
                            row.getObject("id_index", UUID.class),
                            new Found(
                                    row.getLong("id"),
                                    NameMatch.mark(row.getString("name")),
                                    Envelopes.mark(row.getBytes("phone_index")),
                                    row.getInt("length")));
                });
    }

    List<PersonId> findByPhoneIndex(FundId fund, byte[] index, PersonId after) {
        return page(fund, "by_phone", index, after);
    }

    List<PersonId> findByTailIndex(FundId fund, long index, PersonId after) {
        return page(fund, "by_tail", index, after);
    }

    List<PersonId> findByInitials(FundId fund, String initials, PersonId after) {
        return page(fund, "by_initials", initials, after);
    }

    List<PersonId> findByName(FundId fund, String name, PersonId after) {
        return page(fund, "by_name", name, after);
    }

    Map<String, List<PersonId>> named(FundId fund, Collection<String> names, int most) {
        Map<String, List<PersonId>> found = new HashMap<>();
        jdbc.sql("""
                        select asked.name, bearer.id from unnest(:names::text[]) as asked (name)
                        cross join lateral (select id from person.by_name(:fund, asked.name, 0) limit :most) bearer
                        order by bearer.id
                        """)
                .param("fund", fund.code())
                .param("names", names.toArray(String[]::new))
                .param("most", most)
                .query(row -> {
                    found.computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                            .add(new PersonId(row.getLong("id")));
                });
        return found;
    }

    private List<PersonId> page(FundId fund, String way, Object sought, PersonId after) {
        return jdbc.sql("select id from person." + way + "(:fund, :sought, :after) limit :most")
                .param("fund", fund.code())
                .param("sought", sought)
                .param("after", after.value())
                .param("most", People.PAGE)
                .query((row, n) -> new PersonId(row.getLong("id")))
                .list();
    }

    /** Each of these people with everybody who has the same phone, at most 100 of each. */
    Rows<Map.Entry<PersonId, PersonId>> sharingPhone(Trip trip, FundId fund, Collection<PersonId> people) {
        return trip.shared("fund", fund.code())
                .with("phonesOf", SqlArray.each(people, Long[]::new, PersonId::value))
                .ask("""
                        select a.id, o.id as other from person.person a
                        cross join lateral (select b.id from person.by_phone(a.fund, a.phone_index, 0) b
                            where b.id <> a.id limit 100) o
                        where a.fund = :fund and a.id = any(:phonesOf::bigint[]) order by a.id, o.id
                        """, (row, n) -> Map.entry(new PersonId(row.getLong("id")), new PersonId(row.getLong("other"))));
    }

    void logView(Actor actor, PersonId person, String reason, Instant now) {
        PersonId seenBy = actor.person();
        jdbc.sql("""
                        insert into person.view_log (fund, person, at, seen_by, seen_by_name, reason)
                        values (:fund, :person, :at, :seenBy, :name, :reason)
                        """)
                .param("fund", actor.fund().code())
                .param("person", person.value())
                .param("at", Timestamp.from(now))
                .param("seenBy", seenBy == null ? null : seenBy.value())
                .param("name", actor.name())
                .param("reason", reason)
                .update();
    }

    /** A look by its number. */
    record Looked(long id, View view) {}

    List<Looked> views(FundId fund, PersonId person, long before, int limit) {
        return jdbc.sql("""
                        select id, at, seen_by_name, reason from person.view_log
                        where fund = :fund and person = :person and id < :before order by id desc limit :limit
                        """)
                .param("before", before)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("limit", limit)
                .query((row, n) -> new Looked(
                        row.getLong("id"),
                        new View(
                                row.getTimestamp("at").toInstant(),
                                row.getString("seen_by_name"),
                                row.getString("reason"))))
                .list();
    }

    /** Those who cannot be found by initials yet; locked, those that somebody else has at hand left out. */
    List<PersonRow> notFoundYet(FundId fund, int most) {
        return jdbc.sql("""
                        select id, name, sex, sealed from person.person where fund = :fund and initials is null
                        order by id limit :most for update skip locked
                        """)
                .param("fund", fund.code())
                .param("most", most)
                .query((row, n) -> person(row))
                .list();
    }

    void makeFound(FundId fund, PersonId person, String initials, long tailIndex) {
        jdbc.sql("update person.person set initials = :initials, tail_index = :tail where fund = :fund and id = :id")
                .param("initials", initials)
                .param("tail", tailIndex)
                .param("fund", fund.code())
                .param("id", person.value())
                .update();
    }

    /** Puts the keys that were gathered of people of late in their place, and lets the planner know how many people there are. */
    void sortKeys() {
        int pages = jdbc.sql("select gin_clean_pending_list('person.person_found')")
                .query(Integer.class)
                .single();
        if (pages >= MANY_PAGES) {
            jdbc.sql("analyze person.person").update();
        }
    }

    static PersonRow person(ResultSet row) throws SQLException {
        return new PersonRow(
                new PersonId(row.getLong("id")),
                row.getString("name"),
                Sex.valueOf(row.getString("sex")),
                row.getBytes("sealed"));
    }
}
