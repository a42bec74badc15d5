package org.tongzhou.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;

@Component
class MessageStore {
    private static final String MESSAGE = "select id, template, args, link, at, read_at from notice.message ";

    private final JdbcClient jdbc;

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(FundId fund, Collection<PersonId> people, Instant at, Outbox.Telling telling) {
        jdbc.sql("""
                        insert into notice.message (fund, person, template, args, link, at)
                        select :fund, person, :template, :args::text[], :link, :at
                        from unnest(:people::bigint[]) as person
                        """)
                .param("fund", fund.code())
                .param("people", people.stream().map(PersonId::value).toArray(Long[]::new))
                .param("template", telling.template())
                .param("args", telling.values().toArray(String[]::new))
                .param("link", telling.link())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
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
