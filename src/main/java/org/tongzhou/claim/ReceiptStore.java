package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Plain;

/** Which case a receipt pays for: one of the fund, never two. */
@Component
class ReceiptStore {
    private static final String TRIPLE = "fund = :fund and code = :code and number = :number and check_code = :check";

    private static final int MOST_MARKS = 500;

    /** Of the case that holds the receipt {@code r} a claim is left to pay, or was paid and has not come back whole; open at its end. */
    private static final String LEFT = """
            exists (select 1 from claim.claim c where c.fund = r.fund and c.case_id = r.case_id
                and c.state not in ('REFUSED', 'WITHDRAWN')
                and not exists (select 1 from recovery.v_recovered b where b.fund = c.fund
                    and b.cause = 'claim:' || c.id and b.fen >= c.amount_fen)
            """;

    /**
     * Nothing of the case that holds the receipt {@code r} is left, neither a claim nor something proposed that might become one.
     * Of a case that is only now being written neither is seen.
     */
    private static final String OVER = """
            (exists (select 1 from claim.claim c where c.fund = r.fund and c.case_id = r.case_id)
                or coalesce((select bool_and(p.state <> 'OPEN') from claim.proposal p
                    where p.fund = r.fund and p.case_id = r.case_id), false))
            and not\s""" + LEFT + ")";

    /** Closes {@link #LEFT}: a claim for costs is. A fixed sum takes nothing from a receipt ({@link FixedSums}). */
    private static final String OF_COSTS = "and c.plan || '-' || c.plan_version <> all(:fixedSums::text[]))";

    /**
     * The case that holds the receipt {@code r} is of the same person as the one that wants it, and claims no costs. The caller holds
     * the person's gate.
     */
    private static final String IDLE = """
            exists (select 1 from claim.event_case o join claim.event_case w on w.fund = o.fund and w.person = o.person
                where o.fund = r.fund and o.id = r.case_id and w.id = excluded.case_id)
            and not\s""" + LEFT + OF_COSTS;

    /** The same, asked for the person before their case wants it. */
    private static final String OWN_AND_IDLE = """
            exists (select 1 from claim.event_case o
                where o.fund = r.fund and o.id = r.case_id and o.person = :wantedBy)
            and not\s""" + LEFT + OF_COSTS;

    /**
     * Unless another case has taken them at this moment: receipts {@code r} that a case no longer says or claims go back to the case that they were taken from last, for what was
     * refused there to count again; whoever wants one takes it from there as well. Without such a case they are free.
     */
    private static final String GIVE_BACK = """
            with gone as (select r.fund, r.code, r.number, r.check_code, r.case_id, r.taken_from
                    from claim.receipt_used r where %s),
                back as (update claim.receipt_used r
                    set case_id = g.taken_from[cardinality(g.taken_from)], taken_from = nullif(trim_array(g.taken_from, 1), '{}')
                    from gone g where r.fund = g.fund and r.code = g.code and r.number = g.number
                        and r.check_code = g.check_code and r.case_id = g.case_id and g.taken_from is not null)
            delete from claim.receipt_used r using gone g where r.fund = g.fund and r.code = g.code and r.number = g.number
                and r.check_code = g.check_code and r.case_id = g.case_id and g.taken_from is null
            """;

    /** The receipts that a trip tries to hold. */
    private static final String HELD = """
            unnest(:holders::bigint[], :codes::text[], :numbers::text[], :checks::text[], :marks::bytea[])
                as h (holder, code, number, check_code, mark)
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final FixedSums fixedSums;
    private final Trips trips;

    ReceiptStore(JdbcClient jdbc, Sealing sealing, FixedSums fixedSums, Trips trips) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.fixedSums = fixedSums;
        this.trips = trips;
    }

    /** A case and the receipt that it says. */
    record Held(CaseId id, FactSheet facts) {}

    /**
     * Takes the receipt for a case when nobody has it, when the case that has it was refused, withdrawn or paid back whole, or
     * when that is of the same person and claims no costs; answers the case that holds it then. What the case held before and no longer says
     * it gives back.
     */
    CaseId hold(FundId fund, CaseId id, FactSheet facts, Instant now) {
        Trip trip = trips.trip();
        Rows<Holder> holder = hold(trip, fund, List.of(new Held(id, facts)), now);
        trip.go();
        return holder.optional().orElseThrow().holder();
    }

    /** Which case holds the receipt of which, once it was tried. */
    record Holder(CaseId of, CaseId holder) {}

    /** The same of several cases, each with a receipt of its own, as part of a trip. */
    Rows<Holder> hold(Trip trip, FundId fund, List<Held> held, Instant now) {
        List<Printed> printed =
                held.stream().map(one -> Printed.of(one.facts())).toList();
        trip.shared("fund", fund.code())
                .with("holders", each(held, Long[]::new, one -> one.id().value()))
                .with("codes", each(printed, String[]::new, Printed::code))
                .with("numbers", each(printed, String[]::new, Printed::number))
                .with("checks", each(printed, String[]::new, Printed::check))
                .with("marks", each(printed, byte[][]::new, this::mark))
                .with("fixedSums", fixedSums.editions(fund).toArray(String[]::new))
                .with("held", Timestamp.from(now));
        trip.run(GIVE_BACK.formatted("""
                r.fund = :fund and r.case_id = any(:holders::bigint[]) and exists (select 1 from\s""" + HELD + """
                    where r.case_id = h.holder
                        and not (r.code = h.code and r.number = h.number and r.check_code = h.check_code))
                """));
        trip.run("""
                insert into claim.receipt_used as r (fund, code, number, check_code, case_id, used_at, mark)
                select :fund, h.code, h.number, h.check_code, h.holder, :held, h.mark from\s""" + HELD + """
                order by h.code, h.number, h.check_code
                on conflict (fund, code, number, check_code) do update
                set case_id = excluded.case_id, used_at = excluded.used_at,
                    taken_from = array_remove(r.taken_from, excluded.case_id) || r.case_id
                where r.case_id <> excluded.case_id and (\s""" + OVER + " or " + IDLE + ")");
        return trip.ask(
                "select h.holder, o.case_id from " + HELD + """
                cross join lateral (select r.case_id from claim.receipt_used r
                    where r.fund = :fund and r.code = h.code and r.number = h.number and r.check_code = h.check_code limit 1) o
                """,
                (row, n) -> new Holder(new CaseId(row.getLong("holder")), new CaseId(row.getLong("case_id"))));
    }

    /** Another fund in which a case has the receipt. */
    Optional<FundId> elsewhere(FundId fund, FactSheet facts) {
        Trip trip = trips.trip()
                .with("fund", fund.code())
                .with("holders", new Long[] {0L})
                .with("marks", new byte[][] {mark(Printed.of(facts))});
        Rows<Elsewhere> other = elsewhere(trip);
        trip.go();
        return other.optional().map(Elsewhere::fund);
    }

    /** The fund in which another case has the receipt of a case. */
    record Elsewhere(CaseId of, FundId fund) {}

    /** The same of the receipts that the trip holds. */
    Rows<Elsewhere> elsewhere(Trip trip) {
        return trip.ask(
                """
                select h.holder, o.fund from unnest(:holders::bigint[], :marks::bytea[]) as h (holder, mark)
                cross join lateral (select r.fund from claim.receipt_used r
                    where r.mark = h.mark and r.fund <> :fund and not (""" + OVER + ") order by r.fund limit 1) o",
                (row, n) -> new Elsewhere(new CaseId(row.getLong("holder")), new FundId(row.getInt("fund"))));
    }

    /** The case that has the receipt and still may be paid on it, or was; not an idle one of this person. */
    Optional<CaseId> holder(FundId fund, PersonId person, FactSheet facts) {
        Trip look = trips.trip();
        Rows<CaseId> holder = printed(look, fund, facts)
                .with("wantedBy", person.value())
                .with("fixedSums", fixedSums.editions(fund).toArray(String[]::new))
                .ask(
                        "select r.case_id from claim.receipt_used r where " + TRIPLE + " and not (" + OVER
                                + ") and not (" + OWN_AND_IDLE + ")",
                        (row, n) -> new CaseId(row.getLong("case_id")));
        look.go();
        return holder.optional();
    }

    /** A case that took a receipt, and whose it is. */
    record Taker(CaseId id, PersonId person) {}

    /** The case that took a receipt last, as part of a trip. */
    Rows<Taker> taker(Trip trip, FundId fund, FactSheet facts) {
        return printed(trip, fund, facts)
                .ask(
                        """
                        select r.case_id, (select c.person from claim.event_case c
                            where c.fund = r.fund and c.id = r.case_id) as person
                        from claim.receipt_used r where\s""" + TRIPLE,
                        (row, n) -> new Taker(new CaseId(row.getLong("case_id")), new PersonId(row.getLong("person"))));
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

    /** What is printed on a receipt to tell it from all others, the same however it was typed or read. */
    record Printed(String code, String number, String check) {
        Printed {
            code = Plain.number(code);
            number = Plain.number(number);
            check = Plain.number(check);
        }

        static Printed of(FactSheet facts) {
            return new Printed(
                    facts.text(FactField.RECEIPT_CODE).orElseThrow(),
                    facts.text(FactField.RECEIPT_NO).orElseThrow(),
                    facts.text(FactField.RECEIPT_CHECK).orElseThrow());
        }
    }

    private byte[] mark(Printed receipt) {
        return sealing.index("receipt", receipt.code() + "|" + receipt.number() + "|" + receipt.check());
    }

    void free(FundId fund, CaseId id) {
        jdbc.sql(GIVE_BACK.formatted("r.fund = :fund and r.case_id = :id"))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    private static Trip printed(Trip trip, FundId fund, FactSheet facts) {
        Printed receipt = Printed.of(facts);
        return trip.shared("fund", fund.code())
                .with("code", receipt.code())
                .with("number", receipt.number())
                .with("check", receipt.check());
    }
}
