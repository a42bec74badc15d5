package org.tongzhou.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/** The events of instructions, insert-only; each moves its instruction. */
@Component
class InstructionEventStore {
    private final JdbcClient jdbc;

    InstructionEventStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes an event for each; the database moves the states and refuses a move that there is not. */
    void move(FundId fund, Collection<Long> instructions, Move move) {
        if (instructions.isEmpty()) {
            return;
        }
        int written = jdbc.sql("""
                        insert into payment.instruction_event
                            (fund, instruction, from_state, state, at, person, batch, answer, reason, value_date)
                        select i.fund, i.id, i.state, :state, :at, :person, :batch, :answer, :reason, :valueDate
                        from (select fund, id, state from payment.instruction
                              where fund = :fund and id = any(:ids::bigint[]) order by id for update) i
                        """)
                .param("fund", fund.code())
                .param("ids", instructions.stream().mapToLong(Long::longValue).toArray())
                .param("state", move.to().name())
                .param("at", Ids.utc(move.at()))
                .param("person", move.person(), Types.BIGINT)
                .param("batch", move.batch(), Types.BIGINT)
                .param("answer", move.answer(), Types.BIGINT)
                .param("reason", move.reason(), Types.VARCHAR)
                .param("valueDate", move.valueDate(), Types.DATE)
                .update();
        if (written != instructions.size()) {
            throw new IllegalStateException(instructions.size() + " instructions to move, " + written + " found");
        }
    }

    /** True once it has gone to the bank in whatever batch. */
    boolean wasSent(FundId fund, long instruction) {
        return jdbc.sql("""
                        select exists (select from payment.instruction_event
                            where fund = :fund and instruction = :id and state = 'SENT')
                        """)
                .param("fund", fund.code())
                .param("id", instruction)
                .query(Boolean.class)
                .single();
    }

    /** The events of each of these, oldest first, by instruction. */
    Map<Long, List<InstructionEvent>> events(FundId fund, Collection<Long> instructions) {
        return jdbc
                .sql("""
                        select instruction, state, at, reason, value_date from payment.instruction_event
                        where fund = :fund and instruction = any(:ids::bigint[]) order by id
                        """)
                .param("fund", fund.code())
                .param("ids", instructions.toArray(Long[]::new))
                .query((row, n) -> Map.entry(row.getLong("instruction"), event(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static InstructionEvent event(ResultSet row) throws SQLException {
        return new InstructionEvent(
                InstructionState.valueOf(row.getString("state")),
                row.getTimestamp("at").toInstant(),
                row.getString("reason"),
                row.getObject("value_date", LocalDate.class));
    }

    long lastEvent(FundId fund, long instruction) {
        return jdbc.sql("select max(id) from payment.instruction_event where fund = :fund and instruction = :id")
                .param("fund", fund.code())
                .param("id", instruction)
                .query(Long.class)
                .single();
    }

    long newestEvent(FundId fund) {
        return jdbc.sql("select coalesce(max(id), 0) from payment.instruction_event where fund = :fund")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
    }

    /** The newest event of the fund written on or before a day. */
    long newestEventBy(FundId fund, LocalDate day) {
        return jdbc.sql("select coalesce(max(id), 0) from payment.instruction_event where fund = :fund and at < :end")
                .param("fund", fund.code())
                .param(
                        "end",
                        Ids.utc(day.plusDays(1).atStartOfDay(FundClock.ZONE).toInstant()))
                .query(Long.class)
                .single();
    }
}
