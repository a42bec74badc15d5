package org.tongzhou.person;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.BinaryCopy;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.KnownPeople.Asked;

/**
 * Registers any number of people in a handful of statements: looks up all blind indexes at once, draws ids and seals only
 * for those that are new, COPYs them straight into their table. Runs inside the caller's transaction. Two at once meet at the
 * unique index: the later one takes its rows back and looks again.
 */
@Component
class Registration {
    private static final int MOST_TRIES = 10;
    private static final int MANY = 2_000;

    private final PersonStore store;
    private final JdbcClient jdbc;
    private final DataSource database;
    private final Envelopes envelopes;

    Registration(PersonStore store, JdbcClient jdbc, DataSource database, Envelopes envelopes) {
        this.store = store;
        this.jdbc = jdbc;
        this.database = database;
        this.envelopes = envelopes;
    }

    /** Asks for all of them at once. */
    KnownPeople known(FundId fund, Collection<String> idNumbers) {
        Map<ByteBuffer, Asked> byIndex = new HashMap<>(2 * idNumbers.size());
        Map<String, Asked> asked = new HashMap<>(2 * idNumbers.size());
        for (String number : idNumbers) {
            byte[] index = envelopes.idIndex(number);
            Asked one = new Asked(index);
            byIndex.put(ByteBuffer.wrap(index), one);
            asked.put(number, one);
        }
        List<byte[]> indexes = byIndex.keySet().stream().map(ByteBuffer::array).toList();
        store.findByIdIndexes(
                fund,
                indexes,
                face -> Objects.requireNonNull(byIndex.get(ByteBuffer.wrap(face.index())))
                        .found(face));
        return new KnownPeople(asked);
    }

    List<PersonId> register(FundId fund, List<NewPerson> people, KnownPeople known, Instant now) {
        Map<String, Incoming> byNumber = new LinkedHashMap<>();
        List<Incoming> entries = new ArrayList<>();
        for (NewPerson person : people) {
            entries.add(byNumber.computeIfAbsent(
                    person.id().number(), number -> known.ready(person).orElseGet(() -> incoming(person))));
        }
        List<Incoming> incoming = List.copyOf(byNumber.values());
        meet(unmet(incoming), known);
        meet(fund, unmet(incoming));
        bringUpToDate(fund, incoming);
        insert(fund, incoming, now);
        return entries.stream().map(entry -> new PersonId(entry.id)).toList();
    }

    /** Draws numbers and seals for strangers, outside of the transaction that will register them. */
    KnownPeople ready(FundId fund, List<NewPerson> people, KnownPeople known) {
        Map<String, Incoming> strangers = new LinkedHashMap<>();
        people.stream()
                .filter(person -> known.find(person.id().number()).isEmpty())
                .forEach(person -> strangers.computeIfAbsent(person.id().number(), number -> incoming(person)));
        meet(strangers.values(), known);
        makeReady(fund, strangers.values().stream().filter(Incoming::isStranger).toList());
        return known.with(strangers);
    }

    private static List<Incoming> unmet(List<Incoming> incoming) {
        return incoming.stream().filter(entry -> entry.index == null).toList();
    }

    private Incoming incoming(NewPerson person) {
        Particulars inside = Particulars.of(person);
        String phone = inside.phone();
        return new Incoming(person, inside, phone == null ? null : envelopes.phoneIndex(phone));
    }

    private void meet(FundId fund, List<Incoming> strangers) {
        if (!strangers.isEmpty()) {
            meet(
                    strangers,
                    known(fund, strangers.stream().map(Incoming::idNumber).toList()));
        }
    }

    /** Gives those an id whom the fund knows, and marks those of whom the roster may say something new. */
    private void meet(Collection<Incoming> incoming, KnownPeople known) {
        for (Incoming entry : incoming) {
            known.face(entry.idNumber()).ifPresent(face -> {
                entry.index = face.index();
                entry.id = face.id();
                entry.mayBeNews = face.isKnown() && mayBeNews(entry, face.phoneIndex(), face.length());
            });
        }
    }

    /** An envelope with the same phone and no more bytes than one without a card has none, and a card fills the gap. */
    private boolean mayBeNews(Incoming entry, byte @Nullable [] phoneIndex, int length) {
        if (entry.phoneIndex != null && !Arrays.equals(entry.phoneIndex, phoneIndex)) {
            return true;
        }
        return entry.inside.card() != null && length <= envelopes.length(entry.inside.withoutAccount());
    }

    /** They are read again under lock, in id order, before anything is written. */
    private void bringUpToDate(FundId fund, List<Incoming> incoming) {
        Map<Long, Incoming> news = new TreeMap<>();
        incoming.stream().filter(entry -> entry.mayBeNews).forEach(entry -> news.put(entry.id, entry));
        if (!news.isEmpty()) {
            rewrite(fund, news);
        }
    }

    private void rewrite(FundId fund, Map<Long, Incoming> news) {
        List<Changed> changed = new ArrayList<>();
        jdbc.sql("select id, name, sex, sealed from person.person"
                        + " where fund = :fund and id = any(:ids) order by id for update")
                .param("fund", fund.code())
                .param("ids", news.keySet().toArray(Long[]::new))
                .query(row -> {
                    PersonRow known = PersonStore.person(row);
                    change(
                            fund,
                            known,
                            Objects.requireNonNull(news.get(known.id().value())),
                            changed);
                });
        jdbc.sql("""
                        update person.person p set sealed = c.sealed, phone_index = c.phone_index
                        from unnest(:ids::bigint[], :sealed::bytea[], :phones::bytea[]) as c (id, sealed, phone_index)
                        where p.fund = :fund and p.id = c.id
                        """)
                .param("fund", fund.code())
                .param("ids", changed.stream().map(Changed::id).toArray(Long[]::new))
                .param("sealed", changed.stream().map(Changed::sealed).toArray(byte[][]::new))
                .param("phones", changed.stream().map(Changed::phoneIndex).toArray(byte[][]::new))
                .update();
    }

    private void change(FundId fund, PersonRow known, Incoming newer, List<Changed> changed) {
        Particulars before = envelopes.open(fund, known);
        Particulars merged = before.mergedWith(newer.inside);
        if (!merged.equals(before)) {
            String phone = merged.phone();
            byte[] index = phone == null ? null : envelopes.phoneIndex(phone);
            changed.add(new Changed(known.id().value(), envelopes.seal(fund, known.id(), merged), index));
        }
    }

    private void insert(FundId fund, List<Incoming> incoming, Instant now) {
        for (int tries = 1; ; tries++) {
            List<Incoming> missing =
                    incoming.stream().filter(entry -> entry.id == 0).toList();
            if (missing.isEmpty()) {
                return;
            }
            jdbc.sql("savepoint registering").update();
            try {
                makeReady(fund, missing);
                gatherKeys(missing.size());
                copy(fund, missing, now);
                jdbc.sql("release savepoint registering").update();
                return;
            } catch (DuplicateKeyException somebodyElse) {
                jdbc.sql("rollback to savepoint registering").update();
                missing.forEach(entry -> entry.id = 0);
                if (tries == MOST_TRIES) {
                    throw somebodyElse;
                }
                meet(fund, missing);
            }
        }
    }

    /** Numbers and envelopes for who has none yet; a number that in the end is not needed is left out. */
    private void makeReady(FundId fund, List<Incoming> strangers) {
        List<Incoming> unready =
                strangers.stream().filter(entry -> entry.sealed == null).toList();
        Iterator<Long> numbers = numbers(unready.size()).iterator();
        for (Incoming entry : unready) {
            entry.number = numbers.next();
            entry.sealed = envelopes.seal(fund, new PersonId(entry.number), entry.inside);
            entry.initials = Initials.of(entry.person.name());
            entry.tailIndex = envelopes.tailIndex(entry.person.id().tail());
        }
    }

    /** In the order of the roster, in which their covers are written: what is found by person then grows at its end. */
    private List<Long> numbers(int count) {
        return count == 0
                ? List.of()
                : jdbc.sql("select nextval('person.person_id_seq') as id from generate_series(1, :count) order by id")
                        .param("count", count)
                        .query(Long.class)
                        .list();
    }

    /**
     * Keys of many people are gathered longer before they are sorted, which is cheaper; of few, little is left, since whoever looks
     * for somebody goes through what is not sorted yet.
     */
    private void gatherKeys(int people) {
        String kept = people < MANY ? "64kB" : "32MB";
        jdbc.sql("set local gin_pending_list_limit = '" + kept + "'").update();
    }

    /** In index order, so that two rosters with the same people wait for each other rather than deadlock. */
    private void copy(FundId fund, List<Incoming> missing, Instant now) {
        List<Incoming> byIndex = missing.stream()
                .sorted(Comparator.comparing(Incoming::index, Arrays::compareUnsigned))
                .toList();
        try (BinaryCopy copy = BinaryCopy.into(
                database,
                "person.person (fund, id, name, sex, id_index, phone_index, sealed, created_at, initials,"
                        + " tail_index)")) {
            for (Incoming entry : byIndex) {
                entry.id = entry.number;
                copy.row(10)
                        .put(fund.code())
                        .put(entry.id)
                        .put(entry.person.name().strip())
                        .put(entry.person.id().sex().name())
                        .put(entry.index())
                        .put(entry.phoneIndex)
                        .put(entry.sealed)
                        .put(now)
                        .put(entry.initials)
                        .put(entry.tailIndex);
            }
            copy.end();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Changed(long id, byte[] sealed, byte @Nullable [] phoneIndex) {}
}
