package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;

/** Which case a receipt pays for: one of the fund, never two. */
@Component
class ReceiptStore {
    private static final String TRIPLE = "fund = :fund and code = :code and number = :number and check_code = :check";

    private static final RowMapper<CaseId> CASE = (row, n) -> new CaseId(row.getLong("case_id"));

    private static final int MOST_MARKS = 500;

    /** Nothing of the case that holds the receipt {@code r} is left to pay, and what was paid on it has come back whole. */
    private static final String OVER = """
            exists (select 1 from claim.claim c where c.fund = r.fund and c.case_id = r.case_id)
            and not exists (select 1 from claim.claim c where c.fund = r.fund and c.case_id = r.case_id
                and c.state not in ('REFUSED', 'WITHDRAWN')
                and not exists (select 1 from recovery.v_recovered b where b.fund = c.fund
                    and b.cause = 'claim:' || c.id and b.fen >= c.amount_fen))
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Trips trips;

    ReceiptStore(JdbcClient jdbc, Sealing sealing, Trips trips) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.trips = trips;
    }

    /**
     * Takes the receipt for a case when nobody has it, or the case that has it was refused, withdrawn or paid back whole;
     * answers the case that holds it then. What the case held before and no longer says is free again.
     */
    CaseId hold(FundId fund, CaseId id, FactSheet facts, Instant now) {
        Trip trip = trips.trip();
        Rows<CaseId> holder = hold(trip, fund, id, facts, now);
        trip.go();
        return holder.optional().orElseThrow();
    }

    /** The same as part of a trip. */
    Rows<CaseId> hold(Trip trip, FundId fund, CaseId id, FactSheet facts, Instant now) {
        printed(trip, fund, facts)
                .with("holder", id.value())
                .with("held", Timestamp.from(now))
                .with("mark", mark(facts));
        trip.run("delete from claim.receipt_used where fund = :fund and case_id = :holder and not (" + TRIPLE + ")");
        trip.run("""
                insert into claim.receipt_used as r (fund, code, number, check_code, case_id, used_at, mark)
                values (:fund, :code, :number, :check, :holder, :held, :mark)
                on conflict (fund, code, number, check_code) do update
                set case_id = excluded.case_id, used_at = excluded.used_at
                where r.case_id <> excluded.case_id and\s""" + OVER);
        return trip.ask("select case_id from claim.receipt_used where " + TRIPLE, CASE);
    }

    /** Another fund in which a case has the receipt. */
    Optional<FundId> elsewhere(FundId fund, FactSheet facts) {
        Trip trip = trips.trip().with("fund", fund.code()).with("mark", mark(facts));
        Rows<FundId> other = elsewhere(trip);
        trip.go();
        return other.optional();
    }

    /** The same of the receipt that the trip holds. */
    Rows<FundId> elsewhere(Trip trip) {
        return trip.ask(
                "select r.fund from claim.receipt_used r where r.mark = :mark and r.fund <> :fund and not (" + OVER
                        + ") order by r.fund limit 1",
                (row, n) -> new FundId(row.getInt("fund")));
    }

    /** The case that has the receipt and still may be paid on it, or was. */
    Optional<CaseId> holder(FundId fund, FactSheet facts) {
        Trip look = trips.trip();
        Rows<CaseId> holder = printed(look, fund, facts)
                .ask("select r.case_id from claim.receipt_used r where " + TRIPLE + " and not (" + OVER + ")", CASE);
        look.go();
        return holder.optional();
    }

    /** The case that took a receipt last, as part of a trip. */
    Rows<CaseId> taker(Trip trip, FundId fund, FactSheet facts) {
        return printed(trip, fund, facts).ask("select case_id from claim.receipt_used where " + TRIPLE, CASE);
    }

    /** Gives receipts from before there were marks theirs, some at a time; answers how many. */
    int markUnmarked(FundId fund) {
        List<Printed> unmarked = jdbc.sql("""
                        select code, number, check_code from claim.receipt_used
                        where fund = :fund and mark is null order by case_id limit :most
                        """)
                .param("fund", fund.code())
                .param("most", MOST_MARKS)
                .query((row, n) -> new Printed(row.getString(1), row.getString(2), row.getString(3)))
                .list();
        unmarked.forEach(one -> jdbc.sql("update claim.receipt_used set mark = :mark where " + TRIPLE)
                .param("mark", mark(one))
                .param("fund", fund.code())
                .param("code", one.code())
                .param("number", one.number())
                .param("check", one.check())
                .update());
        return unmarked.size();
    }

    private record Printed(String code, String number, String check) {}

    private byte[] mark(FactSheet facts) {
        return mark(new Printed(
                facts.text(FactField.RECEIPT_CODE).orElseThrow(),
                facts.text(FactField.RECEIPT_NO).orElseThrow(),
                facts.text(FactField.RECEIPT_CHECK).orElseThrow()));
    }

    private byte[] mark(Printed receipt) {
        return sealing.index("receipt", receipt.code() + "|" + receipt.number() + "|" + receipt.check());
    }

    void free(FundId fund, CaseId id) {
        jdbc.sql("delete from claim.receipt_used where fund = :fund and case_id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    private static Trip printed(Trip trip, FundId fund, FactSheet facts) {
        return trip.shared("fund", fund.code())
                .with("code", facts.text(FactField.RECEIPT_CODE).orElseThrow())
                .with("number", facts.text(FactField.RECEIPT_NO).orElseThrow())
                .with("check", facts.text(FactField.RECEIPT_CHECK).orElseThrow());
    }
}
