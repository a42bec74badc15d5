package org.tongzhou.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

/** Rows of replays and of the claims that each would change. */
@Component
class ReplayStore {
    /** A running one that was silent for so long was cut off with its instance. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final String SELECT = """
            select id, draft, content,
                case when state = 'RUNNING' and alive_at < clock_timestamp() - make_interval(secs => :silence)
                    then 'FAILED' else state end as state,
                total, done, more, less, set_aside, now_fen, draft_fen, more_fen, less_fen, paid_fen,
                fees_fen, draft_fees_fen, alarm_bp, millis, asked_at
            from catalogue.replay
            """;

    private final JdbcClient jdbc;

    ReplayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A run about to begin. */
    record Asked(DraftId draft, String content, long total, Incoming incoming, long by) {}

    /** Fees that came in, those under the draft, and the loss ratio above which there is an alarm. */
    record Incoming(Money fees, Money draftFees, int alarmBasisPoints) {}

    /** A new run in place of the draft's former ones. */
    long begin(FundId fund, Asked asked, Instant now) {
        jdbc.sql("delete from catalogue.replay where fund = :fund and draft = :draft")
                .param("fund", fund.code())
                .param("draft", asked.draft().value())
                .update();
        return jdbc.sql("""
                        insert into catalogue.replay (fund, draft, content, state, total, fees_fen, draft_fees_fen, alarm_bp,
                            asked_by, asked_at)
                        values (:fund, :draft, :content, 'RUNNING', :total, :fees, :draftFees, :alarm, :by, :now) returning id
                        """)
                .param("fund", fund.code())
                .param("draft", asked.draft().value())
                .param("content", HexFormat.of().parseHex(asked.content()))
                .param("total", asked.total())
                .param("fees", asked.incoming().fees().fen())
                .param("draftFees", asked.incoming().draftFees().fen())
                .param("alarm", asked.incoming().alarmBasisPoints())
                .param("by", asked.by())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    void progress(FundId fund, long replay, Rehearsal rehearsal, Duration took) {
        changes(fund, replay, rehearsal.drain());
        Rehearsal.Totals totals = rehearsal.totals();
        Rehearsal.Sums sums = totals.sums();
        jdbc.sql("""
                        update catalogue.replay set done = :done, more = :more, less = :less, set_aside = :aside,
                            now_fen = :now, draft_fen = :draft, more_fen = :moreFen, less_fen = :lessFen,
                            paid_fen = :paid, millis = :millis
                        where fund = :fund and id = :id
                        """)
                .param("done", totals.claims())
                .param("more", totals.more())
                .param("less", totals.less())
                .param("aside", totals.setAside())
                .param("now", sums.now().fen())
                .param("draft", sums.draft().fen())
                .param("moreFen", sums.more().fen())
                .param("lessFen", sums.less().fen())
                .param("paid", sums.granted().fen())
                .param("millis", took.toMillis())
                .param("fund", fund.code())
                .param("id", replay)
                .update();
    }

    private void changes(FundId fund, long replay, List<Rehearsal.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into catalogue.replay_change (fund, replay, claim, now_fen, draft_fen)
                        select :fund, :replay, claim, now_fen, draft_fen
                        from unnest(:claims::bigint[], :now::bigint[], :draft::bigint[]) as c (claim, now_fen, draft_fen)
                        """)
                .param("fund", fund.code())
                .param("replay", replay)
                .param("claims", changes.stream().map(Rehearsal.Change::claim).toArray(Long[]::new))
                .param("now", changes.stream().map(it -> it.now().fen()).toArray(Long[]::new))
                .param("draft", changes.stream().map(it -> it.draft().fen()).toArray(Long[]::new))
                .update();
    }

    void end(FundId fund, long replay, Replay.State state) {
        jdbc.sql("""
                        update catalogue.replay set state = :state, total = case when :state = 'DONE' then done else total end
                        where fund = :fund and id = :id
                        """)
                .param("state", state.name())
                .param("fund", fund.code())
                .param("id", replay)
                .update();
    }

    void sayAlive(FundId fund, long replay) {
        jdbc.sql("update catalogue.replay set alive_at = clock_timestamp() where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", replay)
                .update();
    }

    Optional<Replay> latest(FundId fund, DraftId draft) {
        return jdbc.sql(SELECT + "where fund = :fund and draft = :draft order by id desc limit 1")
                .param("fund", fund.code())
                .param("draft", draft.value())
                .param("silence", SILENCE.toSeconds())
                .query((row, n) -> replay(row))
                .optional();
    }

    /** Changes of one side, the largest first, after a place. */
    List<Rehearsal.Change> changes(FundId fund, Replay replay, Replay.Side side, Optional<After> after, int most) {
        boolean less = side == Replay.Side.LESS;
        return jdbc.sql("""
                        select claim, now_fen, draft_fen from catalogue.replay_change
                        where fund = :fund and replay = :replay and (draft_fen < now_fen) = :less
                            and (not :from or (draft_fen - now_fen) * :sign > :size
                                or ((draft_fen - now_fen) * :sign = :size and claim > :claim))
                        order by (draft_fen - now_fen) * :sign, claim limit :most
                        """)
                .param("fund", fund.code())
                .param("replay", replay.id())
                .param("less", less)
                .param("sign", less ? 1 : -1)
                .param("from", after.isPresent())
                .param("size", after.map(After::size).orElse(0L))
                .param("claim", after.map(After::claim).orElse(0L))
                .param("most", most)
                .query((row, n) -> new Rehearsal.Change(
                        row.getLong("claim"),
                        Money.ofFen(row.getLong("now_fen")),
                        Money.ofFen(row.getLong("draft_fen"))))
                .list();
    }

    /** The last change of the page before; {@code size} is minus its distance. */
    record After(long size, long claim) {}

    private static Replay replay(ResultSet row) throws SQLException {
        Replay.Sums sums = new Replay.Sums(
                Money.ofFen(row.getLong("now_fen")),
                Money.ofFen(row.getLong("draft_fen")),
                Money.ofFen(row.getLong("more_fen")),
                Money.ofFen(row.getLong("less_fen")),
                Money.ofFen(row.getLong("paid_fen")),
                Money.ofFen(row.getLong("fees_fen")),
                Money.ofFen(row.getLong("draft_fees_fen")));
        return new Replay(
                row.getLong("id"),
                new DraftId(row.getLong("draft")),
                HexFormat.of().formatHex(row.getBytes("content")),
                Replay.State.valueOf(row.getString("state")),
                row.getLong("total"),
                row.getLong("done"),
                new Replay.Effect(row.getLong("more"), row.getLong("less"), row.getLong("set_aside"), sums),
                row.getInt("alarm_bp"),
                Duration.ofMillis(row.getLong("millis")),
                row.getTimestamp("asked_at").toInstant());
    }
}
