package org.tongzhou.claim;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;

/** How claims stand in their rows. */
final class ClaimRows {
    static final String COLUMNS = """
            c.id, c.case_id, c.number, c.person, c.unit, c.unit_path, c.plan, c.plan_version, c.lump_sum, c.state,
            c.level, c.levels, c.amount_fen, c.version, c.accepted_on, c.promised_from, c.due_on
            """;

    /** The event of a claim, for a statement that knows the claim alone. */
    static final String ITS_CASE = "(select case_id from claim.claim where fund = :fund and id = :claim)";

    private ClaimRows() {}

    static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                new ClaimId(row.getLong("id")),
                new CaseId(row.getLong("case_id")),
                row.getString("number"),
                CaseStore.owner(row),
                new Claim.Benefit(row.getString("plan"), row.getString("plan_version"), row.getBoolean("lump_sum")),
                ClaimState.valueOf(row.getString("state")),
                Level.valueOf(row.getString("level")),
                new Route(strings(row.getArray("levels")).stream()
                        .map(Level::valueOf)
                        .toList()),
                Money.ofFen(row.getLong("amount_fen")),
                row.getInt("version"),
                new Claim.Clock(
                        row.getObject("accepted_on", LocalDate.class),
                        row.getObject("promised_from", LocalDate.class),
                        row.getObject("due_on", LocalDate.class)));
    }

    static String[] levels(Route route) {
        return route.levels().stream().map(Level::name).toArray(String[]::new);
    }

    static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static @Nullable ClaimId id(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : new ClaimId(id);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
