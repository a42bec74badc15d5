package org.tongzhou.person;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;

/**
 * Registers any number of people in a handful of statements: COPY the blind indexes, see who is known, draw ids and seal
 * only for the others, COPY them in. Runs inside the caller's transaction; two at once meet at the unique index.
 */
@Component
class Registration {
    private static final HexFormat HEX = HexFormat.of();
    private static final int FETCH = 10_000;

    private final JdbcClient jdbc;
    private final Copying copying;
    private final Envelopes envelopes;

    Registration(JdbcClient jdbc, Copying copying, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.copying = copying;
        this.envelopes = envelopes;
    }

    List<PersonId> register(FundId fund, List<NewPerson> people, Instant now) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Incoming> incoming = new ArrayList<>();
        int[] entries = new int[people.size()];
        for (int i = 0; i < entries.length; i++) {
            NewPerson person = people.get(i);
            Integer known = numbers.putIfAbsent(person.id().number(), incoming.size());
            entries[i] = known == null ? incoming.size() : known;
            if (known == null) {
                incoming.add(new Incoming(person, envelopes.idIndex(person.id().number())));
            }
        }
        stage(incoming);
        bringUpToDate(fund, incoming);
        insert(fund, incoming, missing(fund), now);
        List<PersonId> ids = ids(fund, incoming.size());
        return Arrays.stream(entries).mapToObj(ids::get).toList();
    }

    private void stage(List<Incoming> incoming) {
        copying.table("person_incoming", "no int primary key, id_index bytea not null");
        copying.copy(
                "person_incoming",
                incoming.size(),
                no -> no + "," + hex(incoming.get(no).index()));
        jdbc.sql("analyze person_incoming").update();
    }

    /** Known people whose phone or card is news. They are read again under lock, in id order, before anything is written. */
    private void bringUpToDate(FundId fund, List<Incoming> incoming) {
        Map<Long, Integer> news = new TreeMap<>();
        jdbc.sql("""
                        select i.no, p.id, p.name, p.sex, p.sealed
                        from person_incoming i join person.person p on p.fund = :fund and p.id_index = i.id_index
                        """).withFetchSize(FETCH).param("fund", fund.code()).query(row -> {
            PersonRow known = PersonStore.person(row);
            int no = row.getInt("no");
            if (isNews(fund, known, incoming.get(no))) {
                news.put(known.id().value(), no);
            }
        });
        if (!news.isEmpty()) {
            rewrite(fund, incoming, news);
        }
    }

    private boolean isNews(FundId fund, PersonRow known, Incoming incoming) {
        Particulars before = envelopes.open(fund, known);
        return !before.mergedWith(incoming.particulars()).equals(before);
    }

    private void rewrite(FundId fund, List<Incoming> incoming, Map<Long, Integer> news) {
        List<Changed> changed = jdbc.sql("select id, name, sex, sealed from person.person"
                        + " where fund = :fund and id = any(:ids) order by id for update")
                .param("fund", fund.code())
                .param("ids", news.keySet().toArray(Long[]::new))
                .query((row, n) -> changed(fund, PersonStore.person(row), incoming, news))
                .list();
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

    private Changed changed(FundId fund, PersonRow known, List<Incoming> incoming, Map<Long, Integer> news) {
        Incoming newer = incoming.get(Objects.requireNonNull(news.get(known.id().value())));
        Particulars merged = envelopes.open(fund, known).mergedWith(newer.particulars());
        return new Changed(known.id().value(), envelopes.seal(fund, known.id(), merged), phoneIndex(merged));
    }

    private List<Integer> missing(FundId fund) {
        return jdbc.sql("""
                        select i.no from person_incoming i
                        where not exists (
                            select 1 from person.person p where p.fund = :fund and p.id_index = i.id_index)
                        order by i.no
                        """).param("fund", fund.code()).query(Integer.class).list();
    }

    /** Inserted in index order, so that two rosters with the same people wait for each other rather than deadlock. */
    private void insert(FundId fund, List<Incoming> incoming, List<Integer> missing, Instant now) {
        if (missing.isEmpty()) {
            return;
        }
        List<Long> ids = jdbc.sql("select nextval('person.person_id_seq') from generate_series(1, :count)")
                .param("count", missing.size())
                .query(Long.class)
                .list();
        copying.table("person_new", "id bigint, name text, sex text, id_index bytea, phone_index bytea, sealed bytea");
        copying.copy("person_new", missing.size(), i -> line(fund, ids.get(i), incoming.get(missing.get(i))));
        jdbc.sql("""
                        insert into person.person (fund, id, name, sex, id_index, phone_index, sealed, created_at)
                        overriding system value
                        select :fund, id, name, sex, id_index, phone_index, sealed, :now
                        from person_new order by id_index
                        on conflict (fund, id_index) do nothing
                        """)
                .param("fund", fund.code())
                .param("now", Timestamp.from(now))
                .update();
    }

    private String line(FundId fund, long id, Incoming incoming) {
        Particulars inside = incoming.particulars();
        Sex sex = incoming.person().id().sex();
        return id + "," + Copying.quoted(incoming.person().name().strip()) + "," + sex.name() + ","
                + hex(incoming.index()) + "," + hex(phoneIndex(inside)) + ","
                + hex(envelopes.seal(fund, new PersonId(id), inside));
    }

    private List<PersonId> ids(FundId fund, int count) {
        List<PersonId> ids = jdbc.sql("""
                        select p.id from person_incoming i
                        join person.person p on p.fund = :fund and p.id_index = i.id_index order by i.no
                        """)
                .param("fund", fund.code())
                .query((row, n) -> new PersonId(row.getLong("id")))
                .list();
        if (ids.size() != count) {
            throw new IllegalStateException("registered " + ids.size() + " of " + count + " people");
        }
        return ids;
    }

    private byte @Nullable [] phoneIndex(Particulars inside) {
        String phone = inside.phone();
        return phone == null ? null : envelopes.phoneIndex(phone);
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "" : "\\x" + HEX.formatHex(bytes);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Incoming(NewPerson person, byte[] index) {
        Particulars particulars() {
            return Particulars.of(person);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Changed(long id, byte[] sealed, byte @Nullable [] phoneIndex) {}
}
