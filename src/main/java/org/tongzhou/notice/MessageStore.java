package org.tongzhou.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        jdbc.sql("""
                        insert into notice.message (fund, person, template, args, link, at)
                        select :fund, l.person, l.template, l.args::text[], l.link, :at
                        from unnest(:people::bigint[], :templates::text[], :args::text[], :links::text[])
                            as l (person, template, args, link)
                        """)
                .param("fund", fund.code())
                .param(
                        "people",
                        letters.stream().map(each -> each.person().value()).toArray(Long[]::new))
                .param("templates", texts(letters, Outbox.Telling::template))
                .param("args", texts(letters, telling -> SqlArray.literal(telling.values())))
                .param("links", texts(letters, Outbox.Telling::link))
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    private static String[] texts(List<Outbox.Letter> letters, Function<Outbox.Telling, String> of) {
        return letters.stream().map(Outbox.Letter::telling).map(of).toArray(String[]::new);
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
