package org.tongzhou.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Moment;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** How short messages stand, for whoever runs the system: counts and reasons, never a person, a phone or a text. */
@Component
public class SmsFigures {
    private static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final SmsSettings settings;

    SmsFigures(JdbcClient jdbc, SmsSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Counts since the start of the day before yesterday; what waits or is under way counts whenever it began. */
    public record Figures(
            boolean open,
            long waiting,
            long later,
            long inDoubt,
            long accepted,
            long delivered,
            long again,
            long failed,
            long withheld,
            int sentToday,
            int mostToday,
            int perPerson,
            String quietFrom,
            String quietTo) {}

    /** One that did not arrive. {@code kind} and {@code reason} are parts of message keys. */
    public record Lost(
            long id,
            String kind,
            boolean withheld,
            String reason,
            int attempts,
            @Nullable Instant triedAt,
            Instant doneAt) {}

    /** Refuses {@code not_allowed} below the province: the line is the whole fund's. */
    public Figures figures(Actor actor, Instant now) {
        require(actor);
        LocalDate today = FundClock.dayOf(now);
        int sent = jdbc.sql("select sent from notice.sms_of_day where fund = :fund and day = :day")
                .param("fund", actor.fund().code())
                .param("day", today)
                .query(Integer.class)
                .optional()
                .orElse(0);
        return jdbc.sql("""
                        select count(*) filter (where state = 'WAITING' and due_at <= :now) as waiting,
                               count(*) filter (where state = 'WAITING' and due_at > :now) as later,
                               count(*) filter (where state in ('SENT', 'UNDELIVERED')) as doubt,
                               count(*) filter (where state = 'ACCEPTED') as accepted,
                               count(*) filter (where state = 'DELIVERED') as delivered,
                               count(*) filter (where attempts = 2) as again,
                               count(*) filter (where state = 'FAILED') as failed,
                               count(*) filter (where state = 'WITHHELD') as withheld
                        from notice.sms
                        where fund = :fund and (state = 'WAITING' or state in ('SENT', 'ACCEPTED', 'UNDELIVERED')
                            or done_at >= :since)
                        """)
                .param("fund", actor.fund().code())
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(since(today)))
                .query((row, n) -> figures(row, sent))
                .single();
    }

    private static Instant since(LocalDate today) {
        return today.minusDays(2).atStartOfDay(FundClock.ZONE).toInstant();
    }

    private Figures figures(ResultSet row, int sent) throws SQLException {
        return new Figures(
                settings.open(),
                row.getLong("waiting"),
                row.getLong("later"),
                row.getLong("doubt"),
                row.getLong("accepted"),
                row.getLong("delivered"),
                row.getLong("again"),
                row.getLong("failed"),
                row.getLong("withheld"),
                sent,
                settings.perDay(),
                settings.perPersonADay(),
                settings.quietFrom().toString(),
                settings.quietTo().toString());
    }

    /** Those that failed or were withheld, the latest first, 50 at a time. */
    public Slice<Lost> lost(Actor actor, String after) {
        require(actor);
        Moment below = Moment.below(after);
        List<Lost> found = jdbc.sql("""
                        select id, template, state, reason, attempts, tried_at, done_at from notice.sms
                        where fund = :fund and state in ('FAILED', 'WITHHELD') and (done_at, id) < (:at, :id)
                        order by done_at desc, id desc limit :limit
                        """)
                .param("fund", actor.fund().code())
                .param("at", Timestamp.from(below.at()))
                .param("id", below.id())
                .param("limit", PAGE + 1)
                .query((row, n) -> lost(row))
                .list();
        return Slice.of(found, PAGE, lost -> new Moment(lost.doneAt(), lost.id()).key());
    }

    private static Lost lost(ResultSet row) throws SQLException {
        return new Lost(
                row.getLong("id"),
                row.getString("template").toLowerCase(Locale.ROOT),
                row.getString("state").equals("WITHHELD"),
                row.getString("reason"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getTimestamp("tried_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                row.getTimestamp("done_at").toInstant());
    }

    private static void require(Actor actor) {
        actor.require(Role.ADMIN, Role.MANAGER, Role.AUDITOR);
        actor.requireWholeFund();
    }
}
