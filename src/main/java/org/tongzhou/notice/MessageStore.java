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
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.SqlArray;

@Component
class MessageStore {
    private static final String MESSAGE = "select id, template, args, link, at, read_at from notice.message ";

    private final JdbcClient jdbc;

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(FundId fund, List<Outbox.Letter> letters, Instant at) {
        letters(jdbc.sql("""
                        insert into notice.message (fund, person, template, args, link, at)
                        select :fund, l.person, l.template, l.args::text[], l.link, :at
                        from unnest(:people::bigint[], :templates::text[], :args::text[], :links::text[])
                            as l (person, template, args, link)
                        """), fund, letters, at).update();
    }

    /** A letter and the short message that announces it, not before {@code due}; without a template there is none. */
    record Announced(Outbox.Letter letter, @Nullable SmsTemplate template, SmsText.Slots slots, Instant due) {
        String claim() {
            ClaimNumber claim = slots.claim();
            return claim == null ? "" : claim.value();
        }
    }

    /** Ids are drawn first, so that each short message finds its own. */
    void insertAnnounced(FundId fund, List<Announced> announced, Instant at) {
        List<Outbox.Letter> letters = announced.stream().map(Announced::letter).toList();
        letters(jdbc.sql("""
                        with letter as materialized (
                            select nextval(pg_get_serial_sequence('notice.message', 'id')) as id, l.*
                            from unnest(:people::bigint[], :templates::text[], :args::text[], :links::text[],
                                    :sms::text[], :claims::text[], :days::text[], :dues::text[])
                                as l (person, template, args, link, sms, claim, day, due)),
                        told as (
                            insert into notice.message (fund, id, person, template, args, link, at)
                            overriding system value
                            select :fund, id, person, template, args::text[], link, :at from letter)
                        insert into notice.sms (fund, message, person, template, claim, day, due_at)
                        select :fund, id, person, sms, nullif(claim, ''), nullif(day, '')::date, due::timestamptz
                        from letter where sms <> ''
                        """), fund, letters, at)
                .param(
                        "sms",
                        texts(
                                announced,
                                each -> each.template() == null
                                        ? ""
                                        : each.template().name()))
                .param("claims", texts(announced, Announced::claim))
                .param(
                        "days",
                        texts(announced, each -> Objects.toString(each.slots().day(), "")))
                .param("dues", texts(announced, each -> each.due().toString()))
                .update();
    }

    private static JdbcClient.StatementSpec letters(
            JdbcClient.StatementSpec insert, FundId fund, List<Outbox.Letter> letters, Instant at) {
        return insert.param("fund", fund.code())
                .param(
                        "people",
                        letters.stream().map(each -> each.person().value()).toArray(Long[]::new))
                .param("templates", texts(letters, each -> each.telling().template()))
                .param(
                        "args",
                        texts(letters, each -> SqlArray.literal(each.telling().values())))
                .param("links", texts(letters, each -> each.telling().link()))
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    private static <T> String[] texts(List<T> all, Function<T, String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    int unread(FundId fund, PersonId person) {
        return jdbc.sql(
                        "select count(*) from notice.message where fund = :fund and person = :person and read_at is null")
                .param("fund", fund.code())
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    List<Message> newest(FundId fund, PersonId person, long before, int limit) {
        return jdbc.sql(MESSAGE
                        + "where fund = :fund and person = :person and id < :before order by id desc limit :limit")
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

    void markAllRead(FundId fund, PersonId person, Instant now) {
        jdbc.sql("""
                        update notice.message set read_at = :now
                        where fund = :fund and person = :person and read_at is null and at <= :now
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
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
