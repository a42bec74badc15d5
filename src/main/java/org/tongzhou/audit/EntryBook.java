package org.tongzhou.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.SealedTable;

/** The trail as a chained book: a row is an entry. */
@Component
class EntryBook extends SealedTable {
    EntryBook(JdbcClient jdbc) {
        super(jdbc, new Shape("audit", "audit", "entry", AuditStore.COLUMNS, AuditStore.DETAILS));
    }

    @Override
    protected byte[] actual(ResultSet row) throws SQLException {
        return AuditStore.actual(row);
    }
}
