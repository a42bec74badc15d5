package org.tongzhou.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.RowNumbers;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;

@Component
class AccountStore {
    private final JdbcClient jdbc;
    private final Trips trips;

    AccountStore(JdbcClient jdbc, Trips trips) {
        this.jdbc = jdbc;
        this.trips = trips;
    }

    long nextId() {
        return RowNumbers.next(jdbc, "person.account_change");
    }

    /** False when the person has an open change already. */
    boolean insert(FundId fund, ChangeRow change) {
        return jdbc.sql("""
                        insert into person.account_change
                            (fund, id, person, sealed, asked_by, reauthenticated, asked_at, open_from, state, proof, heir,
                             reason)
                        overriding system value
                        values (:fund, :id, :person, :sealed, :askedBy, true, :askedAt, :openFrom, :state, :proof, :heir,
                            :reason)
                        on conflict (fund, person) where state = 'ASKED' do nothing
                        """)
                        .param("fund", fund.code())
                        .param("id", change.id())
                        .param("person", change.person().value())
                        .param("sealed", change.sealed())
                        .param("askedBy", change.askedBy().value())
                        .param("askedAt", Timestamp.from(change.askedAt()))
                        .param("openFrom", change.openFrom())
                        .param("state", change.state())
                        .param(
                                "proof",
                                change.forHeir() == null
                                        ? null
                                        : change.forHeir().proof())
                        .param("heir", heir(change))
                        .param("reason", change.reason())
                        .update()
                == 1;
    }

    /** The change that decides: the newest that was not withdrawn. */
    Optional<ChangeRow> latest(FundId fund, PersonId person) {
        return standing(fund, person).stream().findFirst();
    }

    /** What was not withdrawn, newest first; a person has few. */
    List<ChangeRow> standing(FundId fund, PersonId person) {
        Trip trip = trips.trip();
        Rows<ChangeRow> standing = standing(trip, fund, person);
        trip.go();
        return standing.list();
    }

    /** The same as part of a trip. */
    Rows<ChangeRow> standing(Trip trip, FundId fund, PersonId person) {
        return trip.shared("fund", fund.code()).shared("person", person.value()).ask("""
                        select * from person.account_change
                        where fund = :fund and person = :person and state <> 'WITHDRAWN' order by id desc
                        """, (row, n) -> change(row));
    }

    /** The members whose heir somebody was named and not taken back, standing or replaced, as part of a trip. */
    Rows<PersonId> inheritedBy(Trip trip, FundId fund, PersonId heir) {
        return trip.shared("fund", fund.code())
                .with("namedHeir", heir.value())
                .ask("""
                        select distinct person from person.account_change
                        where fund = :fund and proof is not null and heir = :namedHeir and state <> 'WITHDRAWN'
                        """, (row, n) -> new PersonId(row.getLong(1)));
    }

    /** The same alone. */
    Set<PersonId> inheritedBy(FundId fund, PersonId heir) {
        Trip trip = trips.trip();
        Rows<PersonId> members = inheritedBy(trip, fund, heir);
        trip.go();
        return Set.copyOf(members.list());
    }

    private static @Nullable Long heir(ChangeRow change) {
        return Optional.ofNullable(change.forHeir())
                .map(ChangeRow.ForHeir::heir)
                .map(PersonId::value)
                .orElse(null);
    }

    /** A person with the change that decides about the account, if there is one. */
    record Holder(PersonRow person, @Nullable ChangeRow latest) {}

    List<Holder> holders(FundId fund, Collection<PersonId> people) {
        Trip trip = trips.trip();
        Rows<Holder> holders = holders(trip, fund, people, holder -> holder);
        trip.go();
        return holders.list();
    }

    /** The same as part of a trip, each made into what is asked for. */
    <T> Rows<T> holders(Trip trip, FundId fund, Collection<PersonId> people, Function<Holder, T> of) {
        return trip.shared("fund", fund.code())
                .with("holders", people.stream().map(PersonId::value).toArray(Long[]::new))
                .ask("""
                        select p.id as holder, p.name, p.sex, p.sealed as envelope, a.*
                        from person.person p
                        left join lateral (select * from person.account_change c
                            where c.fund = p.fund and c.person = p.id and c.state <> 'WITHDRAWN'
                            order by c.id desc limit 1) a on true
                        where p.fund = :fund and p.id = any(:holders::bigint[])
                        """, (row, n) -> of.apply(holder(row)));
    }

    private static Holder holder(ResultSet row) throws SQLException {
        PersonRow person = new PersonRow(
                new PersonId(row.getLong("holder")),
                row.getString("name"),
                Sex.valueOf(row.getString("sex")),
                row.getBytes("envelope"));
        return new Holder(person, row.getString("state") == null ? null : change(row));
    }

    /** Those whose deciding change is unconfirmed or opens after the day. */
    Set<PersonId> held(FundId fund, Collection<PersonId> people, LocalDate day) {
        return jdbc
                .sql("""
                        select person from (
                            select distinct on (person) person, state, open_from from person.account_change
                            where fund = :fund and person = any(:people::bigint[]) and state <> 'WITHDRAWN'
                            order by person, id desc) latest
                        where state = 'ASKED' or open_from > :day
                        """)
                .param("fund", fund.code())
                .param("people", people.stream().mapToLong(PersonId::value).toArray())
                .param("day", day)
                .query((row, n) -> new PersonId(row.getLong(1)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<ChangeRow> lockOpen(FundId fund, long id) {
        return jdbc.sql("""
                        select * from person.account_change
                        where fund = :fund and id = :id and state = 'ASKED' for update
                        """)
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> change(row))
                .optional();
    }

    /** The oldest first. */
    List<ChangeRow> open(FundId fund, long above, int most) {
        return jdbc.sql("""
                        select * from person.account_change
                        where fund = :fund and state = 'ASKED' and id > :above order by id limit :most
                        """)
                .param("fund", fund.code())
                .param("above", above)
                .param("most", most)
                .query((row, n) -> change(row))
                .list();
    }

    void confirm(FundId fund, long id, PersonId second, Instant now) {
        jdbc.sql("""
                        update person.account_change
                        set state = 'CONFIRMED', confirmed_by = :second, confirmed_at = :now
                        where fund = :fund and id = :id
                        """)
                .param("fund", fund.code())
                .param("id", id)
                .param("second", second.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void withdraw(FundId fund, long id) {
        jdbc.sql("update person.account_change set state = 'WITHDRAWN' where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    void refuse(FundId fund, long id, Doubt doubt) {
        jdbc.sql("update person.account_change set state = 'WITHDRAWN', doubt = :doubt where fund = :fund and id = :id")
                .param("doubt", doubt.name())
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    record Refused(ChangeRow change, Doubt doubt) {}

    /** The naming of an heir that was refused and that nothing has followed. */
    Optional<Refused> refusedHeir(FundId fund, PersonId person) {
        return jdbc.sql("""
                        select * from (
                            select * from person.account_change
                            where fund = :fund and person = :person order by id desc limit 1) last
                        where proof is not null and doubt is not null
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .query((row, n) -> new Refused(change(row), Doubt.valueOf(row.getString("doubt"))))
                .optional();
    }

    private static ChangeRow change(ResultSet row) throws SQLException {
        String proof = row.getString("proof");
        Long heir = row.getObject("heir", Long.class);
        return new ChangeRow(
                row.getLong("id"),
                new PersonId(row.getLong("person")),
                row.getBytes("sealed"),
                new PersonId(row.getLong("asked_by")),
                row.getTimestamp("asked_at").toInstant(),
                row.getObject("open_from", LocalDate.class),
                row.getString("state"),
                proof == null ? null : new ChangeRow.ForHeir(proof, heir == null ? null : new PersonId(heir)),
                row.getString("reason"));
    }
}
