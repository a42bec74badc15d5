package org.tongzhou.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.payment.iso.PainVersion;

/** How batches stand in their rows. */
final class BatchRows {
    static final String SELECT = """
            select id, execution_day, value_day, seq, bank, message, payments, total_fen, content_hash, needs_consent, state,
                   made_by, made_name, made_at, released_by, released_name, released_at, agreed_by, agreed_name, agreed_at,
                   msg_id, file_name, file_hash, attempt,
                   (extract(epoch from clock_timestamp() - tried_at) * 1000)::bigint as since_try_ms,
                   (extract(epoch from clock_timestamp() - greatest(tried_at, asked_at)) * 1000)::bigint as since_talk_ms
            from payment.batch
            """;

    private BatchRows() {}

    static BatchRow batch(ResultSet row, int n) throws SQLException {
        return new BatchRow(
                row.getLong("id"),
                row.getObject("execution_day", LocalDate.class),
                row.getObject("value_day", LocalDate.class),
                row.getInt("seq"),
                row.getString("bank"),
                row.getInt("payments"),
                Money.ofFen(row.getLong("total_fen")),
                row.getBytes("content_hash"),
                row.getBoolean("needs_consent"),
                BatchState.valueOf(row.getString("state")),
                Objects.requireNonNull(signed(row, "made")),
                signed(row, "released"),
                signed(row, "agreed"),
                message(row),
                new BatchRow.Line(row.getInt("attempt"), millis(row, "since_try_ms"), millis(row, "since_talk_ms")));
    }

    /** Null while nobody has; the table holds all three columns or none. */
    private static @Nullable Signed signed(ResultSet row, String what) throws SQLException {
        Timestamp at = row.getTimestamp(what + "_at");
        return at == null
                ? null
                : new Signed(new PersonId(row.getLong(what + "_by")), row.getString(what + "_name"), at.toInstant());
    }

    private static BatchRow.Message message(ResultSet row) throws SQLException {
        return new BatchRow.Message(
                PainVersion.of(row.getString("message")),
                row.getString("msg_id"),
                row.getString("file_name"),
                row.getBytes("file_hash"));
    }

    private static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
