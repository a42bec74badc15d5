package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;

/** Bills as the database gives them, each with its parts as arrays in their order. */
final class BillRows {
    static final String SELECT = """
            select b.*, p.*
            from contribution.bill b
            cross join lateral (
                select coalesce(array_agg(t.no order by t.no), '{}') as part_nos,
                       coalesce(array_agg(t.payer order by t.no), '{}') as part_payers,
                       coalesce(array_agg(coalesce(t.programme, 0) order by t.no), '{}') as part_programmes,
                       coalesce(array_agg(coalesce(g.name, '') order by t.no), '{}') as part_names,
                       coalesce(array_agg(coalesce(g.relieves, '') order by t.no), '{}') as part_relieves,
                       coalesce(array_agg(t.reference order by t.no), '{}') as part_references,
                       coalesce(array_agg(t.amount_fen order by t.no), '{}') as part_amounts,
                       coalesce(array_agg(t.received_fen order by t.no), '{}') as part_received
                from contribution.bill_part t
                left join contribution.programme g on g.fund = t.fund and g.id = t.programme
                where t.fund = b.fund and t.bill = b.id) p
            """;

    private BillRows() {}

    static Bill bill(ResultSet row) throws SQLException {
        return new Bill(
                new BillId(row.getLong("id")),
                new UnitId(row.getLong("unit")),
                row.getString("unit_path"),
                row.getString("unit_name"),
                new SubmissionId(row.getLong("submission")),
                row.getInt("people"),
                row.getString("reference"),
                FeeShares.of(List.of((Integer[]) row.getArray("share_bp").getArray()), List.of((Long[])
                        row.getArray("share_fen").getArray())),
                parts(row),
                Money.ofFen(row.getLong("starts_at_fen")),
                new BillDays(
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("paid_on", LocalDate.class),
                        row.getObject("covered_on", LocalDate.class),
                        row.getObject("cancelled_on", LocalDate.class)),
                new PersonId(row.getLong("raised_by")),
                row.getTimestamp("raised_at").toInstant());
    }

    private static List<BillPart> parts(ResultSet row) throws SQLException {
        Integer[] nos = (Integer[]) row.getArray("part_nos").getArray();
        String[] payers = (String[]) row.getArray("part_payers").getArray();
        Long[] programmes = (Long[]) row.getArray("part_programmes").getArray();
        String[] names = (String[]) row.getArray("part_names").getArray();
        String[] relieves = (String[]) row.getArray("part_relieves").getArray();
        String[] references = (String[]) row.getArray("part_references").getArray();
        Long[] amounts = (Long[]) row.getArray("part_amounts").getArray();
        Long[] received = (Long[]) row.getArray("part_received").getArray();
        List<BillPart> parts = new ArrayList<>();
        for (int i = 0; i < nos.length; i++) {
            boolean subsidy = programmes[i] != 0;
            parts.add(new BillPart(
                    nos[i],
                    subsidy ? null : Payer.valueOf(payers[i]),
                    subsidy
                            ? new BillPart.Subsidy(new ProgrammeId(programmes[i]), names[i], Payer.valueOf(relieves[i]))
                            : null,
                    references[i],
                    Money.ofFen(amounts[i]),
                    Money.ofFen(received[i])));
        }
        return parts;
    }
}
