package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SqlArray;

/** Moves of claims, written with their clocks. */
@Component
class MoveStore {
    private static final String MOVE = """
            update claim.claim c
            set state = m.state, level = m.level, levels = m.levels::text[], promised_from = m.promised_from,
                due_on = m.due_on, paid_at = case m.state when 'PAID' then :at else c.paid_at end,
                version = c.version + 1, locked_by = null, locked_until = null
            from unnest(:ids::bigint[], :versions::int[], :befores::text[], :states::text[], :levels::text[],
                    :routes::text[], :froms::date[], :dues::date[])
                as m (id, version, before, state, level, levels, promised_from, due_on)
            where c.fund = :fund and c.id = m.id and c.version = m.version and c.state = m.before
            """;

    private final JdbcClient jdbc;

    MoveStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A move about to be written and the clock after it. */
    record Moving(Claim before, Move move, Claim.Clock clock) {
        Claim after() {
            return before.moved(move, clock);
        }
    }

    /**
     * Writes moves and their clocks, and of a payment its time; answers how many, fewer where somebody else has changed a claim
     * since its version.
     */
    int move(FundId fund, List<Moving> moves, Instant at) {
        return jdbc.sql(MOVE)
                .param("fund", fund.code())
                .param("at", Timestamp.from(at))
                .param("ids", each(moves, Long[]::new, m -> m.before().id().value()))
                .param("versions", each(moves, Integer[]::new, m -> m.before().version()))
                .param(
                        "befores",
                        each(moves, String[]::new, m -> m.before().state().name()))
                .param(
                        "states",
                        each(moves, String[]::new, m -> m.move().state().name()))
                .param(
                        "levels",
                        each(moves, String[]::new, m -> m.move().level().name()))
                .param("routes", each(moves, String[]::new, MoveStore::route))
                .param(
                        "froms",
                        each(moves, String[]::new, m -> m.clock().promisedFrom().toString()))
                .param("dues", each(moves, String[]::new, m -> text(m.clock().dueOn())))
                .update();
    }

    private static String route(Moving moving) {
        Route route = moving.before().route().including(moving.move().level());
        return SqlArray.literal(List.of(ClaimRows.levels(route)));
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
