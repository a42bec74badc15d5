package org.tongzhou.notice;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** A message to the person who asks, or to somebody else. */
@Component
class NoticeSamples implements ScopeSamples {
    private final Outbox outbox;
    private final JdbcClient jdbc;

    NoticeSamples(Outbox outbox, JdbcClient jdbc) {
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    @Override
    public List<Sample> samples() {
        return List.of(new Sample(
                "POST /my/messages/{id}/open",
                List.of(Role.MEMBER),
                (unit, actor) -> "/my/messages/" + tell(actor) + "/open"));
    }

    private long tell(Actor actor) {
        PersonId person = java.util.Objects.requireNonNull(actor.person());
        outbox.tell(
                actor.fund(),
                person,
                TestData.NOW,
                new Outbox.Telling("notice.cover.ending", List.of("hospital", "2026-12-31"), "/my"));
        return jdbc.sql("select max(id) from notice.message where person = :person")
                .param("person", person.value())
                .query(Long.class)
                .single();
    }
}
