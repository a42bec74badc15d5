package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.organisation.UnitKind;

/** How programmes stand in their rows. */
final class ProgrammeRows {
    private ProgrammeRows() {}

    static Programme programme(ResultSet row) throws SQLException {
        Long agreed = row.getObject("agreed_by", Long.class);
        return new Programme(
                new ProgrammeId(row.getLong("id")),
                terms(row),
                Money.ofFen(row.getLong("used_fen")),
                Money.ofFen(row.getLong("funded_fen")),
                new PersonId(row.getLong("proposed_by")),
                agreed == null ? null : new PersonId(agreed),
                row.getBoolean("reserved"),
                row.getObject("stopped_on", LocalDate.class));
    }

    private static NewProgramme terms(ResultSet row) throws SQLException {
        Integer percent = row.getObject("share_bp", Integer.class);
        Long unitMost = row.getObject("unit_most_fen", Long.class);
        return new NewProgramme(
                row.getString("name"),
                Payer.valueOf(row.getString("giver")),
                row.getString("path"),
                set(row, "kinds").stream().map(UnitKind::valueOf).collect(Collectors.toSet()),
                row.getObject("most_staff", Integer.class),
                set(row, "flags").stream().map(UnitFlag::valueOf).collect(Collectors.toSet()),
                Payer.valueOf(row.getString("relieves")),
                percent != null ? new Share.Percent(percent) : new Share.Each(Money.ofFen(row.getLong("each_fen"))),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Money.ofFen(row.getLong("budget_fen")),
                unitMost == null ? null : Money.ofFen(unitMost));
    }

    private static Set<String> set(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray()).collect(Collectors.toSet());
    }
}
