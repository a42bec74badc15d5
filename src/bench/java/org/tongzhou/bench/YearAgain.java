package org.tongzhou.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * Every claim of a year read from the database, decided by the product's engine, and written back, in one transaction on
 * one connection. Rows leave and enter as binary COPY; they are decided as they arrive, while the server reads on. Small
 * numbers travel packed in one, zeros that are the rule as nothing.
 */
final class YearAgain {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int CHUNK = 64 * 1024;
    private static final int ROW = 2 + 7 * Integer.BYTES + 2 * Integer.BYTES + 5 * Long.BYTES;
    private static final String READ = """
            copy (select id,
                    plan | (units << 4) | (kind << 8) | ((illness + 1) << 12) | (grade << 16) | (female::int << 20)
                        | (died::int << 21),
                    cover_from, cover_until, since, day, in_scope, out_of_scope, nullif(used_sum, 0), nullif(used_cost, 0)
                from bench_claim) to stdout (format binary)
            """;

    private final Connection connection;
    private final OwnEngine engine;
    private final ByteBuffer decided;

    YearAgain(Connection connection, OwnEngine engine, int claims) {
        this.connection = connection;
        this.engine = engine;
        this.decided = ByteBuffer.allocate(SIGNATURE.length + claims * ROW + 2);
    }

    void run() throws Exception {
        connection.setAutoCommit(false);
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        decide(copies.copyOut(READ));
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate bench_own");
        }
        write(copies.copyIn("copy bench_own from stdin (format binary)"));
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void write(CopyIn copy) throws SQLException {
        for (int from = 0; from < decided.position(); from += CHUNK) {
            copy.writeToCopy(decided.array(), from, Math.min(CHUNK, decided.position() - from));
        }
        copy.endCopy();
    }

    private void decide(CopyOut copy) throws SQLException {
        decided.clear().put(SIGNATURE);
        boolean first = true;
        for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
            ByteBuffer row = ByteBuffer.wrap(bytes);
            if (first) {
                row.position(SIGNATURE.length);
                first = false;
            }
            if (row.remaining() > Short.BYTES) {
                row.getShort();
                decide(row);
            }
        }
        decided.putShort((short) -1);
    }

    private void decide(ByteBuffer row) {
        ClaimMix.Flat claim = read(row);
        ClaimMix.Answer answer = engine.answer(ClaimMix.put(claim));
        decided.putShort((short) 7);
        put(claim.id());
        put(answer.fen());
        put(answer.openFen());
        put(answer.reasons());
        put(answer.usedSum());
        put(answer.usedCost());
        put(answer.usedBorne());
    }

    private void put(int value) {
        decided.putInt(Integer.BYTES).putInt(value);
    }

    private void put(long value) {
        decided.putInt(Long.BYTES).putLong(value);
    }

    private static int integer(ByteBuffer row) {
        row.getInt();
        return row.getInt();
    }

    private static long bigint(ByteBuffer row) {
        return row.getInt() < 0 ? 0 : row.getLong();
    }

    private static ClaimMix.Flat read(ByteBuffer row) {
        int id = integer(row);
        int packed = integer(row);
        int from = integer(row);
        int until = integer(row);
        int since = integer(row);
        int day = integer(row);
        return new ClaimMix.Flat(
                id,
                packed & 0xf,
                packed >> 4 & 0xf,
                from,
                until,
                since,
                (packed >> 20 & 1) == 1,
                packed >> 8 & 0xf,
                day,
                bigint(row),
                bigint(row),
                (packed >> 12 & 0xf) - 1,
                packed >> 16 & 0xf,
                (packed >> 21 & 1) == 1,
                bigint(row),
                bigint(row));
    }
}
