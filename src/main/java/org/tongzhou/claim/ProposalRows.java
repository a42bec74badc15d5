package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** Rows of benefits that a person may be owed and has not asked for. */
@Component
class ProposalRows {
    private static final String SELECT = """
            select id, case_id, person, unit_path, plan, plan_version, up_to_fen, missing, state, claim, found_at
            from claim.proposal
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;

    ProposalRows(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    /** One proposal for each plan and case: its number; a second finding changes nothing and answers none. */
    Optional<Long> insert(FundId fund, EventCase eventCase, Verdict verdict, Instant now) {
        HeldCover cover = verdict.cover();
        return jdbc.sql("""
                        insert into claim.proposal (fund, case_id, person, unit_path, plan, plan_version, cover, up_to_fen,
                            missing, decision, state, found_at, told_at)
                        values (:fund, :case, :person, :path, :plan, :version, :cover, :upTo,
                            :missing, :decision, 'OPEN', :now, :now)
                        on conflict (fund, case_id, plan) do nothing
                        returning id
                        """)
                .param("fund", fund.code())
                .param("case", eventCase.id().value())
                .param("person", eventCase.owner().person().value())
                .param("path", cover.unitPath())
                .param("plan", verdict.plan().value())
                .param("version", cover.plan().edition())
                .param("cover", cover.id())
                .param("upTo", verdict.amount().fen())
                .param("missing", missing(verdict))
                .param("decision", sealed(fund, eventCase.id(), verdict))
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    /** What is missing by now. */
    void lacks(FundId fund, Proposal proposal, Verdict verdict) {
        jdbc.sql("update claim.proposal set missing = :missing, decision = :decision where fund = :fund and id = :id")
                .param("missing", missing(verdict))
                .param("decision", sealed(fund, proposal.eventCase(), verdict))
                .param("fund", fund.code())
                .param("id", proposal.id())
                .update();
    }

    private byte[] sealed(FundId fund, CaseId of, Verdict verdict) {
        String place = Sealing.proposalPlace(fund, of, verdict.plan().value());
        return sealing.text(place, verdict.decision().toJson());
    }

    private static String[] missing(Verdict verdict) {
        return verdict.outcome().owedPapers().stream().map(Enum::name).toArray(String[]::new);
    }

    /** The event that a proposal is about, which stays the same; nothing is locked. */
    Optional<CaseId> caseOf(FundId fund, long id) {
        return jdbc.sql("select case_id from claim.proposal where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> new CaseId(row.getLong(1)))
                .optional();
    }

    Optional<Proposal> lock(FundId fund, long id) {
        return jdbc.sql(SELECT + "where fund = :fund and id = :id for update")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> proposal(row))
                .optional();
    }

    List<Proposal> ofCase(FundId fund, CaseId eventCase) {
        return jdbc.sql(SELECT + "where fund = :fund and case_id = :case order by id")
                .param("fund", fund.code())
                .param("case", eventCase.value())
                .query((row, n) -> proposal(row))
                .list();
    }

    /** Of the event that a claim belongs to. */
    Rows<Proposal> besides(Trip trip, FundId fund, ClaimId claim) {
        return trip.shared("fund", fund.code())
                .shared("claim", claim.value())
                .ask(
                        SELECT + "where fund = :fund and case_id = " + ClaimRows.ITS_CASE + " order by id",
                        (row, n) -> proposal(row));
    }

    /** What a person may claim besides with a number below this, newest first: a page and one more. */
    Rows<Proposal> openOfPerson(Trip trip, FundId fund, PersonId person, long below) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .with("belowProposal", below)
                .with("mostProposals", MineAsked.PAGE_OPEN + 1)
                .ask(
                        SELECT
                                + "where fund = :fund and person = :person and state = 'OPEN' and id < :belowProposal"
                                + " order by id desc limit :mostProposals",
                        (row, n) -> proposal(row));
    }

    Outcome outcome(FundId fund, Proposal proposal) {
        byte[] sealed = jdbc.sql("select decision from claim.proposal where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", proposal.id())
                .query(byte[].class)
                .single();
        return StoredDecision.read(
                sealing.text(Sealing.proposalPlace(fund, proposal.eventCase(), proposal.plan()), sealed));
    }

    void accept(FundId fund, long id, ClaimId claim, Instant now) {
        jdbc.sql("""
                        update claim.proposal set state = 'ACCEPTED', claim = :claim, settled_at = :now
                        where fund = :fund and id = :id
                        """)
                .param("claim", claim.value())
                .param("now", Timestamp.from(now))
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    void settle(FundId fund, long id, Proposal.State state, Instant now) {
        jdbc.sql("update claim.proposal set state = :state, settled_at = :now where fund = :fund and id = :id")
                .param("state", state.name())
                .param("now", Timestamp.from(now))
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        long claim = row.getLong("claim");
        ClaimId filed = row.wasNull() ? null : new ClaimId(claim);
        return new Proposal(
                row.getLong("id"),
                new CaseId(row.getLong("case_id")),
                new PersonId(row.getLong("person")),
                row.getString("unit_path"),
                row.getString("plan"),
                Money.ofFen(row.getLong("up_to_fen")),
                ClaimRows.strings(row.getArray("missing")).stream()
                        .map(org.tongzhou.plan.PaperKind::valueOf)
                        .toList(),
                Proposal.State.valueOf(row.getString("state")),
                filed);
    }
}
