package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.RowNumbers;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;

/** Rows of event cases, their papers, and the receipts that they use. */
@Component
class CaseStore {
    /** A case whole, with its papers in the order in which they came and the report it comes from. */
    private static final String SELECT = """
            select c.id, c.number, c.person, c.unit, c.unit_path, c.kind, c.state, c.step, c.facts, c.opened_by, c.saved_at,
                c.submitted_at, c.version, p.papers, p.kinds, p.givers, p.times, s.report, s.sender, s.received_at, s.stands_for,
                s.consent_wording, s.consent_at
            from claim.event_case c
            left join claim.case_source s on s.fund = c.fund and s.case_id = c.id
            left join lateral (
                select array_agg(o.paper) as papers, array_agg(o.kind) as kinds, array_agg(o.added_by) as givers,
                    array_agg((extract(epoch from o.added_at) * 1000000)::bigint) as times
                from (select paper, kind, added_by, added_at from claim.case_paper
                    where fund = c.fund and case_id = c.id order by added_at, paper) o) p on true
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Trips trips;

    CaseStore(JdbcClient jdbc, Sealing sealing, Trips trips) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.trips = trips;
    }

    /** A draft about to be written. */
    record NewDraft(Claim.Owner owner, EventKind kind, PersonId openedBy) {}

    /** Opens a draft, or answers the open one of the same hand when somebody was faster. */
    CaseId insertDraft(FundId fund, NewDraft draft, Instant now) {
        CaseId id = nextId();
        int rows = jdbc.sql("""
                        insert into claim.event_case (fund, id, person, unit, unit_path, kind, state, facts, opened_by,
                            opened_at, saved_at) overriding system value
                        values (:fund, :id, :person, :unit, :path, :kind, 'DRAFT', :facts, :openedBy, :now, :now)
                        on conflict (fund, person, opened_by) where state = 'DRAFT' do nothing
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("person", draft.owner().person().value())
                .param("unit", draft.owner().unit().value())
                .param("path", draft.owner().path())
                .param("kind", draft.kind().name())
                .param("facts", sealing.facts(fund, id, FactSheet.EMPTY))
                .param("openedBy", draft.openedBy().value())
                .param("now", Timestamp.from(now))
                .update();
        return rows == 1
                ? id
                : draftOf(fund, draft.owner().person(), draft.openedBy()).orElseThrow();
    }

    CaseId nextId() {
        return new CaseId(RowNumbers.next(jdbc, "claim.event_case"));
    }

    /** A case that nobody had to write, open from its first moment. */
    void insertOpen(FundId fund, EventCase eventCase, Submitted submitted, Instant now) {
        jdbc.sql("""
                        insert into claim.event_case (fund, id, number, person, unit, unit_path, kind, state, step,
                            facts, opened_by, opened_at, saved_at, submitted_at) overriding system value
                        values (:fund, :id, :number, :person, :unit, :path, :kind, 'OPEN', :step, :facts, :openedBy,
                            :now, :now, :now)
                        """)
                .param("fund", fund.code())
                .param("id", eventCase.id().value())
                .param("number", submitted.number())
                .param("person", eventCase.owner().person().value())
                .param("unit", submitted.unit().value())
                .param("path", submitted.unitPath())
                .param("kind", eventCase.kind().name())
                .param("step", eventCase.hand().step())
                .param("facts", sealing.facts(fund, eventCase.id(), eventCase.facts()))
                .param("openedBy", eventCase.hand().openedBy().value())
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<CaseId> draftOf(FundId fund, PersonId person, PersonId openedBy) {
        return jdbc.sql("""
                        select id from claim.event_case
                        where fund = :fund and person = :person and opened_by = :openedBy and state = 'DRAFT'
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("openedBy", openedBy.value())
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    /** The draft that a person is writing for themselves, as part of a trip. */
    Rows<DraftLine> draftOf(Trip trip, FundId fund, PersonId person) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .ask(
                        """
                select id, kind, saved_at from claim.event_case
                where fund = :fund and person = :person and opened_by = :person and state = 'DRAFT'
                """,
                        (row, n) -> new DraftLine(
                                new CaseId(row.getLong("id")),
                                EventKind.valueOf(row.getString("kind")),
                                row.getTimestamp("saved_at").toInstant()));
    }

    /** The case that a claim belongs to. */
    Rows<EventCase> of(Trip trip, FundId fund, ClaimId claim) {
        return trip.shared("fund", fund.code())
                .shared("claim", claim.value())
                .ask(
                        SELECT + "where c.fund = :fund and c.id = " + ClaimRows.ITS_CASE,
                        (row, n) -> eventCase(fund, row));
    }

    Optional<EventCase> find(FundId fund, CaseId id) {
        return Optional.ofNullable(find(fund, List.of(id)).get(id));
    }

    /** The case of a person, read under their gate, which is held with this. */
    EventCase findHolding(FundId fund, CaseId id, PersonId person) {
        Trip trip = trips.trip().with("id", id.value());
        holdGates(trip, fund, List.of(person));
        Rows<EventCase> found =
                trip.ask(SELECT + "where c.fund = :fund and c.id = :id", (row, n) -> eventCase(fund, row));
        trip.go();
        return found.optional().orElseThrow();
    }

    Map<CaseId, EventCase> find(FundId fund, Collection<CaseId> ids) {
        return jdbc
                .sql(SELECT + "where c.fund = :fund and c.id = any(:ids::bigint[])")
                .param("fund", fund.code())
                .param("ids", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, n) -> eventCase(fund, row))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(EventCase::id, eventCase -> eventCase));
    }

    Optional<EventCase> lock(FundId fund, CaseId id) {
        return lock(fund, List.of(id)).stream().findFirst();
    }

    /**
     * In the order of their ids; locked first and read then, so that papers of whoever had one before are seen. A sign of another
     * case may name one meanwhile: whoever writes it holds a gate for which the one who has locked may be waiting.
     */
    List<EventCase> lock(FundId fund, Collection<CaseId> ids) {
        Trip trip = trips.trip().with("fund", fund.code()).with("ids", each(ids, Long[]::new, CaseId::value));
        trip.run(Trips.BY_KEYS).run("""
                select id from claim.event_case where fund = :fund and id = any(:ids::bigint[]) order by id for no key update
                """);
        Rows<EventCase> locked = trip.ask(
                SELECT + "where c.fund = :fund and c.id = any(:ids::bigint[]) order by c.id",
                (row, n) -> eventCase(fund, row));
        trip.go();
        return locked.list();
    }

    /** What a person has sent in, newest first. */
    List<EventCase> ofPerson(FundId fund, PersonId person, int most) {
        return jdbc.sql(SELECT + """
                        where c.fund = :fund and c.person = :person and c.state in ('OPEN', 'WITHDRAWN')
                        order by c.id desc limit :most
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("most", most)
                .query((row, n) -> eventCase(fund, row))
                .list();
    }

    /** What else the owners of cases have open, newest first, at most so many of each; as part of a trip. */
    Rows<EventCase> besides(Trip trip, FundId fund, List<EventCase> cases, int most) {
        trip.shared("fund", fund.code())
                .with(
                        "caseOwners",
                        each(cases, Long[]::new, one -> one.owner().person().value()))
                .with("ownCases", each(cases, Long[]::new, one -> one.id().value()))
                .with("mostCases", most);
        return trip.ask(
                "select o.* from unnest(:caseOwners::bigint[], :ownCases::bigint[]) as a (owner, own) cross join lateral ("
                        + SELECT + """
                where c.fund = :fund and c.person = a.owner and c.state = 'OPEN' and c.id <> a.own
                order by c.id desc limit :mostCases) o
                """,
                (row, n) -> eventCase(fund, row));
    }

    /** Writes kind, step and facts of a draft, or facts of an open case; false when the version has moved on. */
    boolean save(FundId fund, EventCase eventCase, Instant now) {
        return jdbc.sql("""
                        update claim.event_case
                        set kind = :kind, step = :step, facts = :facts, saved_at = :now, version = version + 1
                        where fund = :fund and id = :id and version = :version
                        """)
                        .param("fund", fund.code())
                        .param("id", eventCase.id().value())
                        .param("kind", eventCase.kind().name())
                        .param("step", eventCase.hand().step())
                        .param("facts", sealing.facts(fund, eventCase.id(), eventCase.facts()))
                        .param("now", Timestamp.from(now))
                        .param("version", eventCase.version())
                        .update()
                == 1;
    }

    /** What submitting settles: the number, and the unit through which the person was covered then. */
    record Submitted(String number, UnitId unit, String unitPath) {}

    /**
     * Drafts that the caller has locked; one that is sent in already stays as it is. To ask for the state itself would find them
     * among all drafts of the fund.
     */
    void submit(Trip trip, FundId fund, Map<CaseId, Submitted> submitted, Instant now) {
        trip.shared("fund", fund.code())
                .with("submitted", each(submitted.keySet(), Long[]::new, CaseId::value))
                .with("caseNumbers", each(submitted.values(), String[]::new, Submitted::number))
                .with(
                        "units",
                        each(submitted.values(), Long[]::new, one -> one.unit().value()))
                .with("paths", each(submitted.values(), String[]::new, Submitted::unitPath))
                .with("at", Timestamp.from(now))
                .run("""
                        update claim.event_case c
                        set state = 'OPEN', number = s.number, unit = s.unit, unit_path = s.path,
                            submitted_at = :at, saved_at = :at, version = version + 1
                        from unnest(:submitted::bigint[], :caseNumbers::text[], :units::bigint[], :paths::text[])
                            as s (id, number, unit, path)
                        where c.fund = :fund and c.id = any(:submitted::bigint[]) and c.id = s.id
                            and c.submitted_at is null
                        """);
    }

    void close(FundId fund, CaseId id, EventCase.State state) {
        jdbc.sql("update claim.event_case set state = :state, version = version + 1 where fund = :fund and id = :id")
                .param("state", state.name())
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** As {@link EventCase#requireRoom} allows. */
    void addPaper(FundId fund, EventCase to, CasePaper paper) {
        to.requireRoom();
        jdbc.sql("""
                        insert into claim.case_paper (fund, case_id, paper, kind, added_by, added_at)
                        values (:fund, :id, :paper, :kind, :by, :at) on conflict (fund, case_id, paper) do nothing
                        """)
                .param("fund", fund.code())
                .param("id", to.id().value())
                .param("paper", paper.paper())
                .param("kind", paper.kind().name())
                .param("by", paper.addedBy().value())
                .param("at", Timestamp.from(paper.addedAt()))
                .update();
    }

    boolean removePaper(FundId fund, CaseId id, long paper) {
        return jdbc.sql("delete from claim.case_paper where fund = :fund and case_id = :id and paper = :paper")
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .param("paper", paper)
                        .update()
                == 1;
    }

    /** Holds the gate through which all computing of a person's limits goes, until the transaction ends. */
    void holdGate(FundId fund, PersonId person) {
        holdGates(fund, List.of(person));
    }

    /** Those of several people, in the order of their ids. */
    void holdGates(FundId fund, Collection<PersonId> people) {
        Trip trip = trips.trip();
        holdGates(trip, fund, people);
        trip.go();
    }

    /** What conflicts is locked, though nothing of it is written. */
    void holdGates(Trip trip, FundId fund, Collection<PersonId> people) {
        trip.shared("fund", fund.code())
                .with(
                        "gates",
                        people.stream().map(PersonId::value).distinct().sorted().toArray(Long[]::new))
                .run("""
                        insert into claim.limit_gate (fund, person) select :fund, p from unnest(:gates::bigint[]) as p
                        on conflict (fund, person) do update set person = excluded.person where false
                        """);
    }

    private EventCase eventCase(FundId fund, ResultSet row) throws SQLException {
        CaseId id = new CaseId(row.getLong("id"));
        Timestamp submitted = row.getTimestamp("submitted_at");
        return new EventCase(
                id,
                row.getString("number"),
                owner(row),
                EventKind.valueOf(row.getString("kind")),
                EventCase.State.valueOf(row.getString("state")),
                sealing.facts(fund, id, row.getBytes("facts")),
                papers(row),
                row.getString("report") == null ? null : SourceStore.source(row),
                new EventCase.Hand(
                        new PersonId(row.getLong("opened_by")),
                        row.getTimestamp("saved_at").toInstant(),
                        submitted == null ? null : submitted.toInstant(),
                        row.getInt("step")),
                row.getInt("version"));
    }

    static Claim.Owner owner(ResultSet row) throws SQLException {
        return new Claim.Owner(
                new PersonId(row.getLong("person")), new UnitId(row.getLong("unit")), row.getString("unit_path"));
    }

    private static List<CasePaper> papers(ResultSet row) throws SQLException {
        if (row.getArray("papers") == null) {
            return List.of();
        }
        Long[] ids = (Long[]) row.getArray("papers").getArray();
        List<String> kinds = ClaimRows.strings(row.getArray("kinds"));
        Long[] givers = (Long[]) row.getArray("givers").getArray();
        Long[] times = (Long[]) row.getArray("times").getArray();
        List<CasePaper> papers = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            Instant at = Instant.EPOCH.plus(times[i], ChronoUnit.MICROS);
            papers.add(new CasePaper(ids[i], PaperKind.valueOf(kinds.get(i)), new PersonId(givers[i]), at));
        }
        return papers;
    }
}
