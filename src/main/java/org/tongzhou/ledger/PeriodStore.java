package org.tongzhou.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;

@Component
class PeriodStore {
    private static final String COLUMNS =
            "month, proposed_by, proposed_name, proposed_at, closed_name, closed_at from ledger.period";

    private final JdbcClient jdbc;

    PeriodStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest month first, those before one. */
    List<Period> before(FundId fund, YearMonth month, int limit) {
        return jdbc.sql("select " + COLUMNS + " where fund = :fund and month < :month order by month desc limit :limit")
                .param("fund", fund.code())
                .param("month", month.atDay(1))
                .param("limit", limit)
                .query(PeriodStore::period)
                .list();
    }

    Optional<Period> lock(FundId fund, YearMonth month) {
        return jdbc.sql("select " + COLUMNS + " where fund = :fund and month = :month for update")
                .param("fund", fund.code())
                .param("month", month.atDay(1))
                .query(PeriodStore::period)
                .optional();
    }

    Optional<YearMonth> lastClosed(FundId fund) {
        return last(fund, "closed_at is not null");
    }

    Optional<YearMonth> lastProposed(FundId fund) {
        return last(fund, "true");
    }

    private Optional<YearMonth> last(FundId fund, String which) {
        return jdbc.sql("select max(month) from ledger.period where fund = :fund and " + which)
                .param("fund", fund.code())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .map(YearMonth::from);
    }

    /** False when the month is proposed already. */
    boolean propose(Actor maker, PersonId person, YearMonth month, Instant now) {
        return jdbc.sql("""
                        insert into ledger.period (fund, month, proposed_by, proposed_name, proposed_at)
                        values (:fund, :month, :person, :name, :now) on conflict do nothing
                        """)
                        .param("fund", maker.fund().code())
                        .param("month", month.atDay(1))
                        .param("person", person.value())
                        .param("name", Mask.name(maker.name()))
                        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void withdraw(FundId fund, YearMonth month) {
        jdbc.sql("delete from ledger.period where fund = :fund and month = :month")
                .param("fund", fund.code())
                .param("month", month.atDay(1))
                .update();
    }

    void close(Actor checker, PersonId person, YearMonth month, Closing closing) {
        jdbc.sql("""
                        update ledger.period
                        set closed_by = :person, closed_name = :name, closed_at = :now, up_to = :upTo
                        where fund = :fund and month = :month
                        """)
                .param("fund", checker.fund().code())
                .param("month", month.atDay(1))
                .param("person", person.value())
                .param("name", Mask.name(checker.name()))
                .param("now", OffsetDateTime.ofInstant(closing.at(), ZoneOffset.UTC))
                .param("upTo", closing.upTo())
                .update();
    }

    /** When a month was closed, and the last journal before that. */
    record Closing(long upTo, Instant at) {}

    private static Period period(ResultSet row, int n) throws SQLException {
        OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
        return new Period(
                YearMonth.from(row.getObject("month", LocalDate.class)),
                new PersonId(row.getLong("proposed_by")),
                row.getString("proposed_name"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("closed_name"),
                closed == null ? null : closed.toInstant());
    }
}
