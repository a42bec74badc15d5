package org.tongzhou.person;

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
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.BinaryCopy;
import org.tongzhou.database.BinaryRows;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.KnownPeople.Asked;
import org.tongzhou.person.PersonStore.Found;

/**
 * Registers any number of people in a handful of statements: looks up all blind indexes at once, draws ids and seals only
 * for those that are new, COPYs them straight into their table. Two at once meet at the unique index: the later one takes
 * its rows back and looks again.
 */
@Component
class Registration {
    private static final int MOST_TRIES = 10;
    private static final int MANY = 2_000;
    private static final int PLACE_BITS = 24;
    private static final String KEPT_OF_MANY = "256MB";
    private static final int ROOM = 1_024;

    private static final String REGISTERED =
            "person.person (fund, id, name, sex, id_index, phone_index, sealed," + " created_at, initials, tail_index)";

    private static final Comparator<Arrival> AS_INDEXED = Comparator.<Arrival>comparingLong(each -> each.order)
            .thenComparing(each -> each.index.getLeastSignificantBits(), Long::compareUnsigned);

    private final PersonStore store;
    private final JdbcClient jdbc;
    private final DataSource database;
    private final Envelopes envelopes;
    private final FormerStore formers;

    Registration(PersonStore store, FormerStore formers, JdbcClient jdbc, DataSource database, Envelopes envelopes) {
        this.store = store;
        this.jdbc = jdbc;
        this.database = database;
        this.envelopes = envelopes;
        this.formers = formers;
    }

    /** Asks for all of them at once. */
    KnownPeople known(FundId fund, Collection<String> idNumbers) {
        KnownPeople known = strangers(idNumbers);
        Map<UUID, Asked> byIndex = new HashMap<>(2 * idNumbers.size());
        known.each(asked -> byIndex.put(asked.index, asked));
        store.findByIdIndexes(
                fund,
                byIndex.keySet(),
                (index, found) -> Objects.requireNonNull(byIndex.get(index)).found(found));
        byIndex.values().removeIf(asked -> asked.found() != null);
        formers.of(fund, byIndex.keySet())
                .forEach((index, former) ->
                        Objects.requireNonNull(byIndex.get(index)).former(former));
        return known;
    }

    /** By whom numbers were borne before, all of a fund; to be read after its people, so that nobody is missed between. */
    Map<UUID, FormerStore.Former> formers(FundId fund) {
        return formers.all(fund);
    }

    /** Asks for none of them: who of them is known is told them by the caller. */
    KnownPeople strangers(Collection<String> idNumbers) {
        Map<String, Asked> asked = new HashMap<>(2 * idNumbers.size());
        idNumbers.forEach(number -> asked.put(number, new Asked(envelopes.idIndex(number))));
        return new KnownPeople(asked);
    }

    /** In the order given; whoever is not among those who were asked for is looked up. */
    List<Arrival> ready(FundId fund, List<NewPerson> people, KnownPeople known, Instant now) {
        KnownPeople all = withUnasked(fund, people, known);
        Map<String, Arrival> ready = new HashMap<>(2 * people.size());
        Map<String, NewPerson> strangers = new LinkedHashMap<>();
        for (NewPerson person : people) {
            Asked asked = all.asked(person);
            Found found = asked.found();
            if (found == null) {
                strangers.putIfAbsent(person.id().number(), person);
            } else {
                ready.computeIfAbsent(person.id().number(), number -> known(person, asked.index, found));
            }
        }
        Iterator<Long> numbers = numbers(strangers.size()).iterator();
        BinaryRows rows = new BinaryRows(ROOM);
        strangers.forEach((number, person) -> {
            Stranger stranger = new Stranger(fund, numbers.next(), all.asked(person).index, person);
            ready.put(number, Arrival.stranger(stranger.index, stranger.id, person.name(), row(rows, stranger, now)));
        });
        return people.stream()
                .map(person -> Objects.requireNonNull(ready.get(person.id().number())))
                .toList();
    }

    private KnownPeople withUnasked(FundId fund, List<NewPerson> people, KnownPeople known) {
        List<String> unasked = people.stream()
                .map(person -> person.id().number())
                .filter(number -> !known.wasAsked(number))
                .toList();
        return unasked.isEmpty() ? known : known.and(known(fund, unasked));
    }

    /** What is known may be brought up to date where the phone is another, or an envelope without a card has no more bytes than it. */
    private Arrival known(NewPerson person, UUID index, Found found) {
        Particulars inside = Particulars.of(person);
        String phone = inside.phone();
        boolean news = phone != null && Envelopes.mark(envelopes.phoneIndex(phone)) != found.phone()
                || inside.card() != null && found.length() <= envelopes.length(inside.withoutAccount());
        return Arrival.known(index, found.id(), news ? inside : null);
    }

    private record Stranger(FundId fund, long id, UUID index, NewPerson person) {}

    private byte[] row(BinaryRows rows, Stranger stranger, Instant now) {
        NewPerson person = stranger.person;
        Particulars inside = Particulars.of(person);
        String phone = inside.phone();
        rows.row(10)
                .put(stranger.fund.code())
                .put(stranger.id)
                .put(person.name().strip())
                .put(person.id().sex().name())
                .put(stranger.index)
                .put(phone == null ? null : envelopes.phoneIndex(phone))
                .put(envelopes.seal(stranger.fund, new PersonId(stranger.id), inside))
                .put(now)
                .put(Initials.of(person.name()))
                .put(envelopes.tailIndex(person.id().tail()));
        return rows.take();
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

    /** A phone that is another one today. */
    record Rewritten(@Nullable String former, String today) {
        @Override
        public String toString() {
            return "Rewritten[]";
        }
    }

    /** People in the order of those who arrived, and the phones of those who had another one. */
    record Registered(List<PersonId> people, Map<PersonId, Rewritten> newPhones) {}

    /**
     * A stranger whom somebody else registered meanwhile is that person. Refuses {@code named_otherwise} where it was under another
     * name.
     */
    Registered register(FundId fund, List<Arrival> arrivals) {
        Map<PersonId, Rewritten> newPhones = bringUpToDate(fund, arrivals);
        List<Arrival> strangers = strangers(arrivals);
        Map<UUID, Found> met = insert(fund, strangers);
        if (!met.isEmpty()) {
            requireSameNames(strangers, met);
        }
        return new Registered(
                arrivals.stream().map(each -> new PersonId(number(each, met))).toList(), newPhones);
    }

    private static long number(Arrival arrival, Map<UUID, Found> met) {
        Found found = met.isEmpty() ? null : met.get(arrival.index);
        return found == null ? arrival.id : found.id();
    }

    private static void requireSameNames(List<Arrival> strangers, Map<UUID, Found> met) {
        for (Arrival each : strangers) {
            Found found = met.get(each.index);
            if (found != null && found.name() != each.name) {
                throw Refusal.conflict("named_otherwise");
            }
        }
    }

    private Map<PersonId, Rewritten> bringUpToDate(FundId fund, List<Arrival> arrivals) {
        Map<Long, Particulars> news = new TreeMap<>();
        for (Arrival each : arrivals) {
            if (each.news != null) {
                news.put(each.id, each.news);
            }
        }
        return news.isEmpty() ? Map.of() : rewrite(fund, news);
    }

    private Map<PersonId, Rewritten> rewrite(FundId fund, Map<Long, Particulars> news) {
        List<Changed> changed = changed(fund, news);
        write(fund, changed);
        return changed.stream()
                .filter(each -> each.newPhone() != null)
                .collect(Collectors.toMap(
                        each -> new PersonId(each.id()), each -> Objects.requireNonNull(each.newPhone())));
    }

    /** They are read again under lock, in id order, before anything is written. */
    private List<Changed> changed(FundId fund, Map<Long, Particulars> news) {
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
        return changed;
    }

    private void write(FundId fund, List<Changed> changed) {
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

    private void change(FundId fund, PersonRow known, Particulars newer, List<Changed> changed) {
        Particulars before = envelopes.open(fund, known);
        Particulars merged = before.mergedWith(newer);
        if (!merged.equals(before)) {
            String phone = merged.phone();
            byte[] index = phone == null ? null : envelopes.phoneIndex(phone);
            Rewritten newPhone =
                    phone == null || phone.equals(before.phone()) ? null : new Rewritten(before.phone(), phone);
            changed.add(new Changed(known.id().value(), envelopes.seal(fund, known.id(), merged), index, newPhone));
        }
    }

    /** Each once, in index order, so that two rosters with the same people wait for each other rather than deadlock. */
    private static List<Arrival> strangers(List<Arrival> arrivals) {
        Arrival[] sorted =
                asIndexed(arrivals.stream().filter(Arrival::isStranger).toArray(Arrival[]::new));
        List<Arrival> each = new ArrayList<>(sorted.length);
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                each.add(sorted[i]);
            }
        }
        return each;
    }

    /** By the first bits of their indexes with their places beside them, which need not be looked up, and what is left by the rest. */
    private static Arrival[] asIndexed(Arrival[] arrivals) {
        long[] places = new long[arrivals.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = arrivals[i].order >> PLACE_BITS << PLACE_BITS | i;
        }
        Arrays.sort(places);
        Arrival[] sorted = new Arrival[places.length];
        for (int i = 0; i < places.length; i++) {
            sorted[i] = arrivals[(int) (places[i] & (1L << PLACE_BITS) - 1)];
        }
        Arrays.sort(sorted, AS_INDEXED);
        return sorted;
    }

    /** Answers whom it met there. */
    private Map<UUID, Found> insert(FundId fund, List<Arrival> strangers) {
        List<Arrival> missing = strangers;
        Map<UUID, Found> met = new HashMap<>();
        for (int tries = 1; !missing.isEmpty(); tries++) {
            jdbc.sql("savepoint registering").update();
            try {
                gatherKeys(missing.size());
                copy(missing);
                jdbc.sql("release savepoint registering").update();
                return met;
            } catch (DuplicateKeyException somebodyElse) {
                jdbc.sql("rollback to savepoint registering").update();
                if (tries == MOST_TRIES) {
                    throw somebodyElse;
                }
                List<UUID> indexes = missing.stream().map(each -> each.index).toList();
                store.findByIdIndexes(fund, indexes, met::put);
                missing = missing.stream()
                        .filter(each -> !met.containsKey(each.index))
                        .toList();
            }
        }
        return met;
    }

    private void copy(List<Arrival> strangers) {
        try (BinaryCopy copy = BinaryCopy.into(database, REGISTERED)) {
            strangers.forEach(each -> copy.add(Objects.requireNonNull(each.row)));
            copy.end();
        }
    }

    /**
     * Keys of many people are gathered longer before they are sorted, which is cheaper; of few, little is left, since whoever looks
     * for somebody goes through what is not sorted yet. Once many are announced or have come, all of the transaction are of them.
     */
    void gatherKeys(long people) {
        jdbc.sql("""
                        select set_config('gin_pending_list_limit', :kept, true)
                        where current_setting('gin_pending_list_limit') <> :many
                        """)
                .param("kept", people < MANY ? "64kB" : KEPT_OF_MANY)
                .param("many", KEPT_OF_MANY)
                .query(row -> {});
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Changed(
            long id,
            byte[] sealed,
            byte @Nullable [] phoneIndex,
            @Nullable Rewritten newPhone) {
        @Override
        public String toString() {
            return "Changed[" + id + "]";
        }
    }
}
