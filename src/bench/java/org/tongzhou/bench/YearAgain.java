package org.tongzhou.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Every claim of a year read from the database, decided by the product's engine, and written back, in one transaction. */
final class YearAgain {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int CHUNK = 64 * 1024;

    private final Connection connection;
    private final OwnEngine engine;

    YearAgain(Connection connection, OwnEngine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    void run() throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate bench_own");
            byte[] decided = decide(statement);
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bench_own from stdin (format binary)");
            for (int from = 0; from < decided.length; from += CHUNK) {
                copy.writeToCopy(decided, from, Math.min(CHUNK, decided.length - from));
            }
            copy.endCopy();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private byte[] decide(Statement statement) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        statement.setFetchSize(10_000);
        try (ResultSet rows = statement.executeQuery("select * from bench_claim")) {
            while (rows.next()) {
                ClaimMix.Flat claim = read(rows);
                out.writeShort(2);
                out.writeInt(Integer.BYTES);
                out.writeInt(claim.id());
                out.writeInt(Long.BYTES);
                out.writeLong(engine.fen(ClaimMix.put(claim)));
            }
        }
        out.writeShort(-1);
        return bytes.toByteArray();
    }

    private static ClaimMix.Flat read(ResultSet row) throws Exception {
        return new ClaimMix.Flat(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getBoolean(7),
                row.getInt(8),
                row.getInt(9),
                row.getLong(10),
                row.getLong(11),
                row.getInt(12),
                row.getInt(13),
                row.getBoolean(14),
                row.getLong(15),
                row.getLong(16));
    }
}
