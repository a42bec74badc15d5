package org.tongzhou.person;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.person.PersonStore.Found;

/** Numbers that people were registered under before. */
@Component
class FormerStore {
    private static final String OWNERS = """
            select distinct on (f.id_index) f.id_index, person.cause_of(f) as cause, p.id, p.name, p.phone_index, octet_length(p.sealed) as length
            from person.former_identity f join person.person p on p.fund = f.fund and p.id = f.person
            where f.fund = :fund
            """;

    private final JdbcClient jdbc;
    private final Envelopes envelopes;

    FormerStore(JdbcClient jdbc, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
    }

    /** Who had a number before, and why it is another one now. */
    record Former(Found owner, IdentityChange.Cause cause) {}

    /** Of these blind indexes those that somebody had before; of several who did, the last. */
    Map<UUID, Former> of(FundId fund, Collection<UUID> indexes) {
        return indexes.isEmpty()
                ? Map.of()
                : owners(jdbc.sql(OWNERS + """
                                and f.id_index = any(array(select unnest(:indexes::uuid[])))
                                order by f.id_index, f.id desc
                                """)
                        .param("fund", fund.code())
                        .param("indexes", indexes.toArray(UUID[]::new)));
    }

    /** All of a fund, few beside its people. */
    Map<UUID, Former> all(FundId fund) {
        return owners(jdbc.sql(OWNERS + "order by f.id_index, f.id desc").param("fund", fund.code()));
    }

    private static Map<UUID, Former> owners(JdbcClient.StatementSpec asked) {
        Map<UUID, Former> owners = new HashMap<>();
        asked.query(row -> {
            Found owner = new Found(
                    row.getLong("id"),
                    NameMatch.mark(row.getString("name")),
                    Envelopes.mark(row.getBytes("phone_index")),
                    row.getInt("length"));
            owners.put(
                    row.getObject("id_index", UUID.class),
                    new Former(owner, IdentityChange.Cause.valueOf(row.getString("cause"))));
        });
        return owners;
    }

    /** The newest first. */
    List<FormerNumber> ofPerson(FundId fund, PersonId person) {
        return jdbc.sql("""
                        select f.id, f.sealed, f.replaced_at, person.cause_of(f) as cause from person.former_identity f
                        where f.fund = :fund and f.person = :person order by f.id desc
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .query((row, n) -> new FormerNumber(
                        row.getLong("id"),
                        new ResidentId(envelopes.openFormer(fund, row.getLong("id"), row.getBytes("sealed"))),
                        IdentityChange.Cause.valueOf(row.getString("cause")),
                        row.getTimestamp("replaced_at").toInstant()))
                .list();
    }

    void keep(FundId fund, OpenIdentityChange change, String before, Instant now) {
        jdbc.sql("""
                        insert into person.former_identity (fund, id, person, id_index, cause, sealed, replaced_at)
                        values (:fund, :id, :person, :index, :cause, :sealed, :at)
                        """)
                .param("fund", fund.code())
                .param("id", change.id())
                .param("person", change.person().value())
                .param("index", envelopes.idIndex(before))
                .param("cause", change.cause().name())
                .param("sealed", envelopes.sealFormer(fund, change.id(), before))
                .param("at", Timestamp.from(now))
                .update();
    }
}
