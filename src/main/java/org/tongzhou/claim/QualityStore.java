package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.RowNumbers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Scope;

/** Rows of rounds of second looks. */
@Component
class QualityStore {
    private static final int FETCH = 10_000;

    /** Above this part of what one level may decide alone, a claim is looked at in any case. */
    private static final double NEAR_THE_LIMIT = 0.8;

    private static final String SELECT = """
            select r.id, r.opened_by_name, r.opened_at, r.from_day, r.upto_day, r.confidence, r.margin, r.population, k.*
            from (select * from claim.quality_round
                where fund = :fund and unit_path >= :from and unit_path < :upTo and %s) r
            cross join lateral (
                select count(*) filter (where not risk) as drawn, count(sound) filter (where not risk) as looked,
                    count(*) filter (where not risk and not sound) as errors, count(*) filter (where risk) as risk_drawn,
                    count(sound) filter (where risk) as risk_looked, count(*) filter (where risk and not sound) as risk_errors
                from claim.quality_check where fund = r.fund and round = r.id) k
            order by r.id desc
            """;

    private static final String ROUNDS = SELECT.formatted("id < :before order by id desc limit :limit");
    private static final String ROUND = SELECT.formatted("id = :id");

    private static final String APPROVED_BY_ONE_LEVEL = """
            select c.id, c.amount_fen >= :near
                or exists (select 1 from claim.sign g where g.fund = c.fund and g.case_id = c.case_id)
                or exists (select 1 from claim.step f
                    where f.fund = c.fund and f.claim = c.id and f.verb = 'FACT_CONFIRMED') as risk
            from claim.claim c
            where c.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo
                and c.state in ('APPROVED', 'RETURNED', 'PAID', 'CLOSED')
                and c.levels = '{COUNTY}' and not c.lump_sum and c.follows is null
                and exists (select 1 from claim.step s
                    where s.fund = c.fund and s.claim = c.id and s.state = 'APPROVED' and s.verb in ('APPROVED', 'RULES_APPROVED')
                        and s.at >= :since and s.at < :before)
            order by c.id
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;

    QualityStore(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    /** A claim that one level approved; a risk when a field was put right, a sign was found, or it came near the limit. */
    record Approved(ClaimId claim, boolean risk) {}

    /** Asks for all of them, in the order of their numbers, without holding them; within a transaction. */
    void approvedByOneLevel(Scope scope, Quality.Wish wish, Consumer<Approved> each) {
        within(scope, APPROVED_BY_ONE_LEVEL)
                .withFetchSize(FETCH)
                .param("near", (long) (Route.CITY_ABOVE.fen() * NEAR_THE_LIMIT))
                .param("since", Timestamp.from(morning(wish.from())))
                .param("before", Timestamp.from(morning(wish.upto().plusDays(1))))
                .query(row -> {
                    each.accept(new Approved(new ClaimId(row.getLong("id")), row.getBoolean("risk")));
                });
    }

    private static Instant morning(LocalDate day) {
        return day.atStartOfDay(FundClock.ZONE).toInstant();
    }

    long nextId() {
        return RowNumbers.next(jdbc, "claim.quality_round");
    }

    /** What a round was drawn of. */
    record Drawn(long id, Quality.Wish wish, int population) {}

    void insert(Actor actor, Drawn drawn, Instant now) {
        Quality.Wish wish = drawn.wish();
        jdbc.sql("""
                        insert into claim.quality_round (fund, id, unit_path, opened_by, opened_by_name, opened_at, from_day,
                            upto_day, confidence, margin, population) overriding system value
                        values (:fund, :id, :path, :by, :name, :now, :from, :upto, :confidence, :margin, :population)
                        """)
                .param("fund", actor.fund().code())
                .param("id", drawn.id())
                .param("path", actor.scope().path())
                .param("by", actor.requirePerson().value())
                .param("name", actor.name())
                .param("now", Timestamp.from(now))
                .param("from", wish.from())
                .param("upto", wish.upto())
                .param("confidence", wish.confidence())
                .param("margin", wish.margin())
                .param("population", drawn.population())
                .update();
    }

    void addChecks(FundId fund, long round, List<ClaimId> claims, boolean risk) {
        jdbc.sql("""
                        insert into claim.quality_check (fund, round, claim, place, risk)
                        select :fund, :round, d.claim, d.place, :risk
                        from unnest(cast(:claims as bigint[]), cast(:places as int[])) as d(claim, place)
                        """)
                .param("fund", fund.code())
                .param("round", round)
                .param("risk", risk)
                .param("claims", claims.stream().map(ClaimId::value).toArray(Long[]::new))
                .param("places", IntStream.range(0, claims.size()).boxed().toArray(Integer[]::new))
                .update();
    }

    /** Newest first. */
    List<Quality.Round> rounds(Scope scope, long before, int limit) {
        return within(scope, ROUNDS)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> round(row))
                .list();
    }

    Optional<Quality.Round> round(Scope scope, long id) {
        return within(scope, ROUND)
                .param("id", id)
                .query((row, n) -> round(row))
                .optional();
    }

    private JdbcClient.StatementSpec within(Scope scope, String question) {
        return jdbc.sql(question).params(scope.params());
    }

    private static Quality.Round round(ResultSet row) throws SQLException {
        return new Quality.Round(
                row.getLong("id"),
                row.getString("opened_by_name"),
                row.getTimestamp("opened_at").toInstant(),
                new Quality.Wish(
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("upto_day", LocalDate.class),
                        row.getInt("confidence"),
                        row.getInt("margin")),
                row.getInt("population"),
                new Quality.Found(row.getInt("drawn"), row.getInt("looked"), row.getInt("errors")),
                new Quality.Found(row.getInt("risk_drawn"), row.getInt("risk_looked"), row.getInt("risk_errors")));
    }

    /** In the order in which they were drawn; the page is cut before more is asked of its rows. */
    List<Quality.Check> checks(FundId fund, long round, Place above, int limit) {
        return jdbc.sql("""
                        select k.claim, c.number, k.risk, k.place, k.sound, k.checked_by_name, k.words
                        from (select * from claim.quality_check
                            where fund = :fund and round = :round and (risk, place) > (:risk, :place)
                            order by risk, place limit :limit) k
                        join claim.claim c on c.fund = k.fund and c.id = k.claim
                        order by k.risk, k.place
                        """)
                .param("fund", fund.code())
                .param("round", round)
                .param("risk", above.first() > 0)
                .param("place", above.id())
                .param("limit", limit)
                .query((row, n) -> check(fund, round, row))
                .list();
    }

    private Quality.Check check(FundId fund, long round, ResultSet row) throws SQLException {
        ClaimId id = new ClaimId(row.getLong("claim"));
        boolean sound = row.getBoolean("sound");
        Boolean looked = row.wasNull() ? null : sound;
        byte[] words = row.getBytes("words");
        String said = words == null ? null : sealing.text(Sealing.checkPlace(fund, round, id), words);
        return new Quality.Check(
                id,
                row.getString("number"),
                row.getBoolean("risk"),
                row.getInt("place"),
                looked,
                row.getString("checked_by_name"),
                said);
    }

    /** What somebody found about one claim of a round. */
    record Looked(
            long round,
            ClaimId claim,
            boolean sound,
            @Nullable String words) {}

    boolean check(Actor actor, Looked looked, Instant now) {
        String words = looked.words();
        String place = Sealing.checkPlace(actor.fund(), looked.round(), looked.claim());
        return jdbc.sql("""
                        update claim.quality_check
                        set checked_by = :by, checked_by_name = :name, checked_at = :now, sound = :sound, words = :words
                        where fund = :fund and round = :round and claim = :claim and checked_at is null
                        """)
                        .param("by", actor.requirePerson().value())
                        .param("name", actor.name())
                        .param("now", Timestamp.from(now))
                        .param("sound", looked.sound())
                        .param("words", words == null ? null : sealing.text(place, words))
                        .param("fund", actor.fund().code())
                        .param("round", looked.round())
                        .param("claim", looked.claim().value())
                        .update()
                == 1;
    }
}
