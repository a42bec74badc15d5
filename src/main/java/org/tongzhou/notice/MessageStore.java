package org.tongzhou.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.SqlArray;

@Component
class MessageStore {
    private static final String UNREAD =
            "select count(*) from notice.message where fund = :fund and person = :person and read_at is null";
    private static final String MESSAGE = "select id, template, args, link, at, read_at from notice.message ";

    private final JdbcClient jdbc;

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A letter, of which fund, and when it was told. */
    record Told(FundId fund, Outbox.Letter letter, Instant at) {}

    void insert(Trip trip, List<Told> told) {
        letters(trip.run("""
                        insert into notice.message (fund, person, template, args, link, at)
                        select l.fund, l.person, l.template, l.args::text[], l.link, l.at
                        from unnest(:toldFunds::int[], :toldPeople::bigint[], :toldTemplates::text[], :toldArgs::text[],
                                :toldLinks::text[], :toldAts::timestamptz[])
                            as l (fund, person, template, args, link, at)
                        """), told);
    }

    /**
     * A letter and the short message that announces it, not before {@code due}; without a template there is none. {@code phone}
     * is the sealed one, in hexadecimal, to which it goes, or nothing where it goes to the person's.
     */
    record Announced(Told told, @Nullable SmsTemplate template, SmsText.Slots slots, Instant due, String phone) {
        String claim() {
            ClaimNumber claim = slots.claim();
            return claim == null ? "" : claim.value();
        }
    }

    /** Ids are drawn first, so that each short message finds its own. */
    void insertAnnounced(Trip trip, List<Announced> announced) {
        letters(trip.run("""
                        with letter as materialized (
                            select nextval('notice.message_id_seq') as id, l.*
                            from unnest(:toldFunds::int[], :toldPeople::bigint[], :toldTemplates::text[], :toldArgs::text[],
                                    :toldLinks::text[], :toldAts::timestamptz[], :sms::text[], :smsClaims::text[],
                                    :smsDays::text[], :smsDues::text[], :smsPhones::text[])
                                as l (fund, person, template, args, link, at, sms, claim, day, due, phone)),
                        told as (
                            insert into notice.message (fund, id, person, template, args, link, at)
                            overriding system value
                            select fund, id, person, template, args::text[], link, at from letter)
                        insert into notice.sms (fund, message, person, template, claim, day, due_at, phone_sealed, always_leaves)
                        select fund, id, person, sms, nullif(claim, ''), nullif(day, '')::date, due::timestamptz,
                            decode(nullif(phone, ''), 'hex'), sms = any(:smsAlways::text[])
                        from letter where sms <> ''
                        """), announced.stream().map(Announced::told).toList())
                .with(
                        "sms",
                        texts(
                                announced,
                                each -> each.template() == null
                                        ? ""
                                        : each.template().name()))
                .with("smsClaims", texts(announced, Announced::claim))
                .with(
                        "smsDays",
                        texts(announced, each -> Objects.toString(each.slots().day(), "")))
                .with("smsDues", texts(announced, each -> each.due().toString()))
                .with("smsPhones", texts(announced, Announced::phone))
                .with("smsAlways", SmsTemplate.namesOf(SmsTemplate::alwaysLeaves));
    }

    private static Trip letters(Trip insert, List<Told> told) {
        return insert.with(
                        "toldFunds",
                        told.stream().map(each -> each.fund().code()).toArray(Integer[]::new))
                .with(
                        "toldPeople",
                        told.stream()
                                .map(each -> each.letter().person().value())
                                .toArray(Long[]::new))
                .with(
                        "toldTemplates",
                        texts(told, each -> each.letter().telling().template()))
                .with(
                        "toldArgs",
                        texts(
                                told,
                                each -> SqlArray.literal(each.letter().telling().values())))
                .with("toldLinks", texts(told, each -> each.letter().telling().link()))
                .with("toldAts", texts(told, each -> each.at().toString()));
    }

    private static <T> String[] texts(List<T> all, Function<T, String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    int unread(FundId fund, PersonId person) {
        return jdbc.sql(UNREAD)
                .param("fund", fund.code())
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    /** The same as part of a trip, of whoever is asked for by number. */
    Rows<Integer> unread(Trip trip, FundId fund, long person) {
        return trip.shared("fund", fund.code()).shared("person", person).ask(UNREAD, (row, n) -> row.getInt(1));
    }

    /** By the time they were told at; before the message of this id, where one is given. */
    List<Message> newest(FundId fund, PersonId person, @Nullable Long before, int limit) {
        return jdbc.sql(MESSAGE + """
                        where fund = :fund and person = :person
                          and (:before::bigint is null or (at, id) <
                              (select at, id from notice.message where fund = :fund and person = :person and id = :before))
                        order by at desc, id desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("before", before)
                .param("limit", limit)
                .query(MessageStore::message)
                .list();
    }

    Optional<Message> find(FundId fund, PersonId person, long id) {
        return jdbc.sql(MESSAGE + "where fund = :fund and person = :person and id = :id")
                .param("fund", fund.code())
                .param("person", person.value())
                .param("id", id)
                .query(MessageStore::message)
                .optional();
    }

    void markRead(FundId fund, PersonId person, long id, Instant now) {
        jdbc.sql("""
                        update notice.message set read_at = greatest(:now, at)
                        where fund = :fund and person = :person and id = :id and read_at is null
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("id", id)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    /** Numbers are drawn as a message is told: one told after a page was shown has a higher one, but of what was just being told to thousands. */
    void markReadUpTo(FundId fund, PersonId person, long newest, Instant now) {
        jdbc.sql("""
                        update notice.message set read_at = greatest(:now, at)
                        where fund = :fund and person = :person and read_at is null and id <= :newest
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("newest", newest)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    private static Message message(ResultSet row, int n) throws SQLException {
        return new Message(
                row.getLong("id"),
                row.getString("template"),
                List.of((String[]) row.getArray("args").getArray()),
                row.getString("link"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("read_at") != null);
    }
}
