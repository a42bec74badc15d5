package org.tongzhou.payment;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** What is paid again on the word of a message that one person carried here, until another has confirmed it. */
@Component
class CarriedWordStore {
    /** So many payments are named, the others counted. */
    private static final int NAMED = 20;

    private final JdbcClient jdbc;

    CarriedWordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Behind a batch, by message, oldest first. */
    List<CarriedWord> of(FundId fund, BatchId batch) {
        return jdbc.sql("""
                        select p.answer, p.kind, p.received_at, p.carried_by, p.carried_name,
                               count(*) as payments,
                               (array_agg(i.reference order by t.no))[1 : :named] as paid_again
                        from payment.batch_item t
                        join payment.paid_again_on_carried p on p.fund = t.fund and p.instruction = t.instruction
                        join payment.instruction i on i.fund = t.fund and i.id = t.instruction
                        where t.fund = :fund and t.batch = :batch
                        group by p.answer, p.kind, p.received_at, p.carried_by, p.carried_name order by p.answer
                        """)
                .param("fund", fund.code())
                .param("batch", batch.value())
                .param("named", NAMED)
                .query((row, n) -> new CarriedWord(
                        row.getLong("answer"),
                        row.getString("kind"),
                        row.getTimestamp("received_at").toInstant(),
                        new PersonId(row.getLong("carried_by")),
                        row.getString("carried_name"),
                        row.getInt("payments"),
                        Arrays.asList((String[]) row.getArray("paid_again").getArray())))
                .list();
    }

    /** One of these payments, by its reference, that is paid again on what {@code person} alone has carried here. */
    Optional<String> onWordOf(FundId fund, PersonId person, Collection<Long> instructions) {
        return jdbc.sql("""
                        select i.reference from payment.paid_again_on_carried p
                        join payment.instruction i on i.fund = p.fund and i.id = p.instruction
                        where p.fund = :fund and p.carried_by = :person and p.instruction = any(:ids::bigint[])
                        order by i.id limit 1
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("ids", instructions.stream().mapToLong(Long::longValue).toArray())
                .query(String.class)
                .optional();
    }

    /** Who carried a message; empty for one of the bank's own line. */
    Optional<PersonId> carrier(FundId fund, long answer) {
        return jdbc.sql(
                        "select carried_by from payment.answer where fund = :fund and id = :id and carried_by is not null")
                .param("fund", fund.code())
                .param("id", answer)
                .query(Long.class)
                .optional()
                .map(PersonId::new);
    }

    /** Once; by whoever was first. */
    void confirm(FundId fund, long answer, Hand by, Instant at) {
        jdbc.sql("""
                        insert into payment.answer_confirmed (fund, answer, carried_by, person, name, at)
                        select fund, id, carried_by, :person, :name, :at from payment.answer where fund = :fund and id = :id
                        on conflict (fund, answer) do nothing
                        """)
                .param("fund", fund.code())
                .param("id", answer)
                .param("person", by.person().value())
                .param("name", by.name())
                .param("at", Ids.utc(at))
                .update();
    }
}
