package org.tongzhou.gig;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.contribution.NewProgramme;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanCode;

@Component
class OfferStore {
    private final JdbcClient jdbc;

    OfferStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record By(PersonId person, Instant at) {}

    OfferId insert(FundId fund, NewOffer offer, Unit unit, NewProgramme terms, Money each, By by) {
        try {
            return new OfferId(jdbc.sql("""
                            insert into gig.offer (fund, unit, unit_path, plan, programme, each_fen, places, first_day,
                                last_day, opened_by, opened_at)
                            values (:fund, :unit, :path, :plan, :programme, :each, :places, :first, :last, :by, :at)
                            returning id
                            """)
                    .param("fund", fund.code())
                    .param("unit", unit.id().value())
                    .param("path", unit.path())
                    .param("plan", offer.plan().value())
                    .param("programme", offer.programme().value())
                    .param("each", each.fen())
                    .param("places", offer.places())
                    .param("first", terms.firstDay())
                    .param("last", terms.lastDay())
                    .param("by", by.person().value())
                    .param("at", Timestamp.from(by.at()))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException open) {
            throw Refusal.conflict("gig_offer_open", unit.name());
        }
    }

    /** One place less, or empty when none is left; the row stays locked until the transaction ends. */
    Optional<Offer> take(FundId fund, OfferId id, LocalDate today) {
        return jdbc.sql("""
                        update gig.offer set taken = taken + 1
                        where fund = :fund and id = :id and taken < places and closed_on is null
                          and :today between first_day and last_day
                        returning *
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("today", today)
                .query((row, n) -> offer(row))
                .optional();
    }

    /** Locks a union's open offers until the transaction ends. */
    void hold(FundId fund, UnitId unit) {
        jdbc.sql(
                        "select 1 from gig.offer where fund = :fund and unit = :unit and closed_on is null order by id for update")
                .param("fund", fund.code())
                .param("unit", unit.value())
                .query(Integer.class)
                .list();
    }

    /** Locks a fund's open offers, in the same order. */
    void holdAll(FundId fund) {
        jdbc.sql("select 1 from gig.offer where fund = :fund and closed_on is null order by id for update")
                .param("fund", fund.code())
                .query(Integer.class)
                .list();
    }

    /** Whether a union has an open offer whose last day is not over. */
    boolean goesOn(FundId fund, UnitId unit, LocalDate today) {
        return jdbc.sql("""
                        select exists (select from gig.offer
                            where fund = :fund and unit = :unit and closed_on is null and last_day >= :today)
                        """)
                .param("fund", fund.code())
                .param("unit", unit.value())
                .param("today", today)
                .query(Boolean.class)
                .single();
    }

    Optional<Offer> open(FundId fund, UnitId unit, PlanCode plan) {
        return jdbc.sql("""
                        select * from gig.offer
                        where fund = :fund and unit = :unit and plan = :plan and closed_on is null
                        """)
                .param("fund", fund.code())
                .param("unit", unit.value())
                .param("plan", plan.value())
                .query((row, n) -> offer(row))
                .optional();
    }

    /** Takes places of an offer that the caller holds. */
    void take(FundId fund, OfferId id, int places) {
        jdbc.sql("update gig.offer set taken = taken + :places where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("places", places)
                .update();
    }

    /** Places that a submission took; {@code person} joined alone or enrolled the roster. */
    record Joining(OfferId offer, SubmissionId submission, PersonId person, int places) {}

    void joined(FundId fund, Joining joining, Instant now) {
        jdbc.sql("""
                        insert into gig.joining (fund, submission, offer, person, joined_at, places)
                        values (:fund, :submission, :offer, :person, :now, :places)
                        """)
                .param("fund", fund.code())
                .param("submission", joining.submission().value())
                .param("offer", joining.offer().value())
                .param("person", joining.person().value())
                .param("now", Timestamp.from(now))
                .param("places", joining.places())
                .update();
    }

    /** Gives places of a plan back to the offer that the submission took them of, open or closed. */
    void giveBack(FundId fund, SubmissionId submission, PlanCode plan, int places, Instant now) {
        jdbc.sql("""
                        with offer as (
                            update gig.offer set taken = taken - :places
                            where fund = :fund and id = (
                                select o.id from gig.offer o
                                join gig.joining j on j.fund = o.fund and j.offer = o.id
                                where j.fund = :fund and j.submission = :submission and o.plan = :plan
                                order by o.id limit 1)
                            returning id)
                        insert into gig.given_back (fund, submission, offer, places, given_at)
                        select :fund, :submission, id, :places, :now::timestamptz from offer
                        """)
                .param("places", places)
                .param("fund", fund.code())
                .param("submission", submission.value())
                .param("plan", plan.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** What the programmes of offers pay for the places that submissions have taken and not given back. */
    Map<SubmissionId, Map<ProgrammeId, Money>> prices(FundId fund, Collection<SubmissionId> submissions) {
        Map<SubmissionId, Map<ProgrammeId, Money>> prices = new HashMap<>();
        jdbc.sql("""
                        select j.submission, o.programme, sum(o.each_fen * (j.places - (
                            select coalesce(sum(b.places), 0) from gig.given_back b
                            where b.fund = j.fund and b.submission = j.submission and b.offer = j.offer)))::bigint as fen
                        from gig.joining j
                        join gig.offer o on o.fund = j.fund and o.id = j.offer
                        where j.fund = :fund and j.submission = any(:submissions)
                        group by j.submission, o.programme
                        """)
                .param("fund", fund.code())
                .param(
                        "submissions",
                        submissions.stream().map(SubmissionId::value).toArray(Long[]::new))
                .query(row -> {
                    prices.computeIfAbsent(new SubmissionId(row.getLong("submission")), none -> new HashMap<>())
                            .put(new ProgrammeId(row.getLong("programme")), Money.ofFen(row.getLong("fen")));
                });
        return prices;
    }

    /** Makes room for new places of the same union and plan: those whose last day is over need not be stopped by anybody. */
    void closeOver(FundId fund, NewOffer next, LocalDate today) {
        jdbc.sql("""
                        update gig.offer set closed_on = :today
                        where fund = :fund and unit = :unit and plan = :plan and closed_on is null and last_day < :today
                        """)
                .param("today", today)
                .param("fund", fund.code())
                .param("unit", next.unit().value())
                .param("plan", next.plan().value())
                .update();
    }

    boolean close(FundId fund, OfferId id, LocalDate day) {
        return jdbc.sql("update gig.offer set closed_on = :day where fund = :fund and id = :id and closed_on is null")
                        .param("day", day)
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    Optional<Offer> find(Scope scope, OfferId id) {
        return jdbc.sql("""
                        select * from gig.offer
                        where fund = :fund and id = :id and unit_path >= :from and unit_path < :upTo
                        """)
                .params(scope.params())
                .param("id", id.value())
                .query((row, n) -> offer(row))
                .optional();
    }

    /** Offers of a territory, newest first. */
    List<Offer> list(Scope scope, long before, int limit) {
        return jdbc.sql("""
                        select * from gig.offer
                        where fund = :fund and unit_path >= :from and unit_path < :upTo and id < :before
                        order by id desc limit :limit
                        """)
                .params(scope.params())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> offer(row))
                .list();
    }

    /** Asks for offers that somebody can take a place of on a day, under one of these plans. */
    record Taking(LocalDate day, List<PlanCode> plans) {}

    /** Oldest first after one of them; before these the one that somebody chose. */
    List<Offer> taking(FundId fund, Taking taking, Offers.Sought sought, int limit) {
        return jdbc.sql("""
                        select * from gig.offer
                        where fund = :fund and closed_on is null and :day between first_day and last_day
                          and taken < places and plan = any(:plans) and (id > :after or id = :chosen)
                        order by id <> :chosen, id limit :limit
                        """)
                .param("fund", fund.code())
                .param("day", taking.day())
                .param("plans", taking.plans().stream().map(PlanCode::value).toArray(String[]::new))
                .param("after", sought.after())
                .param("chosen", sought.chosen())
                .param("limit", limit)
                .query((row, n) -> offer(row))
                .list();
    }

    private static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                new OfferId(row.getLong("id")),
                new UnitId(row.getLong("unit")),
                row.getString("unit_path"),
                new PlanCode(row.getString("plan")),
                new ProgrammeId(row.getLong("programme")),
                Money.ofFen(row.getLong("each_fen")),
                row.getInt("places"),
                row.getInt("taken"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getObject("closed_on", LocalDate.class));
    }
}
